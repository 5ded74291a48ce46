import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeKairosServer } from './testing/fake-kairos-server.ts';
import { FakeBrowserStorage } from './testing/fake-page.ts';
import { ManualClock } from './testing/manual-clock.ts';
import { aGateMoment, aMoment, anOffer, aProSnapshot, aSignal, aSnapshot } from './testing/views.ts';
import { aVisitor, isLive, type Visitor } from './testing/visitor.ts';
import type { MomentView } from './wire.ts';

let fake: FakeKairosServer;
let visitors: Visitor[];

beforeEach(async () => {
  fake = await FakeKairosServer.start();
  fake.offered = aMoment();
  visitors = [];
});

afterEach(async () => {
  for (const { kairos } of visitors) kairos.stop();
  await fake.down();
});

function aTab(given: Parameters<typeof aVisitor>[1] = {}): Visitor {
  const visitor = aVisitor(fake, given);
  visitors.push(visitor);
  return visitor;
}

/** A tab whose placement `home` shows the moment that is offered. */
async function aTabAtHome(given: Parameters<typeof aVisitor>[1] = {}): Promise<Visitor> {
  const tab = aTab(given);
  tab.kairos.placements.register('home');
  tab.kairos.start();
  await tab.until(({ moments }) => moments['home'] !== undefined);
  return tab;
}

describe('a placement', () => {
  it('gets its moment once the server is there', async () => {
    const { kairos, until } = aTab();
    const heard: unknown[] = [];
    kairos.on('moment', (event) => heard.push(event));
    kairos.placements.register('home');
    kairos.start();
    await until(({ moments }) => moments['home'] !== undefined);
    expect(kairos.state.get().moments).toEqual({ home: aMoment() });
    expect(heard).toEqual([{ placement: 'home', moment: aMoment() }]);
    expect(fake.decisions).toEqual([{ session: expect.stringMatching(/^ses_/), placement: 'home' }]);
  });

  it('that is registered later asks at once', async () => {
    const { kairos, until } = aTab();
    kairos.start();
    await until(isLive);
    expect(fake.decisions).toEqual([]);
    kairos.placements.register('home');
    await until(({ moments }) => moments['home'] !== undefined);
  });

  it('asks again when a signal fires, and one request is on its way at a time', async () => {
    fake.offered = null;
    const { kairos, until } = aTab();
    const signals: unknown[] = [];
    kairos.on('signal', (signal) => signals.push(signal));
    kairos.placements.register('home');
    kairos.start();
    await until(isLive);
    await fake.until(() => fake.decisions.length === 1);
    fake.offered = aMoment();
    fake.push('signal', aSignal());
    await until(({ moments }) => moments['home'] !== undefined);
    expect(signals).toEqual([aSignal()]);
  });

  it('asks once more when a signal fires while it is being answered', async () => {
    fake.offered = null;
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow: typeof fetch = async (...request) => {
      const response = await fetch(...request);
      if (String(request[0]).endsWith('/decide')) await held;
      return response;
    };
    const { kairos, until } = aTab({ fetch: slow });
    const heard = new Promise<void>((resolve) => kairos.on('signal', () => resolve()));
    kairos.placements.register('home');
    kairos.start();
    await fake.until(() => fake.decisions.length === 1 && fake.streams === 1);
    fake.offered = aMoment();
    fake.push('signal', aSignal());
    await heard;
    release();
    await until(({ moments }) => moments['home'] !== undefined);
    expect(fake.decisions).toHaveLength(2);
  });

  it('and another one never show the same moment', async () => {
    const { kairos, until } = aTab();
    kairos.placements.register('home');
    kairos.placements.register('sidebar');
    kairos.start();
    await until(({ moments }) => Object.keys(moments).length > 0);
    await fake.until(() => fake.decisions.length === 2);
    await kairos.moments.request({ placement: 'sidebar' });
    expect(Object.keys(kairos.state.get().moments)).toHaveLength(1);
  });

  it('hands its moment on when it is gone from the page', async () => {
    const { kairos, until } = aTab();
    const leave = kairos.placements.register('home');
    kairos.start();
    await until(({ moments }) => moments['home'] !== undefined);
    leave();
    leave();
    kairos.placements.register('sidebar');
    await until(({ moments }) => moments['sidebar'] !== undefined);
    expect(Object.keys(kairos.state.get().moments)).toEqual(['sidebar']);
  });

  it('keeps what it shows when it asks again and the slot is spent', async () => {
    const { kairos, until } = await aTabAtHome();
    await kairos.moment('mom_1').shown();
    fake.push('signal', aSignal({ signal: 'usage.critical' }));
    await fake.until(() => fake.decisions.length === 2);
    await kairos.moments.request({ placement: 'home' });
    await until(({ moments }) => moments['home']?.id === 'mom_1');
  });
});

describe('a moment', () => {
  it('that is refused goes at once, and from the other tabs too', async () => {
    const browser = new FakeBrowserStorage();
    const first = await aTabAtHome({ browser });
    const second = await aTabAtHome({ browser });
    const answer = first.kairos.moment('mom_1').dismissed();
    expect(first.kairos.state.get().moments).toEqual({});
    expect(second.kairos.state.get().moments).toEqual({});
    expect(await answer).toEqual({ ok: true, id: 'mom_1', step: 'dismissed' });
  });

  it('that somebody else of the account refused or bought is dropped', async () => {
    const { until } = await aTabAtHome();
    fake.push('moment', { id: 'mom_1', step: 'clicked' });
    fake.push('moment', { id: 'mom_1', step: 'converted' });
    await until(({ moments }) => moments['home'] === undefined);
  });

  it('is dropped when the plan changed, however it did', async () => {
    const { until } = await aTabAtHome();
    fake.push('entitlements', { ...aProSnapshot(), moments: [aMoment()] });
    await until(({ moments }) => moments['home'] === undefined);
  });

  it('that ended while nobody was connected is dropped with the next snapshot', async () => {
    const { until, clock } = await aTabAtHome();
    fake.snapshot = aSnapshot();
    fake.offered = null;
    fake.dropStreams();
    await until(({ connection }) => connection === 'offline');
    clock.advance(1_000);
    await until(isLive);
    await until(({ moments }) => moments['home'] === undefined);
  });

  it('is shown with fresh numbers after a reconnect', async () => {
    const { until, clock } = await aTabAtHome();
    const message = { ...aMoment().message, near: '1 is left until 1 April.' };
    fake.snapshot = aSnapshot({ moments: [aMoment({ message })] });
    fake.dropStreams();
    await until(({ connection }) => connection === 'offline');
    clock.advance(1_000);
    await until(({ moments }) => moments['home']?.message.near === message.near);
  });

  it('stays over the pages of one session, without being asked for again', async () => {
    const browser = new FakeBrowserStorage();
    const first = await aTabAtHome({ browser });
    await first.kairos.moment('mom_1').shown();
    first.kairos.stop();
    await aTabAtHome({ browser });
    expect(fake.decisions).toHaveLength(1);
  });

  it('that was refused does not come back with the next page, even if the server has not heard of it', async () => {
    const browser = new FakeBrowserStorage();
    const first = await aTabAtHome({ browser });
    fake.failNext('/v1/client/moments/', { kind: 'problem', status: 403, code: 'forbidden' });
    await first.kairos.moment('mom_1').dismissed();
    first.kairos.stop();
    const second = aTab({ browser });
    second.kairos.placements.register('home');
    second.kairos.start();
    await second.until(isLive);
    await fake.until(() => fake.decisions.length === 2);
    await second.kairos.moments.request({ placement: 'home' });
    expect(second.kairos.state.get().moments).toEqual({});
  });

  it('tells its steps, and again when the server did not hear', async () => {
    const { kairos, clock } = await aTabAtHome();
    fake.failNext('/v1/client/moments/', { kind: 'cut' });
    const shown = kairos.moment('mom_1').shown();
    await clock.untilWaiting(1_000);
    clock.advance(1_000);
    expect(await shown).toEqual({ ok: true, id: 'mom_1', step: 'shown' });
    await kairos.moment('mom_1').clicked();
    await kairos.moment('mom_1').checkoutStarted();
    expect(fake.steps.map(({ step }) => step)).toEqual(['shown', 'clicked', 'checkout-started']);
  });
});

describe('a moment that is put off', () => {
  it('goes at once, from the other tabs too, and the server hears until when', async () => {
    const browser = new FakeBrowserStorage();
    const first = await aTabAtHome({ browser });
    const second = await aTabAtHome({ browser });
    const answer = first.kairos.moment('mom_1').snoozed({ days: 7 });
    expect(first.kairos.state.get().moments).toEqual({});
    expect(second.kairos.state.get().moments).toEqual({});
    expect(await answer).toEqual({ ok: true, id: 'mom_1', step: 'snoozed' });
    expect(fake.saidWithSteps).toEqual([{ until: '2026-03-19T09:00:00.000Z' }]);
  });

  it('is away until then, even if the server has not heard of it, and comes again after', async () => {
    const [clock, browser] = [new ManualClock('2026-03-12T09:00:00Z'), new FakeBrowserStorage()];
    const { kairos } = await aTabAtHome({ clock, browser });
    fake.failNext('/v1/client/moments/', { kind: 'problem', status: 403, code: 'forbidden' });
    await kairos.moment('mom_1').snoozed({ until: '2026-03-13T09:00:00Z' });
    await kairos.moments.request({ placement: 'home' });
    expect(kairos.state.get().moments).toEqual({});
    clock.advance(86_400_000);
    await kairos.moments.request({ placement: 'home' });
    expect(kairos.state.get().moments).toEqual({ home: aMoment() });
  });

  it('in another browser goes here too', async () => {
    const { until } = await aTabAtHome();
    fake.push('moment', { id: 'mom_1', step: 'snoozed' });
    await until(({ moments }) => moments['home'] === undefined);
  });

  it('until no time at all stays, and says what is wrong', async () => {
    const { kairos, errors } = await aTabAtHome();
    const answer = await kairos.moment('mom_1').snoozed({ until: 'soon' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid-request' } });
    expect(errors.at(-1)?.message).toContain('snoozed() needs { until } as an instant, or { days }');
    expect(kairos.state.get().moments).toEqual({ home: aMoment() });
  });
});

describe('a moment of any kind', () => {
  it('is refused with a reason, where there is one', async () => {
    const { kairos } = await aTabAtHome();
    await kairos.moment('mom_1').dismissed();
    await kairos.moment('mom_2').dismissed({ reason: 'too expensive' });
    expect(fake.saidWithSteps).toEqual([{}, { reason: 'too expensive' }]);
  });

  it.each([
    aGateMoment(),
    aGateMoment({ feature: null, motion: 'hybrid' }),
    aMoment({ meter: 'seats', offer: anOffer({ kind: 'seats', to: 'free', toName: '8 seats', change: { seats: 8 } }) }),
    aMoment({ offer: anOffer({ kind: 'usage', toName: '50 more sends', change: { addOns: ['sends-50'] } }) }),
  ])('comes in whole', async (moment) => {
    fake.offered = moment;
    const { kairos } = await aTabAtHome();
    expect(kairos.state.get().moments).toEqual({ home: moment });
  });

  it('of a newer server may be of a kind, and take steps, that nobody knows here yet', async () => {
    const newer = {
      ...aGateMoment(),
      presentation: 'tooltip',
      motion: 'by-carrier-pigeon',
      offer: { ...anOffer(), kind: 'hardware', change: { boxes: 2 } },
    };
    fake.offered = newer as MomentView;
    const { errors, until } = await aTabAtHome();
    fake.push('moment', { id: 'mom_1', step: 'admired' });
    fake.push('signal', { ...aSignal({ meter: null, evidence: { times: 3, items: ['a'] } }), subject: 'reports' });
    await fake.until(() => fake.decisions.length === 2);
    fake.push('usage', { usage: {}, entitlements: {}, moments: [{ ...newer, feature: 'dashboards' }] });
    await until(({ moments }) => moments['home']?.feature === 'dashboards');
    expect(errors).toEqual([]);
  });
});

describe('what a user walks into', () => {
  const trigger = { type: 'limit', meter: 'invoices' } as const;

  it('is answered to who asked when it is a modal', async () => {
    const modal = aMoment({ id: 'mom_2', presentation: 'modal', reactive: true });
    fake.offered = null;
    fake.reactive = { moment: modal };
    const { kairos } = aTab();
    const answer = await kairos.moments.request({ placement: 'home', trigger });
    expect(answer).toEqual({ ok: true, moment: modal, wall: null });
    expect(kairos.state.get().moments).toEqual({});
    expect(fake.decisions[0]).toMatchObject({ placement: 'home', trigger });
  });

  it('is put where it happened when it is not', async () => {
    const inline = aMoment({ id: 'mom_2', presentation: 'inline', reactive: true });
    fake.reactive = { moment: inline };
    const { kairos } = aTab();
    await kairos.moments.request({ placement: 'invoice', trigger });
    expect(kairos.state.get().moments).toEqual({ invoice: inline });
  });

  it('is put where it happened when that is the wall itself, modal or not', async () => {
    const modal = aMoment({ id: 'mom_2', presentation: 'modal', reactive: true });
    fake.reactive = { moment: modal };
    const { kairos } = aTab();
    await kairos.moments.request({ placement: 'reports', trigger: { type: 'gate', feature: 'reports' }, inPage: true });
    expect(kairos.state.get().moments).toEqual({ reports: modal });
    expect(fake.decisions[0]).not.toHaveProperty('inPage');
  });

  it('is the plain wall where no offer is made', async () => {
    const wall = { meter: 'invoices', reason: 'limit-reached', requiredPlan: 'pro' };
    fake.reactive = { moment: null, wall };
    expect(await aTab().kairos.moments.request({ trigger })).toEqual({ ok: true, moment: null, wall });
  });
});

describe('a session', () => {
  async function sessionsOf(clock: ManualClock, browser: FakeBrowserStorage): Promise<unknown> {
    await aTab({ clock, browser }).kairos.moments.request();
    return fake.decisions.at(-1)?.['session'];
  }

  it('is shared by tabs, and over after half an hour of nothing', async () => {
    const [clock, browser] = [new ManualClock('2026-03-12T09:00:00Z'), new FakeBrowserStorage()];
    const first = await sessionsOf(clock, browser);
    clock.advance(29 * 60_000);
    expect(await sessionsOf(clock, browser)).toBe(first);
    clock.advance(29 * 60_000);
    expect(await sessionsOf(clock, browser)).toBe(first);
    clock.advance(30 * 60_000);
    expect(await sessionsOf(clock, browser)).not.toBe(first);
  });

  it("is each user's own", async () => {
    const browser = new FakeBrowserStorage();
    for (const user of ['ada', 'bob'])
      await aTab({ browser, userToken: fake.userToken({ user }) }).kairos.moments.request();
    const [ada, bob] = fake.decisions.map((decision) => decision['session']);
    expect(ada).not.toBe(bob);
  });

  it('lasts as long as the page where nothing can be stored', async () => {
    const forbidden = new Proxy<Storage>({} as Storage, {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
    const { kairos, errors } = aTab({ storage: forbidden });
    await kairos.moments.request();
    await kairos.moments.request();
    const [first, second] = fake.decisions.map((decision) => decision['session']);
    expect(first).toMatch(/^ses_/);
    expect(second).toBe(first);
    expect(errors).toEqual([]);
  });
});

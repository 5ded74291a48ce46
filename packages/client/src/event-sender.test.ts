import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeKairosServer } from './testing/fake-kairos-server.ts';
import { FakeBrowserStorage } from './testing/fake-page.ts';
import { ManualClock } from './testing/manual-clock.ts';
import { aVisitor, isLive, type Visitor } from './testing/visitor.ts';

const BATCH = 'POST /v1/batch';

let fake: FakeKairosServer;
let browser: FakeBrowserStorage;
let clock: ManualClock;
let visitors: Visitor[];

beforeEach(async () => {
  fake = await FakeKairosServer.start();
  browser = new FakeBrowserStorage();
  clock = new ManualClock('2026-03-12T09:00:00Z');
  visitors = [];
});

afterEach(async () => {
  for (const { kairos } of visitors) kairos.stop();
  await fake.down();
});

async function aTab(given: Parameters<typeof aVisitor>[1] = {}): Promise<Visitor> {
  const visitor = aVisitor(fake, { browser, clock, ...given });
  visitors.push(visitor);
  visitor.kairos.start();
  await visitor.until(isLive);
  clock.advance(100);
  return visitor;
}

function batches(): number {
  return fake.requests.filter((request) => request === BATCH).length;
}

function keptEvents(): readonly string[] {
  return browser.keys().filter((key) => key.includes(':event:'));
}

describe('an event', () => {
  it('says who did it, for which account, and when', async () => {
    const { kairos } = await aTab();
    kairos.track('Invoice Sent', { amount: 120 });
    clock.advance(100);
    await fake.until(() => fake.events.length === 1);
    expect(fake.events).toEqual([
      {
        type: 'track',
        messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        userId: 'ada',
        event: 'Invoice Sent',
        properties: { amount: 120 },
        timestamp: '2026-03-12T09:00:00.100Z',
        context: { groupId: 'acme', library: { name: '@kairos/client' } },
      },
    ]);
  });

  it('travels with those that happen at the same time', async () => {
    const { kairos } = await aTab();
    for (const event of ['One', 'Two', 'Three']) kairos.track(event);
    clock.advance(100);
    await fake.until(() => fake.events.length === 3);
    expect(batches()).toBe(1);
  });

  it('is as it was when it happened, whatever is done with its properties later', async () => {
    const { kairos } = await aTab();
    const properties = { items: ['one'] };
    kairos.track('Invoice Sent', properties);
    properties.items.push('two');
    clock.advance(100);
    await fake.until(() => fake.events.length === 1);
    expect(fake.events[0]?.properties).toEqual({ items: ['one'] });
  });

  it('that happens before it is known whose it is waits for that', async () => {
    const visitor = aVisitor(fake, { browser, clock });
    visitors.push(visitor);
    visitor.kairos.track('Page Opened');
    visitor.kairos.start();
    await visitor.until(isLive);
    clock.advance(100);
    await fake.until(() => fake.events.length === 1);
    expect(fake.events[0]).toMatchObject({ event: 'Page Opened', userId: 'ada' });
  });

  it.each([
    ['without a name', '', {}],
    ['with more than 31 KB', 'Huge', { text: 'x'.repeat(31_000) }],
    ['with what JSON has no word for', 'Big', { amount: 10n }],
    ['with a list for properties', 'List', [1, 2]],
  ])('%s is not sent, and reported', async (_, event, properties) => {
    const { kairos, errors } = await aTab();
    kairos.track(event, properties as Record<string, unknown>);
    expect(errors.map((error) => error.code)).toEqual(['event-invalid']);
    expect(keptEvents()).toEqual([]);
  });
});

describe('events that can not be sent', () => {
  it('are kept, tried again later and later, and arrive once', async () => {
    const { kairos, errors } = await aTab();
    const overloaded = { kind: 'problem', status: 503, code: 'overloaded' } as const;
    fake.failNext(
      '/v1/batch',
      overloaded,
      { kind: 'cut' },
      { kind: 'answer-lost' },
      { kind: 'garbage', body: '<html>' },
    );
    kairos.track('Invoice Sent');
    clock.advance(100);
    for (const waitMs of [1_000, 2_000, 4_000, 8_000]) {
      await clock.untilWaiting(waitMs);
      expect(keptEvents()).toHaveLength(1);
      clock.advance(waitMs);
    }
    await fake.until(() => batches() === 5);
    expect(fake.events).toHaveLength(1);
    expect(errors.filter((error) => error.code === 'overloaded')).toHaveLength(1);
  });

  it('are sent by the next page', async () => {
    const first = await aTab();
    fake.failNext('/v1/batch', { kind: 'cut' });
    first.kairos.track('Invoice Sent');
    clock.advance(100);
    await clock.untilWaiting(1_000);
    first.kairos.stop();
    clock.advance(31_000);
    await aTab();
    await fake.until(() => fake.events.length === 1);
    await browser.until(() => keptEvents().length === 0);
  });

  it("of two tabs don't get into each other's way", async () => {
    const [first, second] = [await aTab(), await aTab()];
    await fake.down();
    for (let index = 0; index < 20; index += 1) (index % 2 === 0 ? first : second).kairos.track(`Event ${index}`);
    clock.advance(100);
    await first.untilErrors(2);
    await second.untilErrors(2);
    expect(keptEvents()).toHaveLength(20);
    await fake.up();
    first.page.comeOnline();
    second.page.comeOnline();
    await fake.until(() => fake.events.length === 20);
    expect(new Set(fake.events.map((event) => event.event)).size).toBe(20);
  });

  it('are left alone by other tabs while their own may still send them', async () => {
    const [first, second] = [await aTab(), await aTab()];
    first.kairos.track('Of the first');
    second.page.comeOnline();
    second.kairos.track('Of the second');
    clock.advance(100);
    await fake.until(() => fake.events.length === 2);
    expect(batches()).toBe(2);
  });

  it('wait as long as the server asks for', async () => {
    const { kairos } = await aTab();
    fake.failNext('/v1/batch', { kind: 'problem', status: 429, code: 'overloaded', retryAfterSeconds: 60 });
    kairos.track('Invoice Sent');
    clock.advance(100);
    await clock.untilWaiting(60_000);
  });

  it('are at most a thousand, and the rest is reported', async () => {
    const { kairos, errors } = await aTab();
    for (let index = 0; index < 1_001; index += 1) kairos.track('Row Seen');
    expect(errors.map((error) => error.code)).toEqual(['queue-full']);
    clock.advance(100);
    await fake.until(() => fake.events.length === 1_000);
    expect(batches()).toBe(10);
  });

  it('because one of them is refused are sent one by one, so that one alone is lost', async () => {
    const { kairos, untilErrors, errors } = await aTab();
    const refuse = { kind: 'problem', status: 400, code: 'invalid-request' } as const;
    fake.failNext('/v1/batch', refuse, refuse);
    for (const event of ['Bad', 'Good', 'Fine']) kairos.track(event);
    clock.advance(100);
    await untilErrors(1);
    await fake.until(() => fake.events.length === 2);
    expect(errors[0]).toMatchObject({ code: 'event-rejected', status: 400 });
    expect(errors[0]?.message).toContain('"Bad"');
    expect(fake.events.map((event) => event.event)).toEqual(['Good', 'Fine']);
  });

  it('because the server rejected them by name are reported and let go', async () => {
    const { kairos, untilErrors, errors } = await aTab();
    const rejected = [{ index: 0, messageId: 'x', errors: [{ path: 'timestamp', message: 'unreadable' }] }];
    fake.failNext('/v1/batch', {
      kind: 'garbage',
      body: JSON.stringify({ success: true, accepted: 0, duplicates: 0, rejected }),
    });
    kairos.track('Invoice Sent');
    clock.advance(100);
    await untilErrors(1);
    expect(errors[0]?.message).toContain('unreadable');
    expect(keptEvents()).toEqual([]);
  });

  it('because the storage is full are kept by the page', async () => {
    const full = {
      length: 0,
      key: () => null,
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
      removeItem: () => undefined,
    };
    const { kairos, errors } = await aTab({ storage: full });
    kairos.track('Invoice Sent');
    clock.advance(100);
    await fake.until(() => fake.events.length === 1);
    expect(errors).toEqual([]);
  });

  it('and that were written by something else are thrown away', async () => {
    const storage = browser.tab(aVisitor(fake).page);
    storage.setItem('kairos:pk_test_fake:event:1', '{"half": ');
    storage.setItem('kairos:pk_test_fake:event:2', '[]');
    const { errors } = await aTab();
    expect(keptEvents()).toEqual([]);
    expect(errors).toEqual([]);
  });
});

describe('a page that goes', () => {
  it('hands its events to the browser as plain text, and keeps them in case they get lost', async () => {
    const { kairos, page } = await aTab();
    kairos.track('Page Left');
    page.leave();
    expect(page.beacons.map(({ url }) => url)).toEqual([`${fake.host}/v1/batch?key=pk_test_fake`]);
    expect(JSON.parse(page.beacons[0]?.body ?? '')).toMatchObject({
      batch: [{ event: 'Page Left', userId: 'ada' }],
      sentAt: '2026-03-12T09:00:00.100Z',
    });
    expect(keptEvents()).toHaveLength(1);
  });

  it('with nothing to say says nothing', async () => {
    const { page } = await aTab();
    page.leave();
    expect(page.beacons).toEqual([]);
  });
});

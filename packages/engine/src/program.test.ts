import { describe, expect, it } from 'vitest';
import { activeSignals } from './detect/detect.ts';
import { toIso } from './kernel/instant.ts';
import { compile, nextTickAt, tick } from './program.ts';
import { ledgerly } from './testing/ledgerly.ts';
import { aWorld, time, World } from './testing/world.ts';

const now = '2026-03-10T12:00:00Z';

describe('compiling', () => {
  it('gives a program under its version', () => {
    expect(compile(ledgerly())).toMatchObject({
      ok: true,
      value: { version: 1 },
    });
    expect(compile(ledgerly(), { version: 7 })).toMatchObject({
      ok: true,
      value: { version: 7 },
    });
  });

  it('says everything that is wrong at once: shape, references and messages', () => {
    const result = compile({
      product: {},
      plans: [
        {
          id: 'free',
          name: 'Free',
          prices: [],
          entitlements: { invoices: { limit: 1 } },
        },
      ],
      plays: [{ id: 'p', trigger: ['nope'], message: { done: '{{ nope }}' } }],
    });
    expect(result.ok ? [] : result.issues.map((issue) => issue.path)).toEqual([
      'product.name',
      'plans.0.prices',
      'plays.0.message.near',
      'plays.0.message.unlock',
      'plays.0.message.action',
      'plays.0.message.reassurance',
      'plans.0.entitlements.invoices',
      'plays.0.trigger.0',
      'plays.0.message.done',
    ]);
  });
});

describe('a moment', () => {
  it('can be acted on until its signal is over, or for a week where that has no end', () => {
    const monthly = aWorld({ now }).account('acme').sent('Invoice Sent', { times: 8 }).decide().moment;
    expect(toIso(monthly?.expiresAt ?? time(now))).toBe('2026-04-01T00:00:00.000Z');
    const stored = aWorld({ now })
      .account('acme')
      .sent('File Stored', { properties: { bytes: 800 } })
      .decide().moment;
    expect(toIso(stored?.expiresAt ?? time(now))).toBe('2026-03-17T12:00:00.000Z');
  });

  it('comes with the fact that reserves its slot', () => {
    const { moment, reservation } = aWorld({ now })
      .account('acme')
      .sent('Invoice Sent', { times: 8 })
      .decide({ session: 's1' });
    expect(reservation).toEqual({
      kind: 'moment',
      id: `${moment?.id}:offered`,
      at: time(now),
      moment: moment?.id,
      step: 'offered',
      offered: {
        play: 'outgrowing-limit',
        signal: moment?.signalInstance,
        user: 'ana',
        session: 's1',
        reactive: false,
      },
    });
  });

  it('leads to an upgrade whose effect is there at once (S1.17)', () => {
    const acme = aWorld({ now }).account('acme').sent('Invoice Sent', { times: 11 });
    expect(acme.check('invoices').allowed).toBe(false);
    const { moment } = acme.decide();
    acme
      .took(moment, 'shown')
      .accepted({ plan: moment?.offer.to ?? '' })
      .took(moment, 'converted');
    expect(acme.check('invoices')).toMatchObject({
      allowed: true,
      usage: { used: 11, limit: 100, state: 'ok' },
    });
    expect(acme.active).toEqual([]);
  });
});

describe('ticking', () => {
  it('a year without a tick is twelve renewals, the same as ticking every day', () => {
    const once = aWorld({ now }).account('acme', { plan: 'pro' }).tick('2027-03-10T12:00:00Z');
    const daily = aWorld({ now }).account('acme', { plan: 'pro' });
    for (let day = 1; day <= 365; day += 1) daily.tick(new Date(time(now) + day * 86_400_000).toISOString());
    expect(once.facts.filter((fact) => fact.id.startsWith('renewal:'))).toHaveLength(12);
    expect(daily.facts).toEqual(once.facts);
    expect(daily.state).toEqual(once.state);
  });

  it('drops the signals whose time is over and keeps those whose is not', () => {
    const acme = aWorld({ now })
      .account('acme')
      .sent('Invoice Sent', { times: 8 })
      .sent('File Stored', { properties: { bytes: 800 } });
    acme.tick('2026-04-01T00:00:00Z');
    expect(acme.active).toEqual(['usage.approaching', 'health.inactive']);
    expect(acme.state.signals.map((signal) => signal.subject)).toEqual([null, 'storage']);
  });

  it('fires what a step down that fell due brings about', () => {
    const acme = aWorld({ now }).account('acme', { plan: 'pro' }).accepted({ plan: 'free' }).at('2026-04-09T00:00:00Z');
    acme.sent('Invoice Sent', { times: 12 });
    expect(acme.fired).toEqual([]);
    acme.tick('2026-04-10T12:00:00Z');
    expect(acme.active).toEqual(['usage.reached']);
  });

  it('is next due at the first end of a signal or of the period, and never for an account with neither', () => {
    const config = ledgerly({ signals: { near: { preset: 'usage.approaching' } } });
    const { program } = aWorld({ now, config });
    const acme = aWorld({ now, config }).account('acme');
    expect(nextTickAt(program, acme.state)).toBeNull();
    acme.sent('Invoice Sent', { times: 8 });
    expect(nextTickAt(program, acme.state)).toBe(time('2026-04-01'));
    acme.at('2026-02-15').subscribed('free');
    expect(nextTickAt(program, acme.state)).toBe(time('2026-03-15'));
  });
});

describe('a new version of the config', () => {
  const limited = (limit: number) =>
    ledgerly({
      plans: [
        { id: 'free', name: 'Free', prices: [{ interval: 'month', amount: 0 }], entitlements: { invoices: { limit } } },
        { id: 'pro', name: 'Pro', prices: [{ interval: 'month', amount: 4_900 }] },
      ],
    });
  const versions = [limited(50), limited(10)].map((config, index) => {
    const result = compile(config, { version: index + 1 });
    if (!result.ok) throw new Error(JSON.stringify(result.issues));
    return result.value;
  });

  it('judges an account anew at the next tick or fact, without its log', () => {
    const [first, second] = versions;
    if (first === undefined || second === undefined) throw new Error('two versions');
    const acme = new World(first, time('2026-03-10T12:00:00Z')).account('acme').sent('Invoice Sent', { times: 9 });
    expect(acme.active).toEqual([]);
    const ticked = tick(second, acme.state, acme.state.seenAt);
    expect(ticked.signals.map(({ signal }) => signal)).toEqual(['usage.approaching']);
    expect(tick(second, ticked.account, acme.state.seenAt).signals).toEqual([]);
    const back = tick(first, ticked.account, acme.state.seenAt);
    expect(activeSignals(back.account, acme.state.seenAt)).toEqual([]);
  });
});

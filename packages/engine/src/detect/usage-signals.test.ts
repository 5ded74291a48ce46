import { describe, expect, it } from 'vitest';
import { toIso } from '../kernel/instant.ts';
import { ledgerly, oneLimit } from '../testing/ledgerly.ts';
import { type AccountInWorld, aWorld, time } from '../testing/world.ts';

const now = '2026-03-10T12:00:00Z';
const ALL = ['usage.approaching', 'usage.critical', 'usage.reached'];
/** The crossings alone, so that what fires is what these tests speak of. */
const signals = {
  'usage.approaching': { preset: 'usage.approaching' },
  'usage.critical': { preset: 'usage.critical' },
  'usage.reached': { preset: 'usage.reached' },
} as const;
const config = ledgerly({ signals });

function account(
  limit: Parameters<typeof oneLimit>[0],
  reset: Parameters<typeof oneLimit>[1] = 'month',
): AccountInWorld {
  return aWorld({ now, config: { ...oneLimit(limit, reset), signals } }).account('acme');
}

describe('crossing a share of a limit (S0.20)', () => {
  it.each([
    [79, []],
    [80, ['usage.approaching']],
    [94, ['usage.approaching']],
    [95, ['usage.approaching', 'usage.critical']],
    [99, ['usage.approaching', 'usage.critical']],
    [100, ALL],
    [130, ALL],
  ])('one by one up to %i of 100 fires %j, once each', (count, fired) => {
    expect(account({ limit: 100 }).sent('Invoice Sent', { times: count }).firedNames).toEqual(fired);
  });

  it('says what was used, of what, and which share was crossed', () => {
    const [signal] = account({ limit: 10 }).sent('Invoice Sent', {
      times: 8,
    }).fired;
    expect(signal).toMatchObject({
      signal: 'usage.approaching',
      category: 'usage',
      polarity: 'positive',
      subject: 'invoices',
      evidence: { used: 8, limit: 10, threshold: 80 },
      supersededBy: null,
    });
    expect(signal?.expiresAt === null || signal === undefined ? null : toIso(signal.expiresAt)).toBe(
      '2026-04-01T00:00:00.000Z',
    );
  });

  it('is critical from 80% and urgent at the cap (S1.35, S1.36)', () => {
    const acme = account({ limit: 10 }).sent('Invoice Sent', { times: 10 });
    expect(acme.fired.map((signal) => signal.priority)).toEqual(['critical', 'critical', 'urgent']);
  });

  it.each([
    [1, 1, ALL],
    [3, 2, []],
    [3, 3, ALL],
    [5, 4, ['usage.approaching']],
    [7, 6, ['usage.approaching']],
  ])('of a small limit of %i at %i fires %j', (limit, count, fired) => {
    expect(account({ limit }).sent('Invoice Sent', { times: count }).firedNames).toEqual(fired);
  });

  it('of a limit of nought needs something to be used', () => {
    expect(account({ limit: 0 }).identified('ana').firedNames).toEqual([]);
    expect(account({ limit: 0 }).sent('Invoice Sent').firedNames).toEqual(ALL);
  });

  it('does not happen where there is no limit', () => {
    expect(account({ limit: null }).sent('Invoice Sent', { times: 1_000 }).fired).toEqual([]);
  });

  it('does not happen below it by a hair, nor is missed on it, whatever the percentages', () => {
    const thresholds = [29, 58];
    expect(account({ limit: 100, thresholds }).sent('Invoice Sent', { times: 28 }).fired).toEqual([]);
    expect(account({ limit: 100, thresholds }).sent('Invoice Sent', { times: 29 }).firedNames).toEqual([
      'usage.approaching',
    ]);
    expect(account({ limit: 100, thresholds }).sent('Invoice Sent', { times: 58 }).firedNames).toEqual(ALL.slice(0, 2));
  });

  it('of a single threshold fires the first signal alone, then the limit (X1)', () => {
    const api = account({ limit: 100, thresholds: [90] });
    expect(api.sent('Invoice Sent', { times: 89 }).fired).toEqual([]);
    expect(api.sent('Invoice Sent', { times: 11 }).firedNames).toEqual(['usage.approaching', 'usage.reached']);
  });
});

describe('a jump over several shares at once', () => {
  it('fires them all, and leaves the highest active', () => {
    const acme = aWorld({ now, config })
      .account('acme')
      .sent('File Stored', { properties: { bytes: 1_200 } });
    expect(acme.firedNames).toEqual(ALL);
    expect(acme.active).toEqual(['usage.reached']);
    const reached = acme.fired[2]?.id;
    expect(acme.fired.map((signal) => signal.supersededBy)).toEqual([reached, reached, null]);
  });
});

describe('a crossing', () => {
  it('fires once per period, and anew in the next one', () => {
    const acme = account({ limit: 10 }).sent('Invoice Sent', { times: 9 });
    expect(acme.firedNames).toEqual(['usage.approaching']);
    acme.at('2026-04-01T00:00:00Z').sent('Invoice Sent', { times: 9 });
    expect(acme.firedNames).toEqual(['usage.approaching', 'usage.approaching']);
    expect(new Set(acme.fired.map((signal) => signal.id)).size).toBe(2);
  });

  it('has the same id wherever it is computed, down to the instant at which it fired', () => {
    const [here] = account({ limit: 10 }).sent('Invoice Sent', {
      times: 8,
    }).fired;
    const [there] = account({ limit: 10 }).at('2026-03-20T00:00:00Z').sent('Invoice Sent', { times: 8, at: now }).fired;
    expect(here?.id).toBe(there?.id);
    expect(here?.id).toMatch(/^usage\.approaching:invoices:.*@\d+$/);
  });

  it('is superseded by the next one of the same meter, and by no other’s', () => {
    const acme = aWorld({ now, config })
      .account('acme')
      .sent('Invoice Sent', { times: 8 })
      .sent('File Stored', { properties: { bytes: 960 } });
    expect(acme.state.signals.map((signal) => [signal.subject, signal.signal, signal.supersededBy !== null])).toEqual([
      ['invoices', 'usage.approaching', false],
      ['storage', 'usage.approaching', true],
      ['storage', 'usage.critical', false],
    ]);
    acme.sent('Invoice Sent', { times: 2 });
    expect(acme.active).toEqual(['usage.reached', 'usage.critical']);
  });

  it('of a meter that never resets stays known for good', () => {
    const acme = account({ limit: 10 }, 'never')
      .sent('Invoice Sent', { times: 8 })
      .tick('2030-01-01T00:00:00Z')
      .sent('Invoice Sent');
    expect(acme.firedNames).toEqual(['usage.approaching']);
  });

  it('stays known however many meters cross at once', () => {
    const names = Array.from({ length: 30 }, (_, index) => `meter${index}`);
    const meters = Object.fromEntries(names.map((name) => [name, { aggregate: 'count', event: 'Used' } as const]));
    const entitlements = Object.fromEntries(names.map((name) => [name, { limit: 1 }]));
    const plans = [
      {
        id: 'p',
        name: 'P',
        prices: [{ interval: 'month', amount: 0 } as const],
        entitlements,
      },
    ];
    const config = ledgerly({ meters, features: {}, plans, signals });
    const acme = aWorld({ now, config }).account('acme').sent('Used', { times: 3 });
    expect(acme.fired).toHaveLength(90);
  });

  it('by seats is one like any other', () => {
    const acme = aWorld({ now, config }).account('acme').identified('ana').identified('ben');
    expect(acme.firedNames).toEqual(ALL);
    expect(acme.fired.every((signal) => signal.subject === 'seats' && signal.expiresAt === null)).toBe(true);
  });
});

describe('a change of plan', () => {
  it('ends the signals of the old limit, and remembers them until their month is over', () => {
    const acme = aWorld({ now, config }).account('acme').sent('Invoice Sent', { times: 9 }).subscribed('pro');
    expect(acme.active).toEqual([]);
    expect(acme.state.signals.map((signal) => signal.endedAt)).toEqual([time(now)]);
    expect(acme.tick('2026-04-01T00:00:00Z').state.signals).toEqual([]);
  });

  it('fires those of the new limit at their own time', () => {
    const acme = aWorld({ now, config })
      .account('acme')
      .sent('Invoice Sent', { times: 9 })
      .subscribed('pro')
      .sent('Invoice Sent', { times: 71 });
    expect(acme.fired.map(({ signal, evidence }) => [signal, evidence['used'], evidence['limit']])).toEqual([
      ['usage.approaching', 8, 10],
      ['usage.approaching', 80, 100],
    ]);
  });

  it('down to a limit that is exceeded already fires at once', () => {
    const acme = aWorld({ now, config }).account('acme', { plan: 'business' }).sent('Invoice Sent', { times: 98 });
    expect(acme.fired).toEqual([]);
    expect(acme.subscribed('pro').active).toEqual(['usage.critical']);
  });
});

describe('signals that a config names', () => {
  it('fire under their own names, for their own meters', () => {
    const signals = {
      'storage-near': {
        preset: 'usage.approaching' as const,
        meters: ['storage'],
      },
      full: { preset: 'usage.reached' as const },
    };
    const acme = aWorld({ now, config: ledgerly({ signals }) })
      .account('acme')
      .sent('Invoice Sent', { times: 10 });
    acme.sent('File Stored', { properties: { bytes: 800 } });
    expect(acme.fired.map((signal) => [signal.signal, signal.subject])).toEqual([
      ['full', 'invoices'],
      ['storage-near', 'storage'],
    ]);
  });
});

it('two signals that a config names for the same share hold side by side', () => {
  const signals = {
    one: { preset: 'usage.approaching' as const },
    two: { preset: 'usage.approaching' as const },
  };
  const acme = aWorld({ now, config: ledgerly({ signals }) })
    .account('acme')
    .sent('Invoice Sent', { times: 8 });
  expect(acme.active).toEqual(['one', 'two']);
});

it('signals are over at the millisecond at which their period ends', () => {
  const acme = account({ limit: 10 }).sent('Invoice Sent', { times: 10 });
  expect(acme.at('2026-03-31T23:59:59.999Z').active).toEqual(['usage.reached']);
  expect(acme.at('2026-04-01T00:00:00.000Z').active).toEqual([]);
  expect(acme.tick('2026-04-01T00:00:00.000Z').state.signals).toEqual([]);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../kernel/instant.ts';
import { assign } from './assign.ts';
import { accountIds, aCatalog, anExperiment, NOW, variantsOf } from './testing/a-catalog.ts';

const ACCOUNTS = accountIds(3_000);
const DISJOINT_PLAYS = [
  { id: 'limit', trigger: ['usage.reached'] },
  { id: 'seats', trigger: ['seats.at_limit'] },
];

function heldOut(percent: number): ReadonlySet<string> {
  const catalog = aCatalog({ holdout: { percent } });
  return new Set(ACCOUNTS.filter((account) => assign(catalog, account, NOW).heldOut));
}

describe('the holdout', () => {
  it('is on by default, for one account in ten', () => {
    const catalog = aCatalog({ holdout: {} });
    const share = ACCOUNTS.filter((account) => assign(catalog, account, NOW).heldOut).length / ACCOUNTS.length;
    expect(share).toBeCloseTo(0.1, 1);
  });

  it('of 0 percent holds nobody out', () => {
    expect(heldOut(0).size).toBe(0);
  });

  it('keeps whom it has when it is raised', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 5_000 }), (one, other) => {
        const smaller = heldOut(Math.min(one, other) / 100);
        const larger = heldOut(Math.max(one, other) / 100);
        for (const account of smaller) expect(larger.has(account)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('comes first: who is held out is in no experiment', () => {
    const catalog = aCatalog({ holdout: { percent: 50 }, experiments: [anExperiment('wording')] });
    for (const account of ACCOUNTS) {
      const { heldOut: isHeldOut, variants } = assign(catalog, account, NOW);
      expect(variants).toHaveLength(isHeldOut ? 0 : 1);
    }
  });
});

describe('an experiment', () => {
  it('moves nobody of another by being added, changed or stopped', () => {
    const first = anExperiment('first', { plays: ['limit'] });
    const before = aCatalog({ plays: DISJOINT_PLAYS, experiments: [first] });
    const status = fc.constantFrom('draft' as const, 'running' as const, 'stopped' as const);
    const second = fc
      .record({ status, coverage: fc.integer({ min: 0, max: 100 }), to: fc.integer({ min: 1, max: 100 }) })
      .map(({ to, ...rest }) =>
        anExperiment('second', { ...rest, plays: ['seats'], layer: { id: 'other', from: 0, to } }),
      );
    fc.assert(
      fc.property(second, fc.boolean(), (added, isFirst) => {
        const experiments = isFirst ? [added, first] : [first, added];
        const after = aCatalog({ plays: DISJOINT_PLAYS, experiments });
        for (const account of ACCOUNTS.slice(0, 300))
          expect(variantsOf(after, account)['first']).toBe(variantsOf(before, account)['first']);
      }),
      { numRuns: 30 },
    );
  });

  it('moves nobody when a play that it is not about is added', () => {
    const experiments = [anExperiment('wording', { plays: ['limit'] })];
    const before = aCatalog({ plays: DISJOINT_PLAYS.slice(0, 1), experiments });
    const after = aCatalog({ plays: DISJOINT_PLAYS, experiments });
    for (const account of ACCOUNTS) expect(variantsOf(after, account)).toEqual(variantsOf(before, account));
  });

  it('keeps whom it has, each in the same variant, when its coverage or its part of a layer is raised', () => {
    const percents = fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }));
    const sorted = percents.map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const);
    fc.assert(
      fc.property(sorted, sorted, ([low, high], [narrow, wide]) => {
        const small = anExperiment('wording', { coverage: low, layer: { id: 'words', to: narrow } });
        const large = anExperiment('wording', { coverage: high, layer: { id: 'words', to: wide } });
        const [before, after] = [aCatalog({ experiments: [small] }), aCatalog({ experiments: [large] })];
        const were = ACCOUNTS.slice(0, 500).filter((account) => assign(before, account, NOW).variants.length > 0);
        for (const account of were) expect(variantsOf(after, account)).toEqual(variantsOf(before, account));
      }),
      { numRuns: 30 },
    );
  });

  it('has nobody in it from its end on', () => {
    const catalog = aCatalog({ experiments: [anExperiment('wording', { endsAt: '2026-03-10T12:00:00Z' })] });
    expect(assign(catalog, 'acme', (NOW - 1) as Instant).variants).toHaveLength(1);
    expect(assign(catalog, 'acme', NOW).variants).toHaveLength(0);
  });

  it.each(['draft', 'stopped'] as const)('that is %s has nobody in it', (status) => {
    const catalog = aCatalog({ experiments: [anExperiment('wording', { status })] });
    for (const account of ACCOUNTS) expect(assign(catalog, account, NOW).variants).toEqual([]);
  });
});

describe('a layer', () => {
  const slices = [
    anExperiment('low', { layer: { id: 'price', to: 30 } }),
    anExperiment('high', { layer: { id: 'price', from: 30, to: 80 } }),
  ];

  it('puts an account in one of its experiments at most, each by its part', () => {
    const catalog = aCatalog({ experiments: slices });
    const counts = { low: 0, high: 0, none: 0 };
    for (const account of ACCOUNTS) {
      const names = Object.keys(variantsOf(catalog, account));
      expect(names.length).toBeLessThanOrEqual(1);
      counts[(names[0] ?? 'none') as keyof typeof counts] += 1;
    }
    expect(counts.low / ACCOUNTS.length).toBeCloseTo(0.3, 1);
    expect(counts.high / ACCOUNTS.length).toBeCloseTo(0.5, 1);
    expect(counts.none / ACCOUNTS.length).toBeCloseTo(0.2, 1);
  });

  it('leaves the others where they are when one of its experiments is stopped', () => {
    const [low, high] = slices;
    if (low === undefined || high === undefined) throw new Error('there are two');
    const before = aCatalog({ experiments: slices });
    const after = aCatalog({ experiments: [{ ...low, status: 'stopped' }, high] });
    for (const account of ACCOUNTS)
      expect(variantsOf(after, account)['high']).toBe(variantsOf(before, account)['high']);
  });
});

describe('a play with variants of its own', () => {
  it('is an experiment on its message, under its own id', () => {
    const variants = [
      { id: 'control', weight: 3 },
      { id: 'short', weight: 1, message: { action: 'Upgrade' } },
    ];
    const plays = [{ id: 'limit', trigger: ['usage.reached'], variants }];
    const short = aCatalog({ plays });
    const long = aCatalog({
      plays: DISJOINT_PLAYS,
      experiments: [{ id: 'limit', about: 'message', plays: ['limit'], variants }],
    });
    for (const account of ACCOUNTS) {
      expect(assign(short, account, NOW)).toEqual(assign(long, account, NOW));
    }
    expect(short.layers[0]?.experiments[0]?.variants[1]?.change).toEqual({
      about: 'message',
      plays: new Set(['limit']),
      message: { action: 'Upgrade' },
    });
  });
});

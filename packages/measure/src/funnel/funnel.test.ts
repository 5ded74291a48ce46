import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FunnelFigures, type FunnelMoment, funnel } from './funnel.ts';

const HOUR_MS = 3_600_000;

const offered: FunnelMoment = {
  play: 'outgrowing-limit',
  signal: 'usage.approaching',
  offeredAt: 0,
  shownAt: null,
  clickedAt: null,
  checkoutAt: null,
  dismissedAt: null,
  convertedAt: null,
  mrrDelta: null,
};
const shown: FunnelMoment = { ...offered, shownAt: 1 };
const converted: FunnelMoment = { ...shown, clickedAt: 2, checkoutAt: 3, convertedAt: 2 * HOUR_MS, mrrDelta: 4_900 };

function times(count: number, moment: FunnelMoment): readonly FunnelMoment[] {
  return Array.from({ length: count }, () => moment);
}

describe('a funnel', () => {
  it('counts each step, and what follows from the counts (S0.29-S0.32)', () => {
    const moments = [
      ...times(4, offered),
      ...times(3, shown),
      { ...shown, clickedAt: 2 },
      { ...shown, dismissedAt: 5 },
      converted,
    ];
    expect(funnel(moments, { by: 'play' }).rows).toEqual([
      {
        key: 'outgrowing-limit',
        eligible: 10,
        shown: 6,
        clicked: 2,
        checkoutStarted: 1,
        converted: 1,
        dismissed: 1,
        impressionRate: 0.6,
        clickRate: 2 / 6,
        conversionRate: 1 / 6,
        revenue: 4_900,
        revenuePerConversion: 4_900,
        medianHoursToConvert: 2,
      },
    ]);
  });

  it('has no rate where there is nothing to divide by', () => {
    const none = {
      impressionRate: null,
      clickRate: null,
      conversionRate: null,
      revenuePerConversion: null,
      medianHoursToConvert: null,
    };
    expect(funnel([], { by: 'play' })).toMatchObject({ rows: [], totals: { eligible: 0, revenue: 0, ...none } });
    expect(funnel([offered], { by: 'play' }).totals).toMatchObject({ ...none, eligible: 1, impressionRate: 0 });
    expect(funnel([shown], { by: 'play' }).totals).toMatchObject({
      clickRate: 0,
      conversionRate: 0,
      revenuePerConversion: null,
    });
  });

  it('takes what was clicked or bought for seen, though the page never said so', () => {
    const unsaid = { ...converted, shownAt: null };
    expect(funnel([unsaid, { ...unsaid, clickedAt: null }], { by: 'play' }).totals).toMatchObject({
      shown: 2,
      clickRate: 0.5,
      conversionRate: 1,
    });
  });

  it('counts no revenue of what did not convert, and less than none of a step down', () => {
    const moments = [
      { ...shown, mrrDelta: 9_900 },
      { ...converted, mrrDelta: -100 },
      { ...converted, mrrDelta: null },
    ];
    expect(funnel(moments, { by: 'play' }).totals).toMatchObject({ revenue: -100, revenuePerConversion: -50 });
  });

  it('takes the middle one of the hours to convert, or the mean of the middle two (S1.53)', () => {
    const after = (hours: number): FunnelMoment => ({
      ...converted,
      offeredAt: HOUR_MS,
      convertedAt: (1 + hours) * HOUR_MS,
    });
    expect(funnel([100, 3, 1].map(after), { by: 'play' }).totals.medianHoursToConvert).toBe(3);
    expect(funnel([100, 4, 3, 1].map(after), { by: 'play' }).totals.medianHoursToConvert).toBe(3.5);
    expect(funnel([after(0.25)], { by: 'play' }).totals.medianHoursToConvert).toBe(0.25);
  });
});

describe('its rows', () => {
  const moments = [
    { ...offered, play: 'b', signal: 'usage.reached' },
    { ...offered, play: 'a', signal: null },
    { ...offered, play: 'b', signal: 'usage.approaching' },
  ];

  it('are by play, in the order of their names', () => {
    expect(funnel(moments, { by: 'play' }).rows.map((row) => [row.key, row.eligible])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });

  it('are by signal, those that none started together', () => {
    expect(funnel(moments, { by: 'signal' }).rows.map((row) => row.key)).toEqual([
      'usage.approaching',
      'usage.reached',
      'walked-into',
    ]);
  });
});

describe('its totals', () => {
  /** The seed's table, ten times over so that conversions are whole: opportunities, conversions, added MRR each in minor units. */
  const table = [
    ['usage limit', 4_200, 1_176, 18_000],
    ['add-ons', 6_800, 1_292, 9_500],
    ['seats', 2_900, 1_102, 24_000],
    ['plan tier', 1_800, 432, 42_000],
  ] as const;
  const moments = table.flatMap(([play, opportunities, conversions, mrrDelta]) => [
    ...times(opportunities - conversions, { ...shown, play }),
    ...times(conversions, { ...converted, play, mrrDelta }),
  ]);

  it('are weighted: 25.5% and $194.99, not the 27% and $234 of the rows’ means (S1.49)', () => {
    const { rows, totals } = funnel(moments, { by: 'play' });
    expect(rows.map((row) => [row.key, row.conversionRate, row.revenuePerConversion])).toEqual([
      ['add-ons', 0.19, 9_500],
      ['plan tier', 0.24, 42_000],
      ['seats', 0.38, 24_000],
      ['usage limit', 0.28, 18_000],
    ]);
    expect(totals).toMatchObject({ eligible: 15_700, converted: 4_002, revenue: 78_034_000 });
    expect(totals.conversionRate).toBeCloseTo(0.255, 3);
    expect(totals.revenuePerConversion).toBeCloseTo(19_498.75, 2);
  });

  it('equal the sums of the rows, and every rate lies between 0 and 1', () => {
    const at = fc.option(fc.nat(10_000));
    const any = fc.record<FunnelMoment>({
      play: fc.constantFrom('a', 'b', 'c'),
      signal: fc.option(fc.constantFrom('usage.reached', '__proto__')),
      offeredAt: fc.nat(10_000),
      shownAt: at,
      clickedAt: at,
      checkoutAt: at,
      dismissedAt: at,
      convertedAt: at,
      mrrDelta: fc.option(fc.integer({ min: -100_000, max: 1_000_000 })),
    });
    const counts = ['eligible', 'shown', 'clicked', 'checkoutStarted', 'converted', 'dismissed', 'revenue'] as const;
    const rates = ['impressionRate', 'clickRate', 'conversionRate'] as const;
    fc.assert(
      fc.property(fc.array(any), fc.constantFrom('play', 'signal'), (moments, by) => {
        const { rows, totals } = funnel(moments, { by });
        for (const count of counts) expect(rows.reduce((sum, row) => sum + row[count], 0)).toBe(totals[count]);
        const all: readonly FunnelFigures[] = [...rows, totals];
        const outside = all
          .flatMap((figures) => rates.map((rate) => figures[rate] ?? 0))
          .filter((value) => value < 0 || value > 1);
        expect(outside).toEqual([]);
      }),
    );
  });

  it('do not depend on the order in which moments come', () => {
    expect(funnel(moments.toReversed(), { by: 'play' })).toEqual(funnel(moments, { by: 'play' }));
  });
});

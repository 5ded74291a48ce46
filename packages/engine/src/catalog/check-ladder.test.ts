import { describe, expect, it } from 'vitest';
import { compile } from '../program.ts';
import type { ConfigInput } from './config-schema.ts';

type PlanInput = ConfigInput['plans'][number];

const plan: PlanInput = { id: 'all', name: 'Everything', prices: [{ interval: 'month', amount: 2_000 }] };
const catalog = {
  product: { name: 'Flat' },
  meters: { invoices: { event: 'Invoice Sent', aggregate: 'count' } },
  features: { reports: { name: 'Reports' } },
} as const;

function refusals(config: Pick<ConfigInput, 'plans'> & Partial<ConfigInput>): readonly string[] {
  const result = compile({ ...catalog, ...config });
  return result.ok ? [] : result.issues.map(({ path, rule }) => `${path} ${rule ?? ''}`);
}

describe('a catalog with nothing to grow into (S4.27)', () => {
  it('is refused, as what it is: a matter of prices', () => {
    const result = compile({ ...catalog, plans: [plan] });
    expect(result.ok ? [] : result.issues).toEqual([
      {
        path: 'plans',
        rule: 'catalog.flat',
        message:
          'nothing can be upsold from this catalog: everybody has Everything, whole and without a limit, and there is nothing beside it. This is a matter of prices rather than of plays: add a second plan, an add-on, or a limit that use can outgrow',
      },
    ]);
    expect(refusals({ plans: [{ ...plan, entitlements: { invoices: { limit: null }, reports: true } }] })).toEqual([
      'plans catalog.flat',
    ]);
  });

  it.each([
    ['a second plan', { plans: [plan, { ...plan, id: 'more', name: 'More' }] }],
    ['a limit', { plans: [{ ...plan, entitlements: { invoices: { limit: 10 } } }] }],
    [
      'an add-on',
      {
        plans: [plan],
        addOns: [{ id: 'reports', name: 'Reports', prices: plan.prices, entitlements: { reports: true } }],
      },
    ],
    [
      'a charge by use',
      { plans: [{ ...plan, prices: [{ interval: 'month', amount: 0, perUnit: { meter: 'invoices', amount: 5 } }] }] },
    ],
  ] satisfies readonly (readonly [string, Pick<ConfigInput, 'plans'> & Partial<ConfigInput>])[])(
    'is not one with %s',
    (_, config) => {
      expect(refusals(config)).toEqual([]);
    },
  );

  it('is not told of one without any plan, which is refused as such', () => {
    expect(refusals({ plans: [] })).toEqual(['plans ']);
  });
});

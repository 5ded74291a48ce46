import { describe, expect, it } from 'vitest';
import type { ConfigInput } from '../catalog/config-schema.ts';
import { ledgerly } from '../testing/ledgerly.ts';
import { type AccountInWorld, aWorld } from '../testing/world.ts';
import { verdictOf } from './testing/judged.ts';

const now = '2026-03-02T12:00:00Z';
const TOOLS = ['drafts', 'stamps', 'clients', 'exports', 'themes'] as const;

/** A plan that includes one meter and so many features of five, each of whose use has an event of its own. */
function toolbox(granted: number, changes: Partial<ConfigInput> = {}): ConfigInput {
  const features = Object.fromEntries(TOOLS.map((tool) => [tool, { name: tool, useEvents: [`${tool} used`] }]));
  const has = Object.fromEntries(TOOLS.map((tool, index) => [tool, index < granted]));
  return {
    product: { name: 'Toolbox' },
    meters: { jobs: { event: 'Job Done', aggregate: 'count' } },
    features,
    plans: [
      {
        id: 'small',
        name: 'Small',
        prices: [{ interval: 'month', amount: 0 }],
        entitlements: { jobs: { limit: 10 }, ...has },
      },
      {
        id: 'large',
        name: 'Large',
        prices: [{ interval: 'month', amount: 900 }],
        entitlements: { jobs: { limit: 99 } },
      },
    ],
    ...changes,
  };
}

const adoptionOf = (account: AccountInWorld, config: ConfigInput) =>
  verdictOf(account, 'qualification.adoption', { config });

describe('adoption (S2.61)', () => {
  it.each([
    [0, 0, false],
    [0, 1, false],
    [1, 1, true],
    [3, 0, true],
    [5, 1, true],
  ])('with %i of four features and %i of one meter in use: %s', (used, jobs, pass) => {
    const config = toolbox(4);
    const account = aWorld({ now, config }).account('acme').sent('Signed In');
    for (const tool of TOOLS.slice(0, used)) account.sent(`${tool} used`);
    if (jobs > 0) account.sent('Job Done');
    expect(adoptionOf(account, config)).toMatchObject({ pass, values: { included: 5, needed: 0.4 } });
  });

  it('says how much it is, of what, and how much is needed', () => {
    const config = toolbox(4);
    const account = aWorld({ now, config }).account('acme').sent('drafts used');
    expect(adoptionOf(account, config).detail).toBe(
      '20% of what the plan includes is in use (1 of 4 features, 0 of 1 meters); 40% is needed',
    );
  });

  it.each([
    [0.2, true],
    [0.21, false],
  ])('asks for as much as the config says: %d is %s', (minAdoption, pass) => {
    const config = toolbox(4, { qualification: { minAdoption } });
    const account = aWorld({ now, config }).account('acme').sent('drafts used');
    expect(adoptionOf(account, config).pass).toBe(pass);
  });

  it('is not asked for of features that the plan lacks', () => {
    const config = toolbox(1);
    expect(adoptionOf(aWorld({ now, config }).account('acme').sent('Job Done'), config).values).toMatchObject({
      included: 2,
    });
  });

  it('leaves out a feature whose use nobody could see', () => {
    const config = ledgerly();
    const account = aWorld({ now, config }).account('acme', { plan: 'pro' }).sent('Invoice Sent');
    expect(adoptionOf(account, config)).toMatchObject({ pass: true, values: { used: 1, included: 2 } });
  });

  it('is not asked for where the plan includes nothing whose use can be seen', () => {
    const config: ConfigInput = { product: { name: 'Bare' }, plans: [plain('one'), plain('two')] };
    expect(adoptionOf(aWorld({ now, config }).account('acme'), config)).toMatchObject({
      pass: true,
      detail: 'the plan includes nothing whose use can be seen',
    });
  });

  it.each([
    [9, false],
    [10, true],
  ])('is enough once a limit is used up (S3.2): %i of 10 is %s', (times, pass) => {
    const config = toolbox(5);
    expect(adoptionOf(aWorld({ now, config }).account('acme').sent('Job Done', { times }), config).pass).toBe(pass);
  });

  it('says so where it is the limit that decided', () => {
    const config = toolbox(5);
    expect(adoptionOf(aWorld({ now, config }).account('acme').sent('Job Done', { times: 10 }), config)).toMatchObject({
      detail:
        '16% of what the plan includes is in use (0 of 5 features, 1 of 1 meters); 40% is needed, unless a limit is used up, as that of jobs is',
      values: { full: 'jobs' },
    });
  });
});

function plain(id: string): ConfigInput['plans'][number] {
  return { id, name: id, prices: [{ interval: 'month', amount: 0 }] };
}

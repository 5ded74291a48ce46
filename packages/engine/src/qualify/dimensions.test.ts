import { describe, expect, it } from 'vitest';
import { studio } from '../testing/studio.ts';
import { type AccountInWorld, aWorld, compiled, time } from '../testing/world.ts';
import { type Dimensions, dimensionsOf } from './dimensions.ts';

const now = '2026-03-02T12:00:00Z';
const meters = {
  calls: { event: 'API Called', aggregate: 'sum', property: 'calls', reset: 'month', dimension: 'api' },
  files: {
    name: 'bytes kept',
    event: 'File Kept',
    aggregate: 'sum',
    property: 'bytes',
    reset: 'never',
    dimension: 'storage',
  },
  rows: { event: 'Row Added', aggregate: 'count', reset: 'never', dimension: 'data' },
} as const;
const config = studio({ meters: { ...studio().meters, ...meters } });
const anAccount = (): AccountInWorld => aWorld({ now, config }).account('acme');

const { catalog } = compiled(config);
const at = (account: AccountInWorld, iso: string): Dimensions => dimensionsOf(catalog, account.state, time(iso));

describe('the seven dimensions of use (S1.1)', () => {
  it('are nought where nothing happened', () => {
    expect(at(anAccount(), now)).toEqual({
      featureAdoption: { used: 0, granted: 2, share: 0 },
      usageFrequency: { activeDays: 0, days: 30 },
      teamGrowth: { joined: 0, members: 0, days: 30 },
      dataVolume: [{ meter: 'rows', name: 'rows', used: 0, limit: null }],
      apiCalls: [{ meter: 'calls', name: 'calls', used: 0, limit: 100 }],
      storage: [{ meter: 'files', name: 'bytes kept', used: 0, limit: null }],
      workflowComplexity: { completed: 0, declared: 2, completions: 0 },
    });
  });

  it('are told from what was done', () => {
    const account = anAccount().sent('Board Drawn').sent('Chart Drawn');
    account.sent('Account Added User', { properties: { userId: 'ben' } });
    account.sent('API Called', { properties: { calls: 40 } }).sent('File Kept', { properties: { bytes: 900 } });
    account.sent('Row Added', { times: 3 }).sent('Review Closed', { times: 2 });
    account.at('2026-03-05T12:00:00Z').sent('Workflow Completed', { properties: { workflow: 'handover' } });
    expect(at(account, '2026-03-05T12:00:00Z')).toEqual({
      featureAdoption: { used: 1, granted: 2, share: 0.5 },
      usageFrequency: { activeDays: 2, days: 30 },
      teamGrowth: { joined: 1, members: 2, days: 30 },
      dataVolume: [{ meter: 'rows', name: 'rows', used: 3, limit: null }],
      apiCalls: [{ meter: 'calls', name: 'calls', used: 40, limit: 100 }],
      storage: [{ meter: 'files', name: 'bytes kept', used: 900, limit: null }],
      workflowComplexity: { completed: 2, declared: 2, completions: 3 },
    });
  });

  it('forget what is over: days and joiners after 30 days, use when its period ends', () => {
    const account = anAccount().sent('Account Added User', { properties: { userId: 'ben' } });
    account.sent('API Called', { properties: { calls: 40 } });
    expect(at(account, '2026-04-01T12:00:00Z')).toMatchObject({
      usageFrequency: { activeDays: 0 },
      teamGrowth: { joined: 0, members: 2 },
      apiCalls: [{ used: 0 }],
    });
  });
});

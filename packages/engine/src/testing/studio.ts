import type { ConfigInput } from '../catalog/config-schema.ts';
import { defaultSignals } from '../catalog/defaults.ts';
import type { PresetName } from '../catalog/presets.ts';

/**
 * The config that tests of the signal library speak of: a design studio's product that has something for every signal to be about. Four
 * plans, each kind of meter, gated features beside used ones, workflows, milestones and outcomes.
 */
export function studio(changes: Partial<ConfigInput> = {}): ConfigInput {
  return {
    // Whoever asks is answered: what the holdout does has tests of its own.
    holdout: { percent: 0 },
    product: { name: 'Studio' },
    meters: {
      exports: { event: 'File Exported', aggregate: 'count', reset: 'month' },
      storage: { event: 'Storage Measured', aggregate: 'latest', property: 'bytes', reset: 'never' },
      calls: { event: 'API Called', aggregate: 'sum', property: 'calls', reset: 'month', dimension: 'api' },
      peak: { event: 'Storage Measured', aggregate: 'max', property: 'bytes', reset: 'day' },
      clients: { event: 'Client Opened', aggregate: 'unique', property: 'client', reset: 'month' },
      seats: { aggregate: 'members' },
      history: { aggregate: 'history' },
    },
    features: {
      boards: { name: 'Boards', useEvents: ['Board Drawn'] },
      charts: {
        name: 'Charts',
        gateEvent: 'Charts Opened',
        useEvents: ['Chart Drawn'],
        searchTerms: ['chart', 'Trend'],
        adjacentTo: ['boards'],
      },
      brand: { name: 'Brand kit', useEvents: ['Brand Applied'] },
      ledger: { name: 'Ledger sync', integration: true },
    },
    workflows: {
      handover: { answeredBy: 'charts' },
      review: { event: 'Review Closed' },
    },
    milestones: {
      'hundredth-board': { event: 'Board Drawn', count: 100 },
      'first-review': { event: 'Review Closed' },
    },
    outcomes: { billed: { event: 'Work Billed', property: 'amount', count: 1_000 } },
    plans: [
      plan('solo', 0, { seats: { limit: 1 }, boards: true }),
      plan('team', 2_000, { seats: { limit: 3 }, boards: true, brand: true }),
      plan('agency', 9_000, { seats: { limit: 20 }, boards: true, brand: true, charts: true, ledger: true }),
      plan('open', 20_000, { boards: true, brand: true, charts: true, ledger: true }),
    ],
    defaultPlan: 'team',
    ...changes,
  };
}

type PlanInput = ConfigInput['plans'][number];

function plan(id: string, amount: number, entitlements: NonNullable<PlanInput['entitlements']>): PlanInput {
  const limited = { exports: { limit: 10 }, storage: { limit: 1_000 }, calls: { limit: 100 }, history: { limit: 90 } };
  return {
    id,
    name: id,
    prices: [
      { interval: 'month', amount },
      { interval: 'year', amount: amount * 10 },
    ],
    entitlements: id === 'open' ? entitlements : { ...limited, ...entitlements },
  };
}

/** The studio with the signals that a test is about and no others, each a preset under its own name. */
export function studioWith(...presets: readonly PresetName[]): ConfigInput {
  const wanted = Object.entries(defaultSignals()).filter(([id]) => presets.some((preset) => preset === id));
  return studio({ signals: Object.fromEntries(wanted) });
}

import type { FunnelGrouping } from '../api/queries.ts';

/** The periods on offer, in days up to the environment's now; text, as in the URL. */
export const PERIODS = ['7', '30', '90'] as const;
export type PeriodDays = (typeof PERIODS)[number];

/** What the funnel's URL says; what it leaves out is the default. */
export interface FunnelSearch {
  readonly days?: PeriodDays;
  readonly by?: FunnelGrouping;
}

export interface FunnelChoice {
  readonly days: PeriodDays;
  readonly by: FunnelGrouping;
}

const DEFAULT: FunnelChoice = { days: '30', by: 'play' };

/** Reads the funnel's search; what isn't on offer is ignored. */
export function readFunnelSearch({ days, by }: Readonly<Record<string, unknown>>): FunnelSearch {
  const period = PERIODS.find((each) => each === String(days));
  return funnelSearch({ days: period ?? DEFAULT.days, by: by === 'signal' ? 'signal' : DEFAULT.by });
}

/** The choice that a search stands for. */
export function funnelChoice(search: FunnelSearch): FunnelChoice {
  return { ...DEFAULT, ...search };
}

/** The shortest search for a choice: the default has none, so that every view has one URL. */
export function funnelSearch({ days, by }: FunnelChoice): FunnelSearch {
  return { ...(days === DEFAULT.days ? {} : { days }), ...(by === DEFAULT.by ? {} : { by }) };
}

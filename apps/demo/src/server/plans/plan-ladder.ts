import type { ConfigInput } from '@kairos/engine';
import config from '../../../kairos.config.ts';

/** One of Ledgerly's plans, as its pages show it. Amounts in cents; a limit of null is none at all. */
export interface PlanRung {
  readonly id: string;
  readonly name: string;
  readonly pitch: string;
  readonly monthly: number;
  /** null: not sold by the year. */
  readonly yearly: number | null;
  readonly limits: Readonly<Record<MeterId, number | null>>;
  readonly hasReports: boolean;
}

export const METERS = ['invoices', 'seats'] as const;
export type MeterId = (typeof METERS)[number];

/** Whom each plan is for, in a phrase; everything else is read from the config that Kairos has too. */
const PITCHES: Readonly<Record<string, string>> = {
  free: 'For the first invoices of a new business',
  pro: 'For a business that invoices every week',
  business: 'For a team that invoices all day',
};

/** The plans, lowest first. */
export const PLAN_LADDER: readonly PlanRung[] = config.plans.map(readPlan);

export function findPlan(id: string): PlanRung | null {
  return PLAN_LADDER.find((plan) => plan.id === id) ?? null;
}

function readPlan({ id, name, prices, entitlements = {} }: ConfigInput['plans'][number]): PlanRung {
  return {
    id,
    name,
    pitch: PITCHES[id] ?? '',
    monthly: prices.find((price) => price.interval === 'month')?.amount ?? 0,
    yearly: prices.find((price) => price.interval === 'year')?.amount ?? null,
    limits: { invoices: limitOf(entitlements['invoices']), seats: limitOf(entitlements['seats']) },
    hasReports: entitlements['reports'] === true,
  };
}

type EntitlementInput = NonNullable<ConfigInput['plans'][number]['entitlements']>[string];

function limitOf(entitlement: EntitlementInput | undefined): number | null {
  return typeof entitlement === 'object' ? entitlement.limit : null;
}

import type { Catalog } from '../catalog/catalog.ts';
import { within } from '../kernel/bounded.ts';
import { dayOf, daysMarked } from '../kernel/days.ts';
import { DAY_MS, type Instant } from '../kernel/instant.ts';
import type { Account } from '../observe/account.ts';
import { usageOf } from '../observe/entitlement.ts';
import { grantedTo } from '../observe/granted.ts';
import { grantedUse } from './granted-use.ts';

/** The seven dimensions of use (S1.1), as an account stands in each at an instant. */
export interface Dimensions {
  /** Depth of adoption: `share` is used / granted, null where the plan grants no features. */
  readonly featureAdoption: { readonly used: number; readonly granted: number; readonly share: number | null };
  /** How many of the last `days` local days had any activity. */
  readonly usageFrequency: { readonly activeDays: number; readonly days: number };
  /** Who joined in the last `days` days, counted up to the dozen that is remembered, of how many there are. */
  readonly teamGrowth: { readonly joined: number; readonly members: number; readonly days: number };
  readonly dataVolume: readonly MeterReading[];
  readonly apiCalls: readonly MeterReading[];
  readonly storage: readonly MeterReading[];
  /** Distinct workflows completed, of those that the config names, and how often in all. */
  readonly workflowComplexity: {
    readonly completed: number;
    readonly declared: number;
    readonly completions: number;
  };
}

export interface MeterReading {
  readonly meter: string;
  readonly name: string;
  readonly used: number;
  /** null: unlimited. */
  readonly limit: number | null;
}

const DAYS = 30;

/** The seven dimensions of an account's use. Meters are told apart by the `dimension` that the config gives them. */
export function dimensionsOf(catalog: Catalog, account: Account, at: Instant): Dimensions {
  const { used, granted } = grantedUse(catalog, grantedTo(catalog, account), account);
  const workflows = Object.entries(account.workflows).filter(([id]) => catalog.workflows.has(id));
  const metersOf = (dimension: 'data' | 'api' | 'storage'): readonly MeterReading[] =>
    [...catalog.meters.values()]
      .filter((meter) => meter.dimension === dimension)
      .map((meter) => {
        const usage = usageOf(catalog, account, meter, at);
        return { meter: meter.id, name: meter.label, used: usage.used, limit: usage.limit };
      });
  return {
    featureAdoption: { used, granted, share: granted === 0 ? null : used / granted },
    usageFrequency: { activeDays: daysMarked(account.activity.days, dayOf(at, account.timeZone), DAYS), days: DAYS },
    teamGrowth: {
      joined: within(account.organisation.joinedAt, at, DAYS * DAY_MS).length,
      members: Object.keys(account.members).length,
      days: DAYS,
    },
    dataVolume: metersOf('data'),
    apiCalls: metersOf('api'),
    storage: metersOf('storage'),
    workflowComplexity: {
      completed: workflows.length,
      declared: catalog.workflows.size,
      completions: workflows.reduce((sum, [, { count }]) => sum + count, 0),
    },
  };
}

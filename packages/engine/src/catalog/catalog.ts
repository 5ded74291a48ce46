import { type Currency, type MinorUnits, minorUnits, scale } from '../kernel/money.ts';
import type {
  BillingInterval,
  Config,
  GuardrailsConfig,
  LimitConfig,
  MeterConfig,
  PlayConfig,
} from './config-schema.ts';
import type { KnownEvent } from './known-events.ts';
import type { SignalPriority } from './preset-spec.ts';
import type { ParamsOf, PresetName } from './presets.ts';

/** How events become usage, under its id. */
export type Meter = MeterConfig & {
  readonly id: string;
  readonly label: string;
};

export interface Feature {
  readonly id: string;
  readonly name: string;
  /** What it does for the one who has it (S0.9); null where the team hasn't said. */
  readonly value: string | null;
  /** Words by which somebody looks for it, in lower case (S3.14). */
  readonly searchTerms: readonly string[];
  /** The features beside it (S4.14). */
  readonly adjacentTo: readonly string[];
  readonly isIntegration: boolean;
}

/** A limit with everything that a plan left to its defaults. */
export type Limit = Omit<LimitConfig, 'thresholds'> & {
  readonly thresholds: readonly number[];
};

/** A milestone or an outcome: reached when its events, or the sum of their property, come to `needed`. */
export interface Goal {
  readonly id: string;
  readonly name: string;
  readonly event: string;
  readonly property: string | null;
  readonly needed: number;
}

export interface Workflow {
  readonly id: string;
  readonly name: string;
  /** Its own event; null: told by Workflow Completed. */
  readonly event: string | null;
  /** The feature that answers the question it leaves (S0.3); null where there is none. */
  readonly answeredBy: string | null;
}

/** What the name of an event stands for: everything that a track event of that name may change. */
export interface EventMeaning {
  readonly known: KnownEvent | null;
  readonly meters: readonly Meter[];
  /** Features whose gate it is. */
  readonly gates: readonly string[];
  /** Features whose use it is. */
  readonly uses: readonly string[];
  readonly workflows: readonly string[];
  readonly milestones: readonly Goal[];
  readonly outcomes: readonly Goal[];
}

/** One rung of the ladder. */
export interface Plan {
  readonly id: string;
  readonly name: string;
  /** Place on the ladder, from 0; plans are ordered as listed. */
  readonly rank: number;
  readonly prices: ReadonlyMap<BillingInterval, MinorUnits>;
  /** Limits by meter; a meter that isn't here is unlimited. */
  readonly limits: ReadonlyMap<string, Limit>;
  /** Grants by feature; a feature that isn't here isn't granted. */
  readonly grants: ReadonlyMap<string, boolean | string>;
  /** Made for one person (S1.42). */
  readonly isIndividual: boolean;
}

/** A signal that a config declares: a preset under an id, with its parameters. */
export type SignalRule = {
  readonly [Name in PresetName]: SignalRuleOf<Name>;
}[PresetName];

export interface SignalRuleOf<Name extends PresetName> {
  readonly id: string;
  readonly preset: Name;
  readonly priority: SignalPriority;
  readonly params: ParamsOf<Name>;
}

export type Play = PlayConfig;

/** A config made ready to be asked: looked up by id, ordered, with every default in place. */
export interface Catalog {
  readonly config: Config;
  readonly currency: Currency;
  readonly meters: ReadonlyMap<string, Meter>;
  readonly features: ReadonlyMap<string, Feature>;
  readonly workflows: ReadonlyMap<string, Workflow>;
  readonly milestones: ReadonlyMap<string, Goal>;
  readonly outcomes: ReadonlyMap<string, Goal>;
  /** What each event's name stands for; a name that isn't here stands for nothing but activity. */
  readonly meanings: ReadonlyMap<string, EventMeaning>;
  readonly plans: readonly Plan[];
  readonly planById: ReadonlyMap<string, Plan>;
  readonly defaultPlan: Plan;
  readonly signals: readonly SignalRule[];
  readonly plays: readonly Play[];
  readonly guardrails: GuardrailsConfig;
  readonly buyerRoles: ReadonlySet<string>;
}

/** What a plan costs per month: its monthly price, else a twelfth of the yearly one, else 0. */
export function monthlyAmount(plan: Plan, interval: BillingInterval): MinorUnits {
  const monthly = plan.prices.get('month');
  const yearly = plan.prices.get('year');
  const perMonthOfYear = yearly === undefined ? undefined : scale(yearly, 1, 12);
  return (interval === 'month' ? (monthly ?? perMonthOfYear) : (perMonthOfYear ?? monthly)) ?? minorUnits(0);
}

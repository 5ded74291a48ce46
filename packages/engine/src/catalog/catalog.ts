import type { Currency } from '../kernel/money.ts';
import type { BillingInterval, Config, LimitConfig, MeterConfig, PlayConfig } from './config-schema.ts';
import type { GuardrailsConfig, RoutingConfig } from './decision-schema.ts';
import type { Holdout, Layer } from './experiment.ts';
import type { KnownEvent } from './known-events.ts';
import type { SignalCategory, SignalPriority } from './preset-spec.ts';
import type { ParamsOf, PresetName } from './presets.ts';
import type { Price } from './price.ts';

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
  /** Those of them that some price charges by use. */
  readonly billed: readonly BilledMeter[];
  /** Features whose gate it is. */
  readonly gates: readonly string[];
  /** Features whose use it is. */
  readonly uses: readonly string[];
  readonly workflows: readonly string[];
  readonly milestones: readonly Goal[];
  readonly outcomes: readonly Goal[];
}

/**
 * A meter that some price charges by use, as it is counted for the invoice: by the billing period, whatever period its limit has.
 * `next` takes what happens after the period's end until the renewal is told.
 */
export interface BilledMeter {
  readonly id: string;
  readonly current: Meter;
  readonly next: Meter;
}

/** One rung of the ladder. */
export interface Plan {
  readonly id: string;
  readonly name: string;
  /** Place on the ladder, from 0; plans are ordered as listed. */
  readonly rank: number;
  readonly prices: ReadonlyMap<BillingInterval, Price>;
  /** Limits by meter; a meter that isn't here is unlimited. */
  readonly limits: ReadonlyMap<string, Limit>;
  /** Grants by feature; a feature that isn't here isn't granted. */
  readonly grants: ReadonlyMap<string, boolean | string>;
  /** Made for one person (S1.42). */
  readonly isIndividual: boolean;
}

/** What can be bought beside a plan. */
export interface AddOn {
  readonly id: string;
  readonly name: string;
  readonly prices: ReadonlyMap<BillingInterval, Price>;
  /** What it adds to limits, by meter. */
  readonly adds: ReadonlyMap<string, number>;
  readonly grants: ReadonlyMap<string, true | string>;
  /** The plans on which it can be bought; null: all of them. */
  readonly plans: ReadonlySet<string> | null;
  /** Whether it sells several things under one price (S4.9). */
  readonly isBundle: boolean;
}

/** A signal that a config declares: a preset under an id, with its parameters, or a condition of the team's own. */
export type SignalRule = { readonly [Name in PresetName]: SignalRuleOf<Name> }[PresetName] | ConditionRule;

export interface SignalRuleOf<Name extends PresetName> {
  readonly id: string;
  readonly preset: Name;
  readonly priority: SignalPriority;
  readonly params: ParamsOf<Name>;
}

/** A signal by a condition of the team's own. */
export interface ConditionRule {
  readonly id: string;
  readonly preset: null;
  readonly category: SignalCategory;
  readonly priority: SignalPriority;
  readonly polarity: 'positive' | 'negative';
  /** In CEL; read and compiled by `detect/`. */
  readonly when: string;
  /** The events at which it is asked; null: whenever what it reads changes. */
  readonly on: readonly string[] | null;
  /** How long it lasts, where it is asked at events; null where the config does not say. */
  readonly expiresDays: number | null;
  /** How long it stays when it is no longer true, where it is not asked at events. */
  readonly holdDays: number | null;
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
  /** In the order in which they are listed. */
  readonly addOns: readonly AddOn[];
  readonly addOnById: ReadonlyMap<string, AddOn>;
  /** The meters that are counted for invoices, by id. */
  readonly billed: ReadonlyMap<string, BilledMeter>;
  readonly signals: readonly SignalRule[];
  readonly plays: readonly Play[];
  readonly guardrails: GuardrailsConfig;
  readonly routing: RoutingConfig;
  readonly holdout: Holdout;
  /** The running experiments; those of one layer share no account. */
  readonly layers: readonly Layer[];
  readonly buyerRoles: ReadonlySet<string>;
}

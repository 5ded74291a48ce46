import type { Catalog } from '../catalog/catalog.ts';
import type { QualificationConfig } from '../catalog/qualification-schema.ts';
import type { Granted } from '../catalog/terms.ts';
import { DAY_MS, type Instant, later } from '../kernel/instant.ts';
import type { Account, Evidence, Signal } from '../observe/account.ts';
import type { LimitFill } from './limit-fill.ts';

/** What an account must be before it is offered anything, in the order in which it is told (api.md, "Moments"). */
export const QUALIFICATION_RULES = [
  'qualification.adoption',
  'qualification.engagement',
  'qualification.value',
  'qualification.need',
  'qualification.budget',
  'health.declining',
  'health.tickets',
  'health.complaint',
  'health.payment',
  'health.downgrade',
  'onboarding',
] as const;
export type QualificationRuleId = (typeof QUALIFICATION_RULES)[number];

/** One rule, whether the account passes it, and by which numbers. */
export interface RuleVerdict {
  readonly rule: QualificationRuleId;
  readonly pass: boolean;
  /** One sentence with the numbers that decided; instants in ISO 8601. */
  readonly detail: string;
  readonly values: Evidence;
}

/** What the rules look at. */
export interface QualificationSight {
  readonly catalog: Catalog;
  readonly account: Account;
  readonly at: Instant;
  /** What it has: its plan, and what it bought beside it. */
  readonly granted: Granted;
  readonly settings: QualificationConfig;
  /** How full each limit is that something real is used of. */
  readonly limits: readonly LimitFill[];
  /** The signals that hold, the most urgent first. */
  readonly signals: readonly Signal[];
}

/** Until when something that happened is remembered for so many days; null where it did not happen or that is over by now. */
export function standsUntil(happened: Instant | null, days: number, at: Instant): Instant | null {
  if (happened === null) return null;
  const until = later(happened, days * DAY_MS);
  return at < until ? until : null;
}

/** A share as a whole percentage, rounded down, so that nothing seems reached that is not. */
export function percent(share: number): number {
  // 0.29 is a hair below: what is as near to a whole number as that is meant to be it.
  return Math.floor(share * 100 + 1e-9);
}

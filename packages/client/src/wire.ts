/**
 * What goes over the wire between a browser and Kairos: names and shapes as the server's OpenAPI has them. Times are ISO 8601 in UTC,
 * money is whole minor units with an ISO 4217 currency beside it. The server may add fields; it takes none away.
 */

/** `warning` from the first threshold, `critical` from the last up to and including the limit, `grace` beyond it. */
export type UsageState = 'ok' | 'warning' | 'critical' | 'grace' | 'blocked';

/** How far the account has filled one meter. */
export interface UsageView {
  readonly name: string;
  readonly used: number;
  /** null: unlimited. */
  readonly limit: number | null;
  /** used / limit; null where there is no limit. */
  readonly ratio: number | null;
  readonly state: UsageState;
  /** What is left before the limit; null where there is none. */
  readonly remaining: number | null;
  /** What grace still allows beyond `remaining`. */
  readonly graceRemaining: number;
  readonly resetsAt: string | null;
  readonly graceEndsAt: string | null;
}

/** May the account do it now, and why. `value` is the feature's own where the plan gives one. */
export interface EntitlementView {
  readonly allowed: boolean;
  readonly reason:
    | 'granted'
    | 'within-limit'
    | 'unlimited'
    | 'in-grace'
    | 'limit-reached'
    | 'not-in-plan'
    | 'unknown-feature';
  readonly value: string | null;
  readonly used: number | null;
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly graceRemaining: number;
  readonly state: UsageState | null;
  readonly graceEndsAt: string | null;
  /** The first plan up the ladder that allows it; null when allowed already, or when none does. */
  readonly requiredPlan: string | null;
}

/** What a moment says, in the one order that it is said. */
export interface MessageView {
  readonly done: string;
  readonly near: string;
  readonly unlock: string;
  readonly action: string;
  readonly reassurance: string;
}

/** The ways in which an account can have more; a newer server may know others. */
export type OfferKind = 'plan' | 'seats' | 'usage' | 'add-on';

/** A concrete change that is offered. */
export interface OfferView {
  readonly kind: OfferKind;
  readonly from: string;
  /** The plan after it: the same for seats and add-ons. */
  readonly to: string;
  /** What is offered, by its name: a plan, an add-on, "8 seats". */
  readonly toName: string;
  /** What a quote for it is asked with. */
  readonly change: ChangeRequest;
  /** Per month. */
  readonly priceDelta: number;
  readonly currency: string;
}

/** One offer for one user, ready to be shown. */
export interface MomentView {
  readonly id: string;
  readonly play: string;
  readonly version: number;
  readonly signal: string | null;
  readonly signalInstance: string | null;
  readonly presentation: 'banner' | 'modal' | 'inline';
  readonly kind: string;
  readonly channel: 'in-app';
  readonly motion: 'self-serve' | 'sales-assisted' | 'hybrid';
  /** Answers what the user just tried, rather than started by us. */
  readonly reactive: boolean;
  /** Whether this user may buy; who can't is told whom to ask. */
  readonly canBuy: boolean;
  /** What the message asks for: to buy, to ask an admin or the account's contact, or to be helped first. */
  readonly answer: 'offer' | 'ask-admin' | 'ask-contact' | 'help';
  /** The part of the message that the price follows, where an experiment says so; null: the action. */
  readonly priceAfter: 'unlock' | 'action' | 'reassurance' | null;
  /** The meter that it is about; null for one about a feature, or about the account as a whole. */
  readonly meter: string | null;
  /** The feature that it is about. */
  readonly feature: string | null;
  readonly offer: OfferView;
  readonly message: MessageView;
  readonly expiresAt: string;
}

/** A signal that fired for the account. */
export interface SignalView {
  readonly id: string;
  readonly signal: string;
  readonly category: string;
  readonly priority: 'urgent' | 'critical' | 'high' | 'medium' | 'low';
  readonly polarity: 'positive' | 'negative';
  /** The meter that it is about; null for one about something else. */
  readonly meter: string | null;
  readonly firedAt: string;
  readonly expiresAt: string | null;
  /** The values that made it fire; which ones depends on the signal. */
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly supersededBy: string | null;
}

export type BillingInterval = 'month' | 'year';

export interface PlanView {
  readonly id: string;
  readonly name: string;
  readonly prices: readonly { readonly interval: BillingInterval; readonly amount: number }[];
}

/** Something that is sold beside a plan. */
export interface AddOnView {
  readonly id: string;
  readonly name: string;
  /** Whether the account has it. */
  readonly isBought: boolean;
}

/** All that one user's browser needs to know, at one instant. */
export interface Snapshot {
  readonly account: { readonly id: string; readonly name: string };
  readonly user: { readonly id: string; readonly role: string | null; readonly canBuy: boolean };
  readonly plan: { readonly id: string; readonly name: string };
  readonly currency: string;
  /** By meter. */
  readonly usage: Readonly<Record<string, UsageView>>;
  /** By feature or meter. */
  readonly entitlements: Readonly<Record<string, EntitlementView>>;
  /** Offered to this user, and not yet dismissed, converted or expired. */
  readonly moments: readonly MomentView[];
  readonly plans: readonly PlanView[];
  readonly addOns?: readonly AddOnView[];
}

/** Only the meters that changed, and the waiting moments in the words that hold now. */
export interface UsageChange {
  readonly usage: Readonly<Record<string, UsageView>>;
  readonly entitlements: Readonly<Record<string, EntitlementView>>;
  readonly moments?: readonly MomentView[];
}

/** Where a moment stands; a newer server may know other steps. */
export type MomentStep =
  | 'offered'
  | 'held-out'
  | 'shown'
  | 'snoozed'
  | 'clicked'
  | 'checkout-started'
  | 'converted'
  | 'dismissed';

/** A moment of this account took a step. */
export interface StepView {
  readonly id: string;
  readonly step: MomentStep;
}

/** What the user just walked into. */
export interface TriggerRequest {
  readonly type: 'gate' | 'limit' | 'seats' | 'share' | 'search' | 'outcome';
  readonly feature?: string;
  readonly meter?: string;
  /** How much of the meter was tried; 1 when not said. */
  readonly amount?: number;
}

/** The plain answer at a limit or gate where there is no offer to make. */
export interface WallView {
  readonly feature?: string;
  readonly meter?: string;
  readonly reason: string;
  readonly requiredPlan: string | null;
}

export interface ChangeRequest {
  readonly plan?: string;
  readonly interval?: BillingInterval;
  /** All the seats that are wanted, not only those more. */
  readonly seats?: number;
  /** All the add-ons that are wanted, those that the account has already among them. */
  readonly addOns?: readonly string[];
}

export interface RecurringView {
  readonly amount: number;
  readonly interval: BillingInterval;
}

/** What a change costs. */
export interface QuoteView {
  readonly id: string;
  readonly lines: readonly { readonly description: string; readonly amount: number; readonly proration: boolean }[];
  readonly dueNow: number;
  readonly recurringBefore: RecurringView;
  readonly recurringAfter: RecurringView;
  /** Per month. */
  readonly mrrDelta: number;
  readonly currency: string;
  readonly effectiveAt: string;
  readonly expiresAt: string;
  readonly from: string;
  readonly to: string;
  readonly fromName: string;
  readonly toName: string;
  readonly moment: string | null;
}

/** A change that was carried out; `scheduled` takes effect at `effectiveAt`. */
export interface UpgradeView {
  readonly id: string;
  readonly status: 'active' | 'scheduled';
  readonly from: string;
  readonly to: string;
  readonly mrrDelta: number;
  readonly at: string;
  readonly effectiveAt: string;
  readonly quote: string;
  readonly moment: string | null;
}

export interface AcceptView {
  readonly upgrade: UpgradeView;
  readonly entitlements: Readonly<Record<string, EntitlementView>>;
  readonly session: Snapshot;
}

/** One meter of one account over its current period, as `GET /v1/accounts/{id}/usage/{meter}` answers it. */
export interface UsageHistory {
  readonly meter: string;
  readonly name: string;
  readonly limit: number | null;
  /** Percent of the limit. */
  readonly thresholds: readonly number[];
  /** Where grace ends by amount; null where there is no grace. */
  readonly graceLimit: number | null;
  readonly period: { readonly start: string; readonly end: string } | null;
  readonly now: string;
  /** Cumulative in this period, oldest first. */
  readonly points: readonly { readonly at: string; readonly used: number }[];
  readonly projectedFullAt: string | null;
}

/** The `code` of a problem that the server answers. */
export type ProblemCode =
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'invalid-request'
  | 'malformed-json'
  | 'too-large'
  | 'quote-stale'
  | 'quote-expired'
  | 'idempotency-mismatch'
  | 'idempotency-running'
  | 'user-token-expired'
  | 'user-token-invalid'
  | 'external-billing'
  | 'no-change'
  | 'unknown-plan'
  | 'unknown-add-on'
  | 'not-sold'
  | 'no-price'
  | 'clock-backwards'
  | 'live-environment'
  | 'overloaded'
  | 'internal';

import type { Evidence } from './evidence.ts';
import type { InterventionView, QualificationRule, ReadinessView } from './readiness-view.ts';
import type { DimensionsView, Stage, StageView } from './stage-view.ts';
import type { UsageView } from './usage-view.ts';

export interface Page<Row> {
  readonly data: readonly Row[];
  /** The cursor of what follows; null at the end. */
  readonly next: string | null;
}

/** An account in the list. */
export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly plan: { readonly id: string; readonly name: string };
  readonly stage: Stage;
  readonly usage: Readonly<Record<string, UsageView>>;
  readonly signals: readonly SignalView[];
  readonly updatedAt: string;
}

export interface AccountView {
  readonly id: string;
  readonly name: string;
  readonly traits: Readonly<Record<string, string | number | boolean | null>>;
  readonly timeZone: string;
  readonly since: string;
  readonly subscription: SubscriptionView;
  readonly usage: Readonly<Record<string, UsageView>>;
  readonly members: readonly MemberView[];
  readonly signals: readonly SignalView[];
  readonly stage: StageView;
  readonly dimensions: DimensionsView;
  readonly readiness: ReadinessView;
  readonly qualification: readonly QualificationRule[];
  readonly interventions: readonly InterventionView[];
  readonly currency: string;
}

export interface SubscriptionView {
  readonly plan: string;
  readonly planName: string;
  readonly interval: 'month' | 'year';
  readonly seats: number | null;
  readonly startedAt: string | null;
  readonly renewsAt: string | null;
  readonly billedBy: string;
  /** A step down that waits for the period's end. */
  readonly pending: { readonly plan: string; readonly interval: string; readonly at: string } | null;
  /** Minor units. */
  readonly monthlyAmount: number;
}

export interface MemberView {
  readonly id: string;
  readonly name: string | null;
  readonly role: string | null;
}

export type SignalPriority = 'urgent' | 'critical' | 'high' | 'medium' | 'low';

export interface SignalView {
  readonly id: string;
  readonly signal: string;
  readonly category: string;
  readonly priority: SignalPriority;
  readonly polarity: 'positive' | 'negative';
  readonly meter: string | null;
  readonly firedAt: string;
  readonly expiresAt: string | null;
  readonly subject: string | null;
  readonly evidence: Evidence;
  readonly supersededBy: string | null;
}

export interface InvoiceView {
  readonly id: string;
  readonly at: string;
  readonly lines: readonly { readonly description: string; readonly amount: number }[];
  readonly total: number;
  readonly currency: string;
  readonly status: 'open' | 'paid' | 'refunded';
}

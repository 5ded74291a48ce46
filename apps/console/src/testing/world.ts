import type { AccountView, InvoiceView } from '../api/account-view.ts';
import type { DecisionView } from '../api/decision-view.ts';
import type { FunnelRow } from '../api/funnel-report.ts';
import type { TimelineEntry } from '../api/timeline-entry.ts';

/** All that the fake API knows of one account. */
export interface AccountWorld {
  readonly view: AccountView;
  /** Oldest first. */
  readonly timeline: readonly TimelineEntry[];
  /** Oldest first. */
  readonly decisions: readonly DecisionView[];
  readonly invoices: readonly InvoiceView[];
}

/** All that the fake API knows. */
export interface World {
  readonly now: string;
  /** null: none was put yet. */
  readonly config: unknown;
  readonly accounts: readonly AccountWorld[];
  readonly funnel: Readonly<Record<'play' | 'signal', readonly FunnelRow[]>>;
  readonly notes: readonly string[];
}

/** One decision and why it came out as it did: every play, every rule in order. */
export interface DecisionView {
  readonly id: string;
  readonly at: string;
  readonly user: string;
  readonly session: string | null;
  readonly placement: string | null;
  /** What the user walked into; null when the offer was ours to start. */
  readonly trigger: { readonly type: string; readonly feature?: string | null; readonly meter?: string | null } | null;
  /** The moment's id; null when none was offered. */
  readonly moment: string | null;
  readonly version: number;
  readonly trace: readonly PlayTrace[];
}

export interface PlayTrace {
  readonly play: string;
  readonly outcome: 'chosen' | 'lost' | 'refused';
  readonly rules: readonly RuleTrace[];
}

export interface RuleTrace {
  readonly rule: string;
  readonly outcome: 'pass' | 'fail' | 'not-reached';
  readonly detail: string;
}

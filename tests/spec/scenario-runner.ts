import type { CheckAsk, DecideAsk, JsonObject, QuoteAsk, SegmentMessage, SubscriptionTerms } from './scenario.ts';

/** What was answered: a body as the HTTP API gives it, or the problem that it answers instead. */
export type Answer =
  | { readonly ok: true; readonly body: JsonObject }
  | { readonly ok: false; readonly code: string; readonly errors: readonly JsonObject[] };

/** What was said with a step of a moment. */
export interface Said {
  readonly until?: string;
  readonly reason?: string;
}

/** One way to run a scenario. Every answer is in the shape of the HTTP API, so that the same expectations hold of each. */
export interface ScenarioRunner {
  /** Starts an empty environment of its own, whose clock stands at `now`. */
  begin(now: string): Promise<void>;
  advance(to: string): Promise<void>;
  configure(config: JsonObject): Promise<Answer>;
  send(messages: readonly SegmentMessage[]): Promise<Answer>;
  account(id: string): Promise<Answer>;
  /** Every signal of an account that ever fired, oldest first, as the timeline tells of it. */
  firedSignals(account: string): Promise<readonly JsonObject[]>;
  check(ask: CheckAsk): Promise<Answer>;
  subscribe(account: string, subscription: SubscriptionTerms): Promise<Answer>;
  decide(ask: DecideAsk): Promise<Answer>;
  take(moment: string, step: string, said: Said): Promise<Answer>;
  quote(ask: QuoteAsk): Promise<Answer>;
  accept(quote: string): Promise<Answer>;
  /** What an account was charged, newest first: `{ data: [{ at, lines, total }] }`. */
  invoices(account: string): Promise<Answer>;
}

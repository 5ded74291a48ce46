import type { Catalog } from '../catalog/catalog.ts';
import type { StagesConfig } from '../catalog/config-schema.ts';
import type { Granted } from '../catalog/terms.ts';
import { type Day, startOfDay } from '../kernel/days.ts';
import { DAY_MS, type Instant, later } from '../kernel/instant.ts';
import type { Account, Evidence } from '../observe/account.ts';

/** The stages of an account, lowest first (S2.5). */
export const STAGES = ['initial-adoption', 'active-usage', 'power-usage', 'tier-ceiling'] as const;
export type Stage = (typeof STAGES)[number];

export type StageRuleId =
  | 'core-features'
  | 'basic-workflows'
  | 'daily-use'
  | 'multi-user'
  | 'growing-use'
  | 'near-limits'
  | 'features-maxed'
  | 'workarounds'
  | 'gates'
  | 'hard-limits'
  | 'asks-beyond-plan';

/** One rule of one stage, whether it holds, and by which numbers. */
export interface StageReason {
  readonly stage: Stage;
  readonly rule: StageRuleId;
  readonly holds: boolean;
  /** The numbers that decided it, as a phrase; instants in ISO 8601. */
  readonly detail: string;
  readonly values: Evidence;
  /** When time alone may next change the answer; null: never. */
  readonly until: Instant | null;
}

/** When something turns by time alone: at an instant, or as a local day begins, which instant that is only the calendar can say. */
export type Turn = { readonly at: Instant } | { readonly day: Day };

/** A rule's answer, before it is said to which stage it belongs, and before the calendar is asked. */
export interface RuleReading extends Omit<StageReason, 'stage' | 'until'> {
  readonly until: Turn | null;
}

/** What the rules look at. */
export interface StageSight {
  readonly catalog: Catalog;
  readonly account: Account;
  readonly at: Instant;
  /** The account's local day. */
  readonly today: Day;
  /** What it has: its plan, and what it bought beside it. */
  readonly granted: Granted;
  readonly settings: StagesConfig;
}

/** Of things that happened: those within the window that ends at an instant, the latest first. */
export function recent(instants: readonly Instant[], { at, settings }: StageSight): readonly Instant[] {
  const from = at - settings.windowDays * DAY_MS;
  return instants.filter((each) => each <= at && each > from).toSorted((left, right) => right - left);
}

/** Until when at least `needed` of some recent instants, the latest first, stay within the window; null when there are fewer. */
export function holdsUntil(instants: readonly Instant[], needed: number, { settings }: StageSight): Turn | null {
  const last = instants[needed - 1];
  return last === undefined ? null : { at: later(last, settings.windowDays * DAY_MS) };
}

/** The first of several turns; null where there is none. The calendar is asked once, for the first of the days. */
export function firstTurn(turns: readonly (Turn | null)[], { timeZone }: Account): Instant | null {
  let at: Instant | null = null;
  let day: Day | null = null;
  for (const turn of turns) {
    if (turn === null) continue;
    if ('day' in turn) day = day === null ? turn.day : Math.min(day, turn.day);
    else if (at === null || turn.at < at) at = turn.at;
  }
  const begins = day === null ? null : startOfDay(day, timeZone);
  return at === null || (begins !== null && begins < at) ? begins : at;
}

/** A count with its unit: `1 hit`, `3 hits`. */
export function counted(count: number, unit: string, plural = `${unit}s`): string {
  return `${count} ${count === 1 ? unit : plural}`;
}

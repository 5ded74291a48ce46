import { entry, putBounded, rememberName } from '../../kernel/bounded.ts';
import { type Day, dayOf } from '../../kernel/days.ts';
import type { Instant } from '../../kernel/instant.ts';

/** What was sought and could not be seen behind a limit (S2.24), or how often a rate limit was hit (S2.20): by day, for a week. */
export interface BlockedState {
  readonly days: Readonly<Record<string, number>>;
  /** Exactly what was sought, the latest last. */
  readonly items: readonly string[];
  readonly lastAt: Instant;
}

export type BlockedById = Readonly<Record<string, BlockedState>>;

export const WINDOW_DAYS = 7;
const MAX_ITEMS = 10;
const MAX_ITEM_LENGTH = 120;
const MAX_METERS = 20;

export function block(
  blocked: BlockedById,
  id: string,
  {
    at,
    timeZone,
    items,
  }: {
    readonly at: Instant;
    readonly timeZone: string;
    readonly items: readonly string[];
  },
): BlockedById {
  const known = entry(blocked, id);
  const day = dayOf(at, timeZone);
  const counted: Readonly<Record<string, number>> = { ...known?.days, [day]: (known?.days[day] ?? 0) + 1 };
  const newest = Math.max(...Object.keys(counted).map(Number));
  const days = Object.fromEntries(Object.entries(counted).filter(([each]) => newest - Number(each) < WINDOW_DAYS));
  const remembered = items.reduce<readonly string[]>(
    (names, item) => rememberName(names, item.slice(0, MAX_ITEM_LENGTH), MAX_ITEMS),
    known?.items ?? [],
  );
  const lastAt = known !== null && known.lastAt > at ? known.lastAt : at;
  return putBounded(blocked, id, { days, items: remembered, lastAt }, MAX_METERS);
}

/** How often in the seven local days that end with `day`. */
export function blockedInWeek(state: BlockedState, day: Day): number {
  return Object.entries(state.days).reduce(
    (sum, [each, count]) => (Number(each) <= day && day - Number(each) < WINDOW_DAYS ? sum + count : sum),
    0,
  );
}

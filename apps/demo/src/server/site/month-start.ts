/** The first instant of a month, counted from the one that `now` is in (0). Epoch milliseconds, UTC. */
export function monthStart(now: number, offset: number): number {
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset, 1);
}

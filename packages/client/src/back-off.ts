const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * How long to wait before try number `attempt` (0 is the first retry): doubling from one second to half a minute, of which the second
 * half is left to chance, so that many browsers that lost the same server don't come back as one.
 */
export function backOffMs(attempt: number, random: () => number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return Math.round(full / 2 + (random() * full) / 2);
}

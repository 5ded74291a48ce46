import { type Answer, isTransient } from './answer.ts';
import { backOffMs } from './back-off.ts';
import type { Schedule } from './schedule.ts';

/** Runs something that may be run again, up to three times, as long as its failure is one that passes. */
export async function withRetry<Value>(
  run: () => Promise<Answer<Value>>,
  { schedule, random }: { readonly schedule: Schedule; readonly random: () => number },
): Promise<Answer<Value>> {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await run();
    if (answer.ok || attempt === 2 || !isTransient(answer.error)) return answer;
    const waitMs = Math.max(backOffMs(attempt, random), answer.error.retryAfterMs ?? 0);
    await new Promise<void>((resolve) => schedule(resolve, waitMs));
  }
}

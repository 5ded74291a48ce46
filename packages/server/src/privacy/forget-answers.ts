import { sql } from 'kysely';
import type { Trx } from '../store/database.ts';

/**
 * Forgets the answers that are kept under an `Idempotency-Key` and name any of these, in their path or in what they say. Whoever asks
 * again is answered anew.
 */
export async function forgetAnswers(trx: Trx, environment: string, names: readonly string[]): Promise<void> {
  const segments = names.map((name) => `/${encodeURIComponent(name)}/`);
  // An answer is JSON within JSON: a name is in it as JSON writes it twice.
  const texts = names.map((name) => JSON.stringify(JSON.stringify(name)).slice(1, -1));
  await sql`delete from idempotency where environment = ${environment} and exists (
    select from unnest(${segments}::text[], ${texts}::text[]) as known (segment, text)
    where strpos(path || '/', segment) > 0 or strpos(response, text) > 0)`.execute(trx);
}

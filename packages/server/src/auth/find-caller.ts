import { hashSecret, isStorable } from '../ids.ts';
import type { Database, Trx } from '../store/database.ts';
import { type Caller, toEnvironment } from './environments.ts';
import { hintOf } from './keys.ts';

/** That a key is in use is noted this often at most: a write a minute and key, however many requests and processes. */
const NOTED_EVERY_MS = 60_000;

/** Looks up who a key belongs to, and notes that it is in use; null for a key that nobody has, or that was revoked. */
export async function findCaller(database: Database, key: string, nowMs: number): Promise<Caller | null> {
  if (!isStorable(key)) return null;
  return database.transaction('system', (trx) =>
    key.startsWith('pk_') ? findPublishable(trx, key) : findSecret(trx, key, nowMs),
  );
}

async function findPublishable(trx: Trx, key: string): Promise<Caller | null> {
  const row = await trx.selectFrom('environments').selectAll().where('publishable_key', '=', key).executeTakeFirst();
  if (row === undefined) return null;
  const actor = { kind: 'publishable-key', id: null, hint: hintOf(key) } as const;
  return { environment: toEnvironment(row), power: 'publishable', actor };
}

async function findSecret(trx: Trx, key: string, nowMs: number): Promise<Caller | null> {
  const row = await trx
    .selectFrom('api_keys')
    .innerJoin('environments', 'environments.id', 'api_keys.environment')
    .selectAll('environments')
    .select(['api_keys.id as key', 'api_keys.hint', 'api_keys.kind as power', 'api_keys.last_used_at'])
    .where('api_keys.hash', '=', hashSecret(key))
    .where('api_keys.revoked_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  await noteUse(trx, row.key, row.last_used_at, nowMs);
  return {
    environment: toEnvironment(row),
    power: row.power,
    actor: { kind: 'key', id: row.key, hint: row.hint },
  };
}

async function noteUse(trx: Trx, key: string, lastUsedAt: number | null, nowMs: number): Promise<void> {
  const due = nowMs - NOTED_EVERY_MS;
  if (lastUsedAt !== null && lastUsedAt > due) return;
  await trx
    .updateTable('api_keys')
    .set({ last_used_at: nowMs })
    .where('id', '=', key)
    // Again, for those who asked at the same time: the first of them has noted it.
    .where(({ eb, or }) => or([eb('last_used_at', 'is', null), eb('last_used_at', '<=', due)]))
    .execute();
}

import { createHash, randomUUID } from 'node:crypto';
import type { Instant } from '@kairos/engine';
import { newId, RESERVED_PREFIX } from '../ids.ts';
import { KairosError } from '../kairos-error.ts';
import type { Trx } from '../store/database.ts';
import type { ErasureTable } from '../store/schema.ts';

/** What is to be erased, as it is asked for. */
export interface Erasing {
  readonly environment: string;
  readonly kind: ErasureTable['kind'];
  readonly subject: string;
  /** By the environment's clock. */
  readonly now: Instant;
  /** By the wall clock. */
  readonly at: Instant;
}

/** An erasure that is still to be done, or part of it. */
export interface RunningErasure {
  readonly environment: string;
  readonly id: string;
  readonly kind: ErasureTable['kind'];
  readonly subject: string;
  readonly pseudonym: string;
  readonly at: Instant;
  readonly nextBucket: number;
}

/** Notes that somebody is to be erased; from then on it is done whatever happens to this process. */
export async function openErasure(trx: Trx, { environment, kind, subject, now, at }: Erasing): Promise<RunningErasure> {
  const id = newId('era');
  // Begins as no id of a caller's does, so that nobody ever has it.
  const pseudonym = `${RESERVED_PREFIX}erased_${randomUUID().replaceAll('-', '')}`;
  const subjectHash = createHash('sha256')
    .update(JSON.stringify([environment, kind, subject]))
    .digest('hex');
  const row = { environment, id, kind, subject, subject_hash: subjectHash, pseudonym, at: now, requested_at: at };
  await trx
    .insertInto('erasures')
    .values({ ...row, next_bucket: 0, status: 'running' })
    .execute();
  return { environment, id, kind, subject, pseudonym, at: now, nextBucket: 0 };
}

/** Takes an erasure that is still to be worked on, if there is one that no other process is working on; it is locked until the transaction ends. */
export async function takeErasure(trx: Trx, environment: string): Promise<RunningErasure | null> {
  const row = await trx
    .selectFrom('erasures')
    .selectAll()
    .where('environment', '=', environment)
    .where('status', '=', 'running')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (row === undefined || row.subject === null) return null;
  const { id, kind, subject, pseudonym } = row;
  return { environment, id, kind, subject, pseudonym, at: row.at as Instant, nextBucket: row.next_bucket };
}

/** Notes how far an erasure got; null: it is done, and whose it was is forgotten. */
export async function noteProgress(
  trx: Trx,
  { environment, id }: Pick<RunningErasure, 'environment' | 'id'>,
  nextBucket: number | null,
): Promise<void> {
  const progress =
    nextBucket === null ? ({ status: 'done', subject: null } as const) : ({ next_bucket: nextBucket } as const);
  await trx.updateTable('erasures').set(progress).where('environment', '=', environment).where('id', '=', id).execute();
}

/** Finds an erasure by its id. Throws `not-found`. */
export async function findErasure(trx: Trx, environment: string, id: string): Promise<ErasureTable> {
  const row = await trx
    .selectFrom('erasures')
    .selectAll()
    .where('environment', '=', environment)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw new KairosError('not-found', `no erasure "${id}" in this environment`);
  return row;
}

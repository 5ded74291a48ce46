import type { Instant } from '@kairos/engine';
import { hashSecret, newId, newSecret } from '../ids.ts';
import { KairosError } from '../kairos-error.ts';
import { announceKeys } from '../log/announce.ts';
import type { Trx } from '../store/database.ts';
import { type Keyset, olderThan } from '../store/keyset.ts';
import type { ApiKeyTable, EnvironmentTable } from '../store/schema.ts';

/** `bootstrap` may also make environments and keys. */
export type KeyKind = ApiKeyTable['kind'];

/** A secret key as it is kept: its hash finds it, its hint tells it from others, and it can't be had back. */
export type KeptKey = Omit<ApiKeyTable, 'hash'>;

export interface NewKey {
  readonly environment: string;
  readonly environmentKind: EnvironmentTable['kind'];
  readonly kind: KeyKind;
  readonly at: Instant;
  /** The key itself; one is made up when it isn't given. */
  readonly secretKey?: string;
}

/** The end of a key, by which people tell keys apart. */
export function hintOf(key: string): string {
  return key.slice(-4);
}

/** Makes a secret key. It is answered here and never again: only its hash is kept. */
export async function makeKey(
  trx: Trx,
  wanted: NewKey,
): Promise<{ readonly kept: KeptKey; readonly secretKey: string }> {
  const secretKey = wanted.secretKey ?? `sk_${wanted.environmentKind}_${newSecret()}`;
  const kept: KeptKey = {
    id: newId('key'),
    environment: wanted.environment,
    hint: hintOf(secretKey),
    kind: wanted.kind,
    created_at: wanted.at,
    revoked_at: null,
    last_used_at: null,
  };
  await trx
    .insertInto('api_keys')
    .values({ ...kept, hash: hashSecret(secretKey) })
    .execute();
  return { kept, secretKey };
}

const SHOWN = ['id', 'environment', 'hint', 'kind', 'created_at', 'revoked_at', 'last_used_at'] as const;

/** The keys of an environment, revoked ones among them, the latest first. */
export function keysOf(
  trx: Trx,
  environment: string,
  { limit, before }: { readonly limit: number; readonly before: Keyset | null },
): Promise<readonly KeptKey[]> {
  return trx
    .selectFrom('api_keys')
    .select([...SHOWN])
    .where('environment', '=', environment)
    .where(olderThan('created_at', before))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** What revoking came to: the key as it is now, and whether it was revoked just now rather than before. */
export interface Revocation {
  readonly key: KeptKey;
  readonly isNew: boolean;
}

/**
 * Revokes a key, by a bootstrap key; revoking again changes nothing. The key that asks can't revoke itself, so that there is always one
 * left that makes keys: make another, and revoke this one with that.
 */
export async function revokeKey(
  trx: Trx,
  { id, by, at }: { readonly id: string; readonly by: string | null; readonly at: Instant },
): Promise<Revocation> {
  // One revocation at a time, and who asks is looked at again: of two bootstrap keys that revoke each other one stays.
  const bootstrap = await trx
    .selectFrom('api_keys')
    .select('id')
    .where('kind', '=', 'bootstrap')
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  if (!bootstrap.some((key) => key.id === by)) throw new KairosError('unauthorized', 'this key was revoked just now');
  const key = await trx
    .selectFrom('api_keys')
    .select([...SHOWN])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (key === undefined)
    throw new KairosError('not-found', `no key "${id}"; GET /v1/keys lists those of an environment`);
  if (key.revoked_at !== null) return { key, isNew: false };
  if (key.id === by) {
    throw new KairosError(
      'own-key',
      'a key can not revoke itself; make another bootstrap key, and revoke this one with that',
    );
  }
  await trx.updateTable('api_keys').set({ revoked_at: at }).where('id', '=', id).execute();
  await announceKeys(trx, key.environment);
  return { key: { ...key, revoked_at: at }, isNew: true };
}

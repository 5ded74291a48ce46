import type { Instant } from '@kairos/engine';
import type { Actor } from '../audit/actor.ts';
import { recordChange } from '../audit/audit-log.ts';
import { newId, newSecret } from '../ids.ts';
import { KairosError } from '../kairos-error.ts';
import type { Database, Trx } from '../store/database.ts';
import { type KeyKind, makeKey } from './keys.ts';

export type EnvironmentKind = 'live' | 'test';

/** A team's live or test data, with its own keys. */
export interface Environment {
  readonly id: string;
  readonly kind: EnvironmentKind;
  readonly name: string;
  readonly publishableKey: string;
  /** What the team's server signs user tokens with. Kept readable, since it is needed to check them. */
  readonly identitySecret: string;
}

/** Who is asking: an environment, and with how much power. */
export interface Caller {
  readonly environment: Environment;
  readonly power: KeyKind | 'publishable';
  /** Who the audit log names. */
  readonly actor: Actor;
}

/** Makes an environment with its three secrets. The secret key is answered here and never again: only its hash is kept. */
export async function createEnvironment(
  database: Database,
  wanted: {
    readonly name: string;
    readonly kind: EnvironmentKind;
    readonly secretKey?: string;
    readonly power: KeyKind;
    readonly actor: Actor;
    /** By the wall clock. */
    readonly at: Instant;
  },
): Promise<{ readonly environment: Environment; readonly secretKey: string }> {
  const environment: Environment = {
    id: newId('env'),
    kind: wanted.kind,
    name: wanted.name,
    publishableKey: `pk_${wanted.kind}_${newSecret()}`,
    identitySecret: newSecret(),
  };
  const secretKey = await database.transaction('system', async (trx) => {
    await trx
      .insertInto('environments')
      .values({
        id: environment.id,
        kind: environment.kind,
        name: environment.name,
        publishable_key: environment.publishableKey,
        identity_secret: environment.identitySecret,
        clock: null,
        created_at: wanted.at,
      })
      .execute();
    const key = await makeKey(trx, {
      environment: environment.id,
      environmentKind: environment.kind,
      kind: wanted.power,
      at: wanted.at,
      ...(wanted.secretKey === undefined ? {} : { secretKey: wanted.secretKey }),
    });
    const change = { environment: environment.id, at: wanted.at, actor: wanted.actor };
    await recordChange(trx, {
      ...change,
      action: 'environment.create',
      subject: environment.id,
      detail: { name: environment.name, kind: environment.kind },
    });
    return key.secretKey;
  });
  return { environment, secretKey };
}

/** The kind of environment that a secret key is for, by its prefix; an error that says what a key looks like for anything else. */
export function kindOfKey(key: string): EnvironmentKind {
  const match = /^sk_(live|test)_[\w-]{8,}$/.exec(key);
  if (match === null) {
    throw new KairosError(
      'invalid-request',
      'a secret key begins with sk_live_ or sk_test_ and goes on with at least 8 letters or digits',
    );
  }
  return match[1] as EnvironmentKind;
}

/** Whether this database has no environment yet: then a first start makes one. */
export async function isEmpty(database: Database): Promise<boolean> {
  const row = await database.transaction('system', (trx) =>
    trx.selectFrom('environments').select('id').limit(1).executeTakeFirst(),
  );
  return row === undefined;
}

/** All environments, for the timers that run over every one of them. */
export async function listEnvironments(database: Database): Promise<readonly Environment[]> {
  const rows = await database.transaction('system', (trx) =>
    trx.selectFrom('environments').selectAll().orderBy('id').execute(),
  );
  return rows.map(toEnvironment);
}

/** The environment with this id; null where there is none. */
export async function findEnvironment(trx: Trx, id: string): Promise<Environment | null> {
  const row = await trx.selectFrom('environments').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toEnvironment(row);
}

export function toEnvironment(row: {
  readonly id: string;
  readonly kind: EnvironmentKind;
  readonly name: string;
  readonly publishable_key: string;
  readonly identity_secret: string;
}): Environment {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    publishableKey: row.publishable_key,
    identitySecret: row.identity_secret,
  };
}

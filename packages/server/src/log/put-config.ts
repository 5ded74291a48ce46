import { compile, type Instant, type Issue, isObject } from '@kairos/engine';
import { KairosError } from '../kairos-error.ts';
import type { Database, Trx } from '../store/database.ts';
import { announceEnvironment } from './announce.ts';
import type { Programs } from './programs.ts';
import { refoldAll } from './refold.ts';

/** A config that was put, and is the active one from now on. */
export interface PutConfig {
  readonly version: number;
  readonly warnings: readonly (Issue & { readonly rule: string })[];
}

/**
 * Checks a config and makes it the active one, under a new version; one that is active already stays as it is. Throws `invalid-config`
 * with everything that is wrong with it. When meters changed, the accounts' logs are folded again before it answers.
 */
export async function putConfig(
  database: Database,
  programs: Programs,
  put: { readonly environment: string; readonly source: unknown; readonly now: Instant },
): Promise<PutConfig> {
  const { environment, source, now } = put;
  const compiled = compile(source);
  if (!compiled.ok) {
    const count = compiled.issues.length;
    throw new KairosError(
      'invalid-config',
      `the config has ${count} ${count === 1 ? 'problem' : 'problems'}; nothing was changed`,
      {
        issues: compiled.issues,
      },
    );
  }
  const text = JSON.stringify(source);
  const { version, previous } = await database.transaction({ environment }, async (trx) => {
    // One at a time: versions are counted up under the environment's lock.
    await trx.selectFrom('environments').select('id').where('id', '=', environment).forUpdate().execute();
    const active = await activeConfig(trx, environment);
    if (active?.source === text) return { version: active.version, previous: text };
    await trx
      .updateTable('configs')
      .set({ active: false })
      .where('environment', '=', environment)
      .where('active', '=', true)
      .execute();
    const latest = await trx
      .selectFrom('configs')
      .select(({ fn }) => fn.max('version').as('version'))
      .where('environment', '=', environment)
      .executeTakeFirst();
    const next = (latest?.version ?? 0) + 1;
    await trx
      .insertInto('configs')
      .values({ environment, version: next, source: text, created_at: now, active: true })
      .execute();
    await announceEnvironment(trx, environment);
    return { version: next, previous: active?.source ?? null };
  });
  programs.forget(environment);
  if (metersOf(previous) !== metersOf(text)) {
    const program = await database.transaction({ environment }, (trx) => programs.active(trx, environment));
    await refoldAll(database, { environment, program, now });
  }
  return { version, warnings: [] };
}

export interface ActiveConfig {
  readonly version: number;
  readonly source: string;
}

/** The config that is in force; null while none was put. */
export async function activeConfig(trx: Trx, environment: string): Promise<ActiveConfig | null> {
  const row = await trx
    .selectFrom('configs')
    .select(['version', 'source'])
    .where('environment', '=', environment)
    .where('active', '=', true)
    .executeTakeFirst();
  return row ?? null;
}

function metersOf(source: string | null): string {
  const config: unknown = source === null ? null : JSON.parse(source);
  return JSON.stringify(isObject(config) ? (config['meters'] ?? {}) : {});
}

import { compile, type Instant, isObject } from '@kairos/engine';
import type { Actor } from '../audit/actor.ts';
import { recordChange } from '../audit/audit-log.ts';
import { renewAccounts } from '../jobs/renew-accounts.ts';
import { KairosError } from '../kairos-error.ts';
import type { Database, Trx } from '../store/database.ts';
import { announceEnvironment } from './announce.ts';
import { type ConfigWarning, warningsOf } from './lint-config.ts';
import type { Programs } from './programs.ts';
import { refoldAll } from './refold.ts';

/** A config that is the active one from now on. */
export interface ActivatedConfig {
  readonly version: number;
  readonly warnings: readonly ConfigWarning[];
}

/** Where a config changes, when, and by whom. */
export interface ConfigChange {
  readonly environment: string;
  /** By the environment's clock. */
  readonly now: Instant;
  readonly actor: Actor;
  /** By the wall clock, for the audit log. */
  readonly at: Instant;
}

/**
 * Checks a config and makes it the active one, under a new version; one that is active already stays as it is. Throws `invalid-config`
 * with everything that is wrong with it. When meters changed, the accounts' logs are folded again before it answers;
 * when anything else did, their stages and signals are judged anew.
 */
export async function putConfig(
  database: Database,
  programs: Programs,
  { source, ...change }: ConfigChange & { readonly source: unknown },
): Promise<ActivatedConfig> {
  mustCompile(source);
  const text = JSON.stringify(source);
  return activate(database, programs, change, async (trx, active) => {
    if (active?.source === text) return { version: active.version, source: text };
    const version = await addVersion(trx, change, text);
    await recordChange(trx, { ...change, action: 'config.put', subject: String(version), detail: {} });
    return { version, source: text };
  });
}

/** Makes an earlier version the active one again, as putting its config anew would, under the version that it has. */
export async function activateConfig(
  database: Database,
  programs: Programs,
  { version, ...change }: ConfigChange & { readonly version: number },
): Promise<ActivatedConfig> {
  return activate(database, programs, change, async (trx, active) => {
    if (active?.version === version) return active;
    const row = await trx
      .selectFrom('configs')
      .select('source')
      .where('environment', '=', change.environment)
      .where('version', '=', version)
      .executeTakeFirst();
    if (row === undefined)
      throw new KairosError('not-found', `no version ${version} of the config; GET /v1/config/versions lists them`);
    // It compiled when it was put; this Kairos may see more than that one did.
    mustCompile(JSON.parse(row.source));
    const detail = { before: active?.version ?? null };
    await recordChange(trx, { ...change, action: 'config.activate', subject: String(version), detail });
    return { version, source: row.source };
  });
}

/** Makes the version that `choose` answers the active one, under the environment's lock, and brings every account up to date by it. */
async function activate(
  database: Database,
  programs: Programs,
  change: ConfigChange,
  choose: (trx: Trx, active: ActiveConfig | null) => Promise<ActiveConfig>,
): Promise<ActivatedConfig> {
  const { environment, now } = change;
  const { before, after } = await database.transaction({ environment }, async (trx) => {
    // One at a time: versions are counted up under the environment's lock.
    await trx.selectFrom('environments').select('id').where('id', '=', environment).forUpdate().execute();
    const active = await activeConfig(trx, environment);
    const chosen = await choose(trx, active);
    if (chosen.version !== active?.version) await switchTo(trx, environment, chosen.version);
    return { before: active, after: chosen };
  });
  programs.forget(environment);
  const program = await database.transaction({ environment }, (trx) => programs.active(trx, environment));
  if (before?.version !== after.version) {
    const renew = metersOf(before?.source ?? null) === metersOf(after.source) ? renewAccounts : refoldAll;
    await renew(database, { environment, program, now });
  }
  return { version: after.version, warnings: warningsOf(JSON.parse(after.source), program.catalog) };
}

async function addVersion(trx: Trx, { environment, now }: ConfigChange, source: string): Promise<number> {
  const latest = await trx
    .selectFrom('configs')
    .select(({ fn }) => fn.max('version').as('version'))
    .where('environment', '=', environment)
    .executeTakeFirst();
  const version = (latest?.version ?? 0) + 1;
  await trx.insertInto('configs').values({ environment, version, source, created_at: now, active: false }).execute();
  return version;
}

async function switchTo(trx: Trx, environment: string, version: number): Promise<void> {
  const own = trx.updateTable('configs').where('environment', '=', environment);
  // One after the other: at most one is active at any time.
  await own.set({ active: false }).where('active', '=', true).execute();
  await own.set({ active: true }).where('version', '=', version).execute();
  await announceEnvironment(trx, environment);
}

function mustCompile(source: unknown): void {
  const compiled = compile(source);
  if (compiled.ok) return;
  const { issues } = compiled;
  const problems = issues.length === 1 ? 'problem' : 'problems';
  throw new KairosError('invalid-config', `the config has ${issues.length} ${problems}; nothing was changed`, {
    issues,
  });
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

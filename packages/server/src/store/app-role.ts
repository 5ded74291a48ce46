import { type Kysely, sql } from 'kysely';
import { StoreError, sqlState } from './store-error.ts';

/** The role that transactions take on where whoever connects would not be bound by row-level security. */
const APP_ROLE = 'kairos_app';

const DUPLICATE_OBJECT = '42710';
const UNIQUE_VIOLATION = '23505';

interface Connector {
  readonly name: string;
  readonly mayMakeRoles: boolean;
}

/**
 * Finds a role under which row-level security binds on every table: `kairos_app`, made and granted where that is allowed,
 * else whoever connected, if they are an ordinary user. Returns the role to take on, null for none. Throws a StoreError
 * `store-role` when rows could be seen across environments: then nothing is served.
 */
export async function findBoundRole(db: Kysely<unknown>): Promise<string | null> {
  const connector = await whoConnected(db);
  const reason = await prepareAppRole(db, connector);
  if (reason === null && (await isBound(db, APP_ROLE))) return APP_ROLE;
  if (await isBound(db, null)) return null;
  throw new StoreError(
    'store-role',
    `the database user "${connector.name}" bypasses row-level security, and the role ${APP_ROLE} can't be used instead` +
      `${reason === null ? '' : ` (${reason})`}; connect as an ordinary user that owns the database, or have an administrator run ` +
      `"create role ${APP_ROLE} nologin" if there is none, and "grant ${APP_ROLE} to ${connector.name}"`,
  );
}

async function whoConnected(db: Kysely<unknown>): Promise<Connector> {
  const { rows } = await sql<Connector>`
    select rolname as name, rolsuper or rolcreaterole as "mayMakeRoles" from pg_roles where rolname = current_user`.execute(
    db,
  );
  const [connector] = rows;
  if (connector === undefined)
    throw new StoreError('store-role', 'the database user that connects is not in pg_roles; connect as another');
  return connector;
}

/** Makes the role, its membership and its grants where they are missing; null when all is there, else what is in the way. */
async function prepareAppRole(db: Kysely<unknown>, { name, mayMakeRoles }: Connector): Promise<string | null> {
  try {
    if (!(await roleExists(db))) {
      if (!mayMakeRoles) return `"${name}" may not create roles`;
      await makeRole(db);
    }
    if (!(await canTakeOn(db))) {
      if (!mayMakeRoles) return `"${name}" is not a member of it`;
      await sql`grant ${sql.id(APP_ROLE)} to ${sql.id(name)}`.execute(db);
    }
    await grantTables(db);
    return null;
  } catch (error) {
    if (sqlState(error) === null) throw error;
    return error instanceof Error ? error.message : String(error);
  }
}

async function roleExists(db: Kysely<unknown>): Promise<boolean> {
  const { rows } = await sql`select from pg_roles where rolname = ${APP_ROLE}`.execute(db);
  return rows.length > 0;
}

/** Roles belong to the whole server: another database's process may make the same one at the same time. */
async function makeRole(db: Kysely<unknown>): Promise<void> {
  try {
    await sql`create role ${sql.id(APP_ROLE)} nologin`.execute(db);
  } catch (error) {
    const state = sqlState(error);
    if (state !== DUPLICATE_OBJECT && state !== UNIQUE_VIOLATION) throw error;
  }
}

async function canTakeOn(db: Kysely<unknown>): Promise<boolean> {
  try {
    await inRole(db, APP_ROLE, async () => undefined);
    return true;
  } catch (error) {
    if (sqlState(error) === null) throw error;
    return false;
  }
}

/** Our tables: those that a policy of ours guards. */
const OUR_TABLES = sql`select polrelid from pg_policy join pg_class on pg_class.oid = polrelid
  where polname = 'tenant' and relnamespace = current_schema()::regnamespace`;

/** Grants what is missing. Of two grants on one table at the same time the later one fails, so processes take turns. */
async function grantTables(db: Kysely<unknown>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('kairos: grants'))`.execute(trx);
    await grantMissing(trx);
  });
}

async function grantMissing(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ schema: string; hasSchema: boolean; missing: readonly string[] }>`
    select current_schema()::text as schema, has_schema_privilege(${APP_ROLE}, current_schema(), 'usage') as "hasSchema",
      array(select polrelid::regclass::text from (${OUR_TABLES}) as ours
        where not (has_table_privilege(${APP_ROLE}, polrelid, 'select') and has_table_privilege(${APP_ROLE}, polrelid, 'insert')
          and has_table_privilege(${APP_ROLE}, polrelid, 'update') and has_table_privilege(${APP_ROLE}, polrelid, 'delete'))) as missing`.execute(
    db,
  );
  const [state] = rows;
  if (state === undefined) return;
  if (!state.hasSchema) await sql`grant usage on schema ${sql.id(state.schema)} to ${sql.id(APP_ROLE)}`.execute(db);
  for (const table of state.missing) {
    await sql`grant select, insert, update, delete on ${sql.raw(table)} to ${sql.id(APP_ROLE)}`.execute(db);
  }
}

/** Whether the database itself says that row-level security is active for this role on every one of our tables. */
async function isBound(db: Kysely<unknown>, role: string | null): Promise<boolean> {
  try {
    const { rows } = await inRole(db, role, (trx) =>
      sql<{
        bound: boolean | null;
      }>`select bool_and(row_security_active(polrelid)) as bound from (${OUR_TABLES}) as ours`.execute(trx),
    );
    return rows[0]?.bound === true;
  } catch (error) {
    if (sqlState(error) === null) throw error;
    return false;
  }
}

async function inRole<Result>(
  db: Kysely<unknown>,
  role: string | null,
  work: (trx: Kysely<unknown>) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (trx) => {
    if (role !== null) await sql`set local role ${sql.id(role)}`.execute(trx);
    return work(trx);
  });
}

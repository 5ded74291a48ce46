import { sql } from 'kysely';
import type { Trx } from '../store/database.ts';

/** The channel on which every process hears which accounts changed. */
export const ACCOUNTS_CHANNEL = 'kairos_accounts';
/** The channel on which every process hears that an environment's config or clock changed. */
export const ENVIRONMENTS_CHANNEL = 'kairos_environments';
/** The channel on which every process hears that keys of an environment were revoked. */
export const KEYS_CHANNEL = 'kairos_keys';

export interface AccountsChanged {
  readonly environment: string;
  readonly accounts: readonly string[];
}

/** PostgreSQL takes at most 8,000 bytes in one notification. */
const MAX_PAYLOAD_BYTES = 7_000;

/** Tells everyone, when this transaction commits, which accounts changed. */
export async function announceAccounts(trx: Trx, environment: string, accounts: readonly string[]): Promise<void> {
  for (const payload of payloads(environment, accounts)) {
    await sql`select pg_notify(${ACCOUNTS_CHANNEL}, ${payload})`.execute(trx);
  }
}

/** Tells everyone, when this transaction commits, that an environment's config or clock changed. */
export async function announceEnvironment(trx: Trx, environment: string): Promise<void> {
  await sql`select pg_notify(${ENVIRONMENTS_CHANNEL}, ${environment})`.execute(trx);
}

/** Tells everyone, when this transaction commits, that an environment's keys changed. */
export async function announceKeys(trx: Trx, environment: string): Promise<void> {
  await sql`select pg_notify(${KEYS_CHANNEL}, ${environment})`.execute(trx);
}

function payloads(environment: string, accounts: readonly string[]): string[] {
  const chunks: string[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const account of accounts) {
    const bytes = Buffer.byteLength(JSON.stringify(account)) + 1;
    if (size + bytes > MAX_PAYLOAD_BYTES) {
      chunks.push([]);
      size = Buffer.byteLength(JSON.stringify({ environment, accounts: [] }));
    }
    chunks.at(-1)?.push(account);
    size += bytes;
  }
  return chunks.map((chunk) => JSON.stringify({ environment, accounts: chunk } satisfies AccountsChanged));
}

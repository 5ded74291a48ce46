import { activeSignals, type Instant, planOf, type Program, toIso } from '@kairos/engine';
import { KairosError } from '../kairos-error.ts';
import { decodeAccount } from '../log/account-codec.ts';
import { accountName } from '../log/append-facts.ts';
import type { Trx } from '../store/database.ts';
import type { AccountRowView } from '../wire/account.ts';
import { signalView, usageViews } from './views.ts';

/** The accounts of an environment, those that changed last first; `query` looks for a part of their name or id. */
export async function listAccounts(
  trx: Trx,
  { environment, program, now }: { readonly environment: string; readonly program: Program; readonly now: Instant },
  { limit, cursor, query }: { readonly limit: number; readonly cursor: string | null; readonly query: string | null },
): Promise<{ readonly data: AccountRowView[]; readonly next: string | null }> {
  let rows = trx
    .selectFrom('accounts')
    .select(['account', 'state', 'updated_at'])
    .where('environment', '=', environment)
    .where('state', '!=', '');
  if (query !== null && query !== '') {
    const pattern = `%${query.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`;
    rows = rows.where(({ eb, or }) => or([eb('name', 'ilike', pattern), eb('account', 'ilike', pattern)]));
  }
  if (cursor !== null) {
    const { at, id } = readCursor(cursor);
    rows = rows.where(({ eb, or, and }) =>
      or([eb('updated_at', '<', at), and([eb('updated_at', '=', at), eb('account', '>', id)])]),
    );
  }
  const page = await rows
    .orderBy('updated_at', 'desc')
    .orderBy('account')
    .limit(limit + 1)
    .execute();
  const data = page.slice(0, limit).map((row) => {
    const account = decodeAccount(row.state, row.account, now);
    const plan = planOf(program.catalog, account);
    return {
      id: account.id,
      name: accountName(account),
      plan: { id: plan.id, name: plan.name },
      usage: usageViews(program, account, now),
      signals: activeSignals(account, now).map(signalView),
      updatedAt: toIso(row.updated_at as Instant),
    };
  });
  const last = page.length > limit ? page[limit - 1] : undefined;
  return { data, next: last === undefined ? null : writeCursor({ at: last.updated_at, id: last.account }) };
}

interface Cursor {
  readonly at: number;
  readonly id: string;
}

function writeCursor({ at, id }: Cursor): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

function readCursor(cursor: string): Cursor {
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if (Number.isSafeInteger(at) && typeof id === 'string' && !id.includes('\0')) return { at: at as number, id };
  } catch {
    // Falls through to the one refusal below.
  }
  throw new KairosError('invalid-request', 'cursor: expected the "next" of an earlier answer', {
    issues: [{ path: 'query.cursor', message: 'expected the "next" of an earlier answer' }],
  });
}

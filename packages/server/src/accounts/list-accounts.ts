import { activeSignals, type Instant, planOf, type Program, type Stage, stageOf, toIso } from '@kairos/engine';
import { decodeAccount } from '../log/account-codec.ts';
import { accountName } from '../log/append-facts.ts';
import type { Trx } from '../store/database.ts';
import type { AccountRowView } from '../wire/account.ts';
import { ACCOUNT_ORDERS, type AccountSort, afterCursor, readCursor, writeCursor } from './accounts-page.ts';
import { signalView, usageViews } from './views.ts';

/** Which accounts are listed, and in which order. null: whichever. */
export interface AccountsQuery {
  readonly limit: number;
  readonly cursor: string | null;
  /** A part of their name or id. */
  readonly query: string | null;
  readonly stage: Stage | null;
  /** A signal that is active, by its id in the config. */
  readonly signal: string | null;
  readonly plan: string | null;
  readonly sort: AccountSort;
}

/** The accounts of an environment. Stages and signals are those of their last write or tick, which time alone changes in time. */
export async function listAccounts(
  trx: Trx,
  { environment, program, now }: { readonly environment: string; readonly program: Program; readonly now: Instant },
  asked: AccountsQuery,
): Promise<{ readonly data: AccountRowView[]; readonly next: string | null }> {
  const { limit, cursor, sort } = asked;
  const order = ACCOUNT_ORDERS[sort];
  let rows = filtered(trx, environment, asked);
  if (cursor !== null) rows = rows.where(afterCursor(sort, readCursor(sort, cursor)));
  const page = await rows
    .select(['account', 'state', 'updated_at', 'stage'])
    .select(order.key.as('key'))
    .orderBy(order.key, order.isDescending ? 'desc' : 'asc')
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
      stage: row.stage ?? stageOf(program.catalog, account, now).stage,
      usage: usageViews(program, account, now),
      signals: activeSignals(account, now).map(signalView),
      updatedAt: toIso(row.updated_at as Instant),
    };
  });
  const last = page.length > limit ? page[limit - 1] : undefined;
  return { data, next: last === undefined ? null : writeCursor(sort, { key: last.key, id: last.account }) };
}

function filtered(trx: Trx, environment: string, { query, stage, signal, plan }: AccountsQuery) {
  let rows = trx.selectFrom('accounts').where('environment', '=', environment).where('state', '!=', '');
  if (stage !== null) rows = rows.where('stage', '=', stage);
  if (plan !== null) rows = rows.where('plan', '=', plan);
  if (signal !== null) rows = rows.where(({ eb, val, fn }) => eb(val(signal), '=', fn.any('signals')));
  if (query !== null && query !== '') {
    const pattern = `%${query.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`;
    rows = rows.where(({ eb, or }) => or([eb('name', 'ilike', pattern), eb('account', 'ilike', pattern)]));
  }
  return rows;
}

import type { Instant, Trace } from '@kairos/engine';
import { type SuppressedOffer, type Suppression, suppression } from '@kairos/measure';
import type { WorkContext } from '../services.ts';
import type { Trx } from '../store/database.ts';

export interface SuppressionReport extends Suppression {
  readonly from: Instant;
  /** Not itself in the period. */
  readonly to: Instant;
  readonly currency: string;
  readonly notes: readonly string[];
}

/** So many decisions are read at a time. */
const PAGE = 1_000;

/** What was not offered in a period, by the rule that stood in its way, and what that would have added a month (S4.20). */
export async function suppressionReport(
  trx: Trx,
  { environment, program }: WorkContext,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<SuppressionReport> {
  const offers: SuppressedOffer[] = [];
  for await (const { account, trace } of decisionsIn(trx, environment, { from, to }))
    offers.push(...refusedIn(account, trace));
  return { from, to, currency: program.catalog.currency, ...suppression(offers), notes: NOTES };
}

/** The offers of one decision that there were to make, and the rule that refused each. */
function refusedIn(account: string, trace: Trace): readonly SuppressedOffer[] {
  return trace.flatMap(({ play, rules, priceDelta }) => {
    const rule = rules.find(({ outcome }) => outcome === 'fail')?.rule;
    return rule === undefined || priceDelta === undefined || priceDelta <= 0
      ? []
      : [{ account, play, rule, priceDelta }];
  });
}

async function* decisionsIn(
  trx: Trx,
  environment: string,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): AsyncGenerator<{ readonly account: string; readonly trace: Trace }> {
  let after: { readonly at: number; readonly id: string } | null = { at: from - 1, id: '' };
  while (after !== null) {
    const { at, id } = after;
    const rows: readonly {
      readonly account: string;
      readonly at: number;
      readonly id: string;
      readonly trace: string;
    }[] = await trx
      .selectFrom('decisions')
      .select(['account', 'at', 'id', 'trace'])
      .where('environment', '=', environment)
      .where('at', '<', to)
      .where(({ eb, or, and }) => or([eb('at', '>', at), and([eb('at', '=', at), eb('id', '>', id)])]))
      .orderBy('at')
      .orderBy('id')
      .limit(PAGE)
      .execute();
    for (const row of rows) yield { account: row.account, trace: JSON.parse(row.trace) as Trace };
    after = rows.length < PAGE ? null : (rows.at(-1) ?? null);
  }
}

/** How the figures are counted, said with them. */
const NOTES = [
  'An offer counts where a signal called for it and something for sale would have fitted, once an account, play and rule, however often it was asked for.',
  'What is at stake is the monthly price of those offers, had every one been taken: a bound, not a loss. Most offers are not taken.',
  'A guardrail puts an offer off; a rule of health or qualification says that it would have done harm (S3.34, S4.16).',
] as const;

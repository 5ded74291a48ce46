import { z } from 'zod';
import { groupCall, identifyCall, invoiceSentCall } from '../kairos/events.ts';
import type { KairosApi } from '../kairos/kairos-api.ts';
import type { Company } from '../store/companies.ts';
import type { Store } from '../store/open-store.ts';

export interface BackfillResult {
  readonly accepted: number;
  readonly duplicates: number;
}

/** Well under Segment's 500 KB for one batch. */
const BATCH_SIZE = 250;

const answerSchema = z.object({
  accepted: z.number(),
  duplicates: z.number(),
  rejected: z.array(z.object({ index: z.number(), errors: z.unknown() })),
});

/**
 * Tells Kairos all that Ledgerly's own records hold: who belongs to which company, and every invoice ever sent, when it was. Can run on
 * every start: what Kairos knows already is a duplicate, and what it missed while it was down comes in.
 */
export async function backfill(store: Store, kairos: Pick<KairosApi, 'send'>): Promise<BackfillResult> {
  const calls = store.companies.all().flatMap((company) => callsOf(store, company));
  let result: BackfillResult = { accepted: 0, duplicates: 0 };
  for (let start = 0; start < calls.length; start += BATCH_SIZE) {
    const batch = calls.slice(start, start + BATCH_SIZE);
    const answer = answerSchema.parse(await kairos.send('POST', '/v1/batch', { batch }));
    if (answer.rejected.length > 0) {
      throw new Error(`Kairos rejected part of the backfill: ${JSON.stringify(answer.rejected[0])}`);
    }
    result = { accepted: result.accepted + answer.accepted, duplicates: result.duplicates + answer.duplicates };
  }
  return result;
}

function callsOf(store: Store, company: Company): readonly unknown[] {
  const people = store.companies.peopleOf(company.id).flatMap((person) => {
    const timestamp = toIso(person.joinedAt);
    return [
      { type: 'group', ...groupCall(company, person.id), timestamp },
      { type: 'identify', ...identifyCall(person), timestamp },
    ];
  });
  const sent = store.invoices
    .allOf(company.id)
    .flatMap((invoice) =>
      invoice.sentAt === null || invoice.sentBy === null
        ? []
        : [{ type: 'track', ...invoiceSentCall(invoice, invoice.sentBy), timestamp: toIso(invoice.sentAt) }],
    );
  return [...people, ...sent.toSorted((left, right) => (left.timestamp < right.timestamp ? -1 : 1))];
}

function toIso(at: number): string {
  return new Date(at).toISOString();
}

import { Analytics } from '@segment/analytics-node';
import type { Company, Person } from '../store/companies.ts';
import type { Invoice } from '../store/invoices.ts';
import { eventMessageId, groupCall, identifyCall, invoiceSentCall } from './events.ts';
import type { KairosConnection } from './kairos-api.ts';

/** Tells Kairos what happens in Ledgerly, through the Segment client that Ledgerly would have anyway. */
export interface Tracking {
  /** Resolves once Kairos has it, or after a second: the client goes on trying by itself. */
  readonly invoiceSent: (invoice: Invoice, by: string) => Promise<void>;
  readonly joined: (person: Person, company: Company) => Promise<void>;
  /** Somebody looked at reports that their plan doesn't hold. */
  readonly gateSeen: (person: Person) => Promise<void>;
  readonly close: () => Promise<void>;
}

const DELIVERY_PATIENCE_MS = 1_000;
const CLOSING_PATIENCE_MS = 2_000;

export function trackingTo(
  { url, secretKey }: KairosConnection,
  { report }: { readonly report: (error: unknown) => void },
): Tracking {
  // One event a request: a limit should be known to be reached before the next invoice, not in ten seconds.
  const analytics = new Analytics({ host: url, path: '/v1/batch', writeKey: secretKey, flushAt: 1 });
  analytics.on('error', ({ reason }) => report(reason));
  return {
    invoiceSent: (invoice, by) => delivered((done) => analytics.track(invoiceSentCall(invoice, by), done)),
    joined: (person, company) =>
      delivered((done) => {
        analytics.group(groupCall(company, person.id));
        analytics.identify(identifyCall(person), done);
      }),
    gateSeen: ({ id, company }) =>
      delivered((done) =>
        analytics.track(
          { event: 'Report Opened', userId: id, context: { groupId: company }, messageId: eventMessageId() },
          done,
        ),
      ),
    close: () => analytics.closeAndFlush({ timeout: CLOSING_PATIENCE_MS }),
  };
}

/** Waits until the client's callback says that an event is delivered, but not for ever. */
async function delivered(dispatch: (done: () => void) => void): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const patience = setTimeout(resolve, DELIVERY_PATIENCE_MS);
  dispatch(() => resolve());
  await promise;
  clearTimeout(patience);
}

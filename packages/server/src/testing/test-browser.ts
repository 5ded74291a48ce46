import { z } from 'zod';
import { decisionSchema, stepSchema } from '../wire/moment.ts';
import { snapshotSchema } from '../wire/snapshot.ts';
import { acceptanceSchema, quoteSchema } from '../wire/upgrade.ts';
import type { Caller } from './caller.ts';
import { EventStream } from './event-stream.ts';

const acceptedSchema = acceptanceSchema.extend({ session: snapshotSchema });
const takenSchema = z.object({ id: z.string(), step: stepSchema });

/** One user's browser: a publishable key and a user token, and no more. */
export class TestBrowser {
  readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  session(): Promise<z.output<typeof snapshotSchema>> {
    return this.caller.post('/v1/client/session', {}, snapshotSchema);
  }

  decide(question: Readonly<Record<string, unknown>> = {}): Promise<z.output<typeof decisionSchema>> {
    return this.caller.post('/v1/client/decide', question, decisionSchema);
  }

  take(
    moment: string,
    step: 'shown' | 'clicked' | 'dismissed' | 'checkout-started',
  ): Promise<z.output<typeof takenSchema>> {
    return this.caller.post(`/v1/client/moments/${moment}/${step}`, {}, takenSchema);
  }

  quote(change: Readonly<Record<string, unknown>>, moment?: string): Promise<z.output<typeof quoteSchema>> {
    return this.caller.post('/v1/client/quotes', { change, ...(moment === undefined ? {} : { moment }) }, quoteSchema);
  }

  accept(quote: string): Promise<z.output<typeof acceptedSchema>> {
    return this.caller.post(`/v1/client/quotes/${quote}/accept`, {}, acceptedSchema);
  }

  /** Listens for changes; the first event is the snapshot. */
  async listen(): Promise<EventStream> {
    return new EventStream(await this.caller.fetch('GET', '/v1/client/stream'));
  }
}

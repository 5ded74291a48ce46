import type { Answer, KairosError } from './answer.ts';
import type { LiveState } from './live-state.ts';
import { isDecision, isStep } from './read-wire.ts';
import { withRetry } from './retry.ts';
import type { Schedule } from './schedule.ts';
import type { Transport } from './transport.ts';
import type { MomentView, StepView, TriggerRequest, WallView } from './wire.ts';

/** What a decision comes to: a moment to show, or, where the user walked into something and there is no offer, the wall itself. */
export interface Decided {
  readonly moment: MomentView | null;
  readonly wall: WallView | null;
}

export interface MomentRequest {
  readonly placement?: string;
  /** What the user just tried. Left out, it is us who start, and the touch is rationed. */
  readonly trigger?: TriggerRequest;
  /** The placement is the wall itself, as the page of a locked feature is: what answers the trigger is put there, and no dialog is needed. */
  readonly inPage?: boolean;
}

/** A step that a browser can tell of, with what was said of it; the others are the server's own to see. */
export type ToldStep =
  | { readonly step: 'shown' | 'clicked' | 'checkout-started' }
  | { readonly step: 'dismissed'; readonly reason?: string }
  | { readonly step: 'snoozed'; readonly until: Date };

export interface MomentsOptions {
  readonly transport: Transport;
  readonly state: LiveState;
  /** The session's id, once it is known whose session it is. */
  readonly session: () => Promise<Answer<{ readonly session: string }>>;
  readonly schedule: Schedule;
  readonly random: () => number;
  readonly report: (error: KairosError) => void;
}

/** Asks the server which moment belongs in a placement, and tells it what became of it. */
export class Moments {
  readonly #options: MomentsOptions;
  /** How many registrations each placement has. */
  readonly #registered = new Map<string, number>();
  readonly #asking = new Map<string, Promise<Answer<Decided>>>();
  readonly #askAgain = new Set<string>();
  #isOpen = false;

  constructor(options: MomentsOptions) {
    this.#options = options;
  }

  /** A place on the page where a moment can appear, until the returned function is called. */
  register(placement: string): () => void {
    this.#registered.set(placement, (this.#registered.get(placement) ?? 0) + 1);
    if (this.#isOpen) this.#fill(placement);
    let isRegistered = true;
    return () => {
      if (!isRegistered) return;
      isRegistered = false;
      const left = (this.#registered.get(placement) ?? 1) - 1;
      if (left === 0) this.#registered.delete(placement);
      else this.#registered.set(placement, left);
    };
  }

  /** The server is there: every placement that is empty asks for its moment. */
  open(): void {
    this.#isOpen = true;
    for (const placement of this.#registered.keys()) this.#fill(placement);
  }

  close(): void {
    this.#isOpen = false;
  }

  /** Something changed that an offer may follow from: every placement asks. */
  askAll(): void {
    for (const placement of this.#registered.keys()) {
      // The request that is on its way may have been decided before the change.
      if (this.#asking.has(placement)) this.#askAgain.add(placement);
      else this.#askQuietly(placement);
    }
  }

  request(request: MomentRequest): Promise<Answer<Decided>> {
    const { placement, trigger } = request;
    return placement !== undefined && trigger === undefined ? this.#ask(placement) : this.#decide(request);
  }

  step(id: string, { step, ...body }: ToldStep): Promise<Answer<StepView>> {
    const { transport, state } = this.#options;
    if (step === 'dismissed') state.end(id);
    if ('until' in body) state.putOff(id, body.until.getTime());
    return withRetry(async () => {
      const path = `/v1/client/moments/${encodeURIComponent(id)}/${step}`;
      const answer = await transport.post({ path, body, asUser: true }, isStep);
      return answer.ok ? { ok: true, id: answer.body.id, step: answer.body.step } : answer;
    }, this.#options);
  }

  #fill(placement: string): void {
    const { state } = this.#options;
    if (state.get().moments[placement] === undefined && !state.resume(placement)) this.#askQuietly(placement);
  }

  #askQuietly(placement: string): void {
    void this.#ask(placement).then((answer) => {
      if (!answer.ok) this.#options.report(answer.error);
    });
  }

  /** One request per placement is on its way at a time; who asks meanwhile gets the same answer. */
  #ask(placement: string): Promise<Answer<Decided>> {
    const running = this.#asking.get(placement);
    if (running !== undefined) return running;
    const asking = this.#decide({ placement }).finally(() => {
      this.#asking.delete(placement);
      if (this.#askAgain.delete(placement) && this.#registered.has(placement)) this.#askQuietly(placement);
    });
    this.#asking.set(placement, asking);
    return asking;
  }

  async #decide({ placement, trigger, inPage = false }: MomentRequest): Promise<Answer<Decided>> {
    const { transport, session } = this.#options;
    const visit = await session();
    if (!visit.ok) return visit;
    const body = { session: visit.session, placement, trigger };
    const answer = await transport.post({ path: '/v1/client/decide', body, asUser: true }, isDecision);
    if (!answer.ok) return answer;
    const { moment = null, wall = null } = answer.body;
    // A modal answers who asked for it; everything else waits where it belongs on the page.
    const isPlaced = inPage || moment?.presentation !== 'modal';
    if (moment !== null && placement !== undefined && isPlaced) this.#place(placement, moment);
    return { ok: true, moment, wall };
  }

  /** Two placements that ask at once are offered the same moment: it goes to the one that has it, and to nobody twice. */
  #place(placement: string, moment: MomentView): void {
    const { state } = this.#options;
    const holder = Object.entries(state.get().moments).find(([, each]) => each.id === moment.id)?.[0];
    if (holder === undefined || holder === placement || !this.#registered.has(holder)) state.place(placement, moment);
  }
}

import { type Answer, failure, type KairosError, reasonOf } from './answer.ts';
import { createEmitter, type Emitter, type KairosEvents } from './emitter.ts';
import { createEventQueue } from './event-queue.ts';
import { EventSender } from './event-sender.ts';
import { LiveState } from './live-state.ts';
import { LiveStream } from './live-stream.ts';
import { type MomentHandle, momentHandle } from './moment-handle.ts';
import { type Decided, type MomentRequest, Moments } from './moments.ts';
import { browserPage, type Page } from './page.ts';
import { isSignal, isSnapshot, isStep, isUsageChange } from './read-wire.ts';
import { type Schedule, scheduleWithTimers } from './schedule.ts';
import type { KairosState } from './state.ts';
import type { StateStore } from './state-store.ts';
import { type KairosStorage, type SafeStorage, safeStorage } from './storage.ts';
import { Transport } from './transport.ts';
import { Upgrades } from './upgrades.ts';
import { type Claims, createUserTokens, type UserTokens, type UserTokenSource } from './user-token.ts';
import { VisitMemory } from './visit-memory.ts';
import type { AcceptView, ChangeRequest, EntitlementView, QuoteView, UsageView } from './wire.ts';

export interface KairosOptions {
  /** Where the Kairos server is: `https://kairos.example.com`. */
  readonly host: string;
  /** `pk_…`: it may be read by everyone. */
  readonly publishableKey: string;
  /** The JWT that your server signed for this user; as a function, so that it can be renewed when it expires. */
  readonly userToken: UserTokenSource;
  /** Hears of every failure. Nothing is ever thrown into the page. */
  readonly onError?: (error: KairosError) => void;
  /** In place of the page's `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** In place of `localStorage`; without either, what is kept lasts as long as the page. */
  readonly storage?: KairosStorage;
  /** Milliseconds since 1970, in place of `Date.now`. */
  readonly now?: () => number;
  /** From 0 to 1, in place of `Math.random`. */
  readonly random?: () => number;
  /** In place of `setTimeout`. */
  readonly schedule?: Schedule;
  /** In place of the document and window around it. */
  readonly page?: Page;
}

/** An entitlement, and whether the server says so now or did when it was last heard. */
export interface KnownEntitlement extends EntitlementView {
  readonly source: 'live' | 'last-known';
}

/** Kairos in one page, for one signed-in user. No method throws, and no promise rejects. */
export interface Kairos {
  /** Connects, and stays connected until `stop`. */
  start(): void;
  /** Disconnects. Events that wait stay kept, for the next `start` or the next page. */
  stop(): void;
  readonly state: StateStore<KairosState>;
  /** Tells that the user did something. Sent in the background, kept until it arrived. */
  track(event: string, properties?: Readonly<Record<string, unknown>>): void;
  /** How full a meter is; null when nothing is known of it. */
  usage(meter: string): UsageView | null;
  /** What the account may do with a feature or a meter; null when nothing is known of it: then it is yours to say. */
  entitlement(feature: string): KnownEntitlement | null;
  on<Name extends keyof KairosEvents>(name: Name, listener: (event: KairosEvents[Name]) => void): () => void;
  readonly placements: {
    /** Names a place where a moment can appear; it is kept filled until the returned function is called. */
    register(name: string): () => void;
  };
  readonly moments: {
    /** Asks for the moment that belongs here now, or that answers what the user just tried. */
    request(request?: MomentRequest): Promise<Answer<Decided>>;
  };
  moment(id: string): MomentHandle;
  quote(change: ChangeRequest, options?: { readonly moment?: string }): Promise<Answer<{ readonly quote: QuoteView }>>;
  /** Buys what the quote says. When it fails, calling it again can't buy twice. */
  accept(quoteId: string): Promise<Answer<AcceptView>>;
}

/** Creates the client. It does nothing until `start`, so it can be made on a server too. */
export function createKairos(options: KairosOptions): Kairos {
  return new KairosClient(options);
}

class KairosClient implements Kairos {
  readonly #options: KairosOptions;
  readonly #page: Page;
  readonly #now: () => number;
  readonly #storage: SafeStorage;
  readonly #tokens: UserTokens;
  readonly #emitter: Emitter;
  readonly #transport: Transport;
  readonly #live: LiveState;
  readonly #moments: Moments;
  readonly #upgrades: Upgrades;
  readonly #sender: EventSender;
  readonly #stream: LiveStream;
  readonly placements: Kairos['placements'];
  readonly moments: Kairos['moments'];
  #claims: Claims | null = null;
  #memory: VisitMemory | null = null;
  #unwatch: (() => void) | null = null;
  /** The moments that were in place when the stream was asked for its snapshot. */
  #settled: ReadonlySet<string> = new Set();
  /** A server that stays away is reported once, not with every try. */
  #isLossReported = false;

  constructor(options: KairosOptions) {
    const { host, publishableKey, schedule = scheduleWithTimers, random = Math.random, now = Date.now } = options;
    const report = (error: KairosError): void => this.#report(error);
    const fetch: typeof globalThis.fetch = options.fetch ?? ((...request) => globalThis.fetch(...request));
    this.#options = options;
    this.#page = options.page ?? browserPage();
    this.#now = now;
    this.#storage = safeStorage(options.storage);
    this.#emitter = createEmitter();
    if (options.onError !== undefined) this.#emitter.on('error', options.onError);
    this.#tokens = createUserTokens(options.userToken, (claims) => this.#identified(claims));
    const transport = new Transport({ host, publishableKey, tokens: this.#tokens, fetch, schedule });
    const state = new LiveState(this.#emitter, report);
    const shared = { transport, state, page: this.#page, schedule, random, now, publishableKey, report };
    this.#transport = transport;
    this.#live = state;
    this.#moments = new Moments({ ...shared, session: () => this.#session() });
    this.#upgrades = new Upgrades(shared);
    const queue = createEventQueue({ storage: this.#storage, publishableKey, now });
    this.#sender = new EventSender({ ...shared, queue });
    this.#stream = new LiveStream({
      ...shared,
      onConnecting: () => this.#connecting(),
      onEvent: (name, data) => this.#received(name, data),
      onLost: (error) => this.#lost(error),
      onRest: () => this.#live.connectionIs('idle'),
    });
    this.placements = { register: (name) => this.#moments.register(name) };
    this.moments = { request: (request = {}) => this.#reported(() => this.#moments.request(request)) };
  }

  get state(): StateStore<KairosState> {
    return this.#live.store;
  }

  start(): void {
    if (this.#unwatch !== null) return;
    this.#unwatch = this.#page.watch({
      visibilityChanged: () => this.#stream.visibilityChanged(),
      leaving: () => this.#sender.leave(),
      online: () => {
        this.#stream.hurry();
        this.#sender.flush();
      },
      stored: (key) => this.#live.stored(key),
    });
    if (this.#claims !== null) this.#sender.start(this.#claims);
    this.#stream.start();
  }

  stop(): void {
    this.#unwatch?.();
    this.#unwatch = null;
    this.#stream.stop();
    this.#sender.stop();
    this.#moments.close();
    this.#live.connectionIs('idle');
  }

  track(event: string, properties: Readonly<Record<string, unknown>> = {}): void {
    this.#sender.track(event, properties);
  }

  usage(meter: string): UsageView | null {
    return own(this.#live.get().snapshot?.usage, meter);
  }

  entitlement(feature: string): KnownEntitlement | null {
    const { snapshot, connection } = this.#live.get();
    const view = own(snapshot?.entitlements, feature);
    return view === null ? null : { ...view, source: connection === 'live' ? 'live' : 'last-known' };
  }

  on<Name extends keyof KairosEvents>(name: Name, listener: (event: KairosEvents[Name]) => void): () => void {
    return this.#emitter.on(name, listener);
  }

  moment(id: string): MomentHandle {
    return momentHandle((step) => this.#reported(() => this.#moments.step(id, step())), this.#now);
  }

  quote(
    change: ChangeRequest,
    { moment }: { readonly moment?: string } = {},
  ): Promise<Answer<{ readonly quote: QuoteView }>> {
    return this.#reported(() => this.#upgrades.quote(change, moment));
  }

  accept(quoteId: string): Promise<Answer<AcceptView>> {
    return this.#reported(() => this.#upgrades.accept(quoteId));
  }

  /** It is known now whom this page belongs to. */
  #identified(claims: Claims): void {
    const { publishableKey } = this.#options;
    this.#claims = claims;
    this.#memory = new VisitMemory({ storage: this.#storage, publishableKey, claims, now: this.#now });
    this.#live.remember(this.#memory);
    if (this.#unwatch !== null) this.#sender.start(claims);
  }

  async #session(): Promise<Answer<{ readonly session: string }>> {
    const held = await this.#tokens.current();
    if (!held.ok) return held;
    // The token's owner is told before the token is handed out.
    return { ok: true, session: this.#memory?.session() ?? '' };
  }

  #connecting(): void {
    this.#settled = this.#live.placedIds();
    this.#live.connectionIs('connecting');
  }

  #received(name: string, data: unknown): void {
    switch (name) {
      case 'snapshot':
      case 'entitlements':
        if (!isSnapshot(data)) return this.#reportGarbage(name);
        this.#stream.confirm();
        this.#isLossReported = false;
        this.#live.connectionIs('live');
        this.#live.takeSnapshot(data, this.#settled);
        // With a new plan there is nothing to ask for until a signal fires.
        if (name === 'snapshot') this.#moments.open();
        return;
      case 'usage':
        return isUsageChange(data) ? this.#live.takeUsage(data) : this.#reportGarbage(name);
      case 'signal':
        if (!isSignal(data)) return this.#reportGarbage(name);
        this.#emitter.emit('signal', data);
        return this.#moments.askAll();
      case 'moment':
        if (!isStep(data)) return this.#reportGarbage(name);
        if (data.step === 'converted' || data.step === 'dismissed') this.#live.end(data.id);
        if (data.step === 'snoozed') this.#live.drop(data.id);
        return;
      default:
        // Something that a newer server tells newer clients.
        return;
    }
  }

  #lost(error: KairosError): void {
    this.#live.connectionIs('offline');
    if (!this.#isLossReported) this.#report(error);
    this.#isLossReported = true;
    // A proxy that holds streams back still lets a plain answer through.
    if (error.code === 'timeout') void this.#askSnapshot();
  }

  async #askSnapshot(): Promise<void> {
    const settled = this.#live.placedIds();
    const answer = await this.#transport.post({ path: '/v1/client/session', body: {}, asUser: true }, isSnapshot);
    if (!answer.ok || this.#unwatch === null) return;
    this.#live.takeSnapshot(answer.body, settled);
    this.#moments.open();
  }

  #reportGarbage(name: string): void {
    this.#report(failure('unexpected-answer', `The event stream sent a "${name}" that can't be read.`).error);
  }

  #report(error: KairosError): void {
    this.#emitter.emit('error', error);
  }

  /** Runs what may fail, arguments that make no sense included, and reports it when it does. */
  async #reported<Value>(run: () => Promise<Answer<Value>>): Promise<Answer<Value>> {
    let answer: Answer<Value>;
    try {
      answer = await run();
    } catch (thrown) {
      answer = failure('invalid-request', `Kairos was called with something it can't use: ${reasonOf(thrown)}`);
    }
    if (!answer.ok) this.#report(answer.error);
    return answer;
  }
}

/** A record's own entry: `constructor` is no meter. */
function own<Value>(record: Readonly<Record<string, Value>> | undefined, name: string): Value | null {
  return record !== undefined && Object.hasOwn(record, name) ? (record[name] ?? null) : null;
}

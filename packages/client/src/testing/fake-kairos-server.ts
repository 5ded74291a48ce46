import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { TrackEvent } from '../event-queue.ts';
import type { MomentStep, MomentView, ProblemCode, QuoteView, Snapshot, StepView, WallView } from '../wire.ts';
import { Conditions } from './conditions.ts';
import { signUserToken, type TokenOwner, verifyUserToken } from './user-token.ts';
import { aProSnapshot, aQuote, aSnapshot } from './views.ts';

/** What happens to a request instead of being answered. `answer-lost` and `isCarriedOut`: it is done all the same, but nobody hears of it. */
export type Mishap =
  | {
      readonly kind: 'problem';
      readonly status: number;
      readonly code: ProblemCode;
      readonly retryAfterSeconds?: number;
    }
  | { readonly kind: 'garbage'; readonly body: string; readonly isCarriedOut?: boolean }
  | { readonly kind: 'cut' | 'answer-lost' | 'silence' };

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

interface Call {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly idempotencyKey: string | null;
}

const SECRET = 'a secret that only the fake knows';

/**
 * A Kairos server for tests: speaks the browser's part of the HTTP contract over real sockets, keeps everything in memory, and fails
 * when told to. What it holds may be read and set by the test.
 */
export class FakeKairosServer {
  readonly publishableKey = 'pk_test_fake';
  snapshot: Snapshot = aSnapshot();
  /** What accepting a quote leads to. */
  upgraded: Snapshot = aProSnapshot();
  quote: QuoteView = aQuote();
  /** What is offered, until it is shown; then asking again gets nothing. */
  offered: MomentView | null = null;
  /** What a user who walks into something is answered. */
  reactive: { readonly moment: MomentView | null; readonly wall?: WallView } = { moment: null };
  readonly decisions: Readonly<Record<string, unknown>>[] = [];
  readonly steps: StepView[] = [];
  /** What was said with each step that was told, in order. */
  readonly saidWithSteps: Readonly<Record<string, unknown>>[] = [];
  /** Each event once, however often it was sent. */
  readonly events: TrackEvent[] = [];
  /** What prices were asked of, in order. */
  readonly quotedChanges: unknown[] = [];
  readonly accepted: QuoteView[] = [];
  /** Method and path of every request, in order. */
  readonly requests: string[] = [];
  readonly #streams = new Set<ServerResponse>();
  readonly #sockets = new Set<Socket>();
  readonly #mishaps: { readonly path: string; readonly mishap: Mishap }[] = [];
  readonly #quotes = new Map<string, QuoteView>();
  readonly #replies = new Map<string, Reply>();
  readonly #expired = new Set<string>();
  readonly #conditions = new Conditions();
  #server: Server | null = null;
  #port = 0;
  #tokens = 0;

  static async start(): Promise<FakeKairosServer> {
    const fake = new FakeKairosServer();
    await fake.up();
    return fake;
  }

  get host(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get streams(): number {
    return this.#streams.size;
  }

  userToken({ user = 'ada', account = 'acme', role = 'owner' }: TokenOwner = {}): string {
    this.#tokens += 1;
    return signUserToken({ sub: user, account, role, jti: String(this.#tokens) }, SECRET);
  }

  /** Every token handed out so far is no longer taken. */
  expireTokens(): void {
    for (let jti = 1; jti <= this.#tokens; jti += 1) this.#expired.add(String(jti));
  }

  /** The next requests whose path begins with this meet with a mishap, one after the other. */
  failNext(path: string, ...mishaps: readonly Mishap[]): void {
    for (const mishap of mishaps) this.#mishaps.push({ path, mishap });
  }

  /** Sends an event down every open stream. */
  push(name: string, data: unknown): void {
    this.pushRaw(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  pushRaw(text: string): void {
    for (const stream of this.#streams) stream.write(text);
  }

  dropStreams(): void {
    for (const stream of this.#streams) stream.destroy();
  }

  /** Listens, at the same address as before. */
  async up(): Promise<void> {
    const server = createServer((request, response) => void this.#serve(request, response));
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Gone, with all its connections. What it holds stays. */
  async down(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    for (const socket of this.#sockets) socket.destroy();
    if (server !== null) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  /** Resolves once the condition holds; it is looked at whenever something happens here. */
  until(condition: () => boolean): Promise<void> {
    return this.#conditions.until(condition);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.host);
    response.setHeader('access-control-allow-origin', '*');
    if (request.method === 'OPTIONS') return allowFromAnywhere(response);
    this.requests.push(`${request.method} ${url.pathname}`);
    const text = await readText(request);
    const mishap = this.#takeMishap(url.pathname);
    if (mishap === null) this.#answer(request, response, { url, text });
    else this.#meetWith(mishap, response, () => this.#carryOut(request, { url, text }));
    this.#conditions.changed();
  }

  #meetWith(mishap: Mishap, response: ServerResponse, carryOut: () => void): void {
    if (mishap.kind === 'answer-lost' || (mishap.kind === 'garbage' && mishap.isCarriedOut === true)) carryOut();
    if (mishap.kind === 'cut' || mishap.kind === 'answer-lost') response.destroy();
    else if (mishap.kind === 'garbage') response.writeHead(200, { 'content-type': 'text/html' }).end(mishap.body);
    else if (mishap.kind === 'problem') sendProblem(response, mishap);
  }

  #answer(
    request: IncomingMessage,
    response: ServerResponse,
    { url, text }: { readonly url: URL; readonly text: string },
  ): void {
    const refusal = this.#authenticate(request, url);
    if (refusal !== null) return sendProblem(response, refusal);
    if (url.pathname === '/v1/client/stream') return this.#openStream(response);
    const reply = this.#carryOut(request, { url, text });
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body));
  }

  #carryOut(request: IncomingMessage, { url, text }: { readonly url: URL; readonly text: string }): Reply {
    const key = request.headers['idempotency-key'];
    return this.#route({
      path: url.pathname,
      body: JSON.parse(text || '{}'),
      idempotencyKey: typeof key === 'string' ? key : null,
    });
  }

  #authenticate(request: IncomingMessage, url: URL): Extract<Mishap, { kind: 'problem' }> | null {
    const key = request.headers.authorization?.replace('Bearer ', '') ?? url.searchParams.get('key');
    if (key !== this.publishableKey) return { kind: 'problem', status: 401, code: 'unauthorized' };
    if (!url.pathname.startsWith('/v1/client/')) return null;
    const claims = verifyUserToken(String(request.headers['kairos-user-token'] ?? ''), SECRET);
    if (claims === null) return { kind: 'problem', status: 401, code: 'user-token-invalid' };
    return this.#expired.has(claims.jti) ? { kind: 'problem', status: 401, code: 'user-token-expired' } : null;
  }

  #openStream(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(`: here\n\nevent: snapshot\ndata: ${JSON.stringify(this.snapshot)}\n\n`);
    this.#streams.add(response);
    response.on('close', () => {
      this.#streams.delete(response);
      this.#conditions.changed();
    });
  }

  #route(call: Call): Reply {
    const { path } = call;
    if (path === '/v1/client/session') return ok(this.snapshot);
    if (path === '/v1/client/decide') return this.#decide(call);
    if (path === '/v1/client/quotes') return this.#makeQuote(call);
    if (path === '/v1/batch') return this.#ingest(call);
    const step = /^\/v1\/client\/moments\/([^/]+)\/(shown|clicked|dismissed|snoozed|checkout-started)$/.exec(path);
    if (step !== null) return this.#step(decodeURIComponent(step[1] ?? ''), step[2] as MomentStep, call);
    const accept = /^\/v1\/client\/quotes\/([^/]+)\/accept$/.exec(path);
    if (accept !== null) return this.#accept(decodeURIComponent(accept[1] ?? ''), call);
    return { status: 404, body: { code: 'not-found', detail: `nothing at ${path}` } };
  }

  #decide({ body }: Call): Reply {
    this.decisions.push(body);
    if (body['trigger'] != null) return ok({ wall: undefined, ...this.reactive, routed: null, trace: [] });
    const moment = this.offered;
    if (moment === null || this.steps.some((step) => step.id === moment.id))
      return ok({ moment: null, routed: null, trace: [] });
    this.snapshot = { ...this.snapshot, moments: [moment] };
    return ok({ moment, routed: null, trace: [] });
  }

  #step(id: string, step: MomentStep, { body }: Call): Reply {
    if (!this.steps.some((each) => each.id === id && each.step === step)) this.steps.push({ id, step });
    this.saidWithSteps.push(body);
    if (step === 'dismissed' || step === 'snoozed') this.#endMoment(id);
    this.push('moment', { id, step });
    return ok({ id, step });
  }

  #makeQuote({ body }: Call): Reply {
    this.quotedChanges.push(body['change']);
    const quote = {
      ...this.quote,
      id: `quo_${this.#quotes.size + 1}`,
      moment: (body['moment'] as string | undefined) ?? null,
    };
    this.#quotes.set(quote.id, quote);
    return ok(quote);
  }

  #accept(id: string, { idempotencyKey }: Call): Reply {
    const quote = this.#quotes.get(id);
    if (quote === undefined || idempotencyKey === null)
      return { status: 400, body: { code: 'invalid-request', detail: 'no such quote, or no key' } };
    const before = this.#replies.get(`${id} ${idempotencyKey}`);
    if (before !== undefined) return before;
    this.accepted.push(quote);
    this.snapshot = this.upgraded;
    if (quote.moment !== null) this.push('moment', { id: quote.moment, step: 'converted' });
    this.push('entitlements', this.snapshot);
    const upgrade = {
      id: `upg_${this.accepted.length}`,
      status: quote.mrrDelta < 0 ? 'scheduled' : 'active',
      from: quote.from,
      to: quote.to,
      mrrDelta: quote.mrrDelta,
      at: quote.effectiveAt,
      effectiveAt: quote.effectiveAt,
      quote: quote.id,
      moment: quote.moment,
    };
    const reply = ok({ upgrade, entitlements: this.snapshot.entitlements, session: this.snapshot });
    this.#replies.set(`${id} ${idempotencyKey}`, reply);
    return reply;
  }

  #ingest({ body }: Call): Reply {
    const batch = body['batch'] as readonly TrackEvent[];
    const fresh = batch.filter((event) => !this.events.some((each) => each.messageId === event.messageId));
    this.events.push(...fresh);
    return ok({ success: true, accepted: fresh.length, duplicates: batch.length - fresh.length, rejected: [] });
  }

  #endMoment(id: string): void {
    this.snapshot = { ...this.snapshot, moments: this.snapshot.moments.filter((moment) => moment.id !== id) };
  }

  #takeMishap(path: string): Mishap | null {
    const index = this.#mishaps.findIndex((each) => path.startsWith(each.path));
    return index === -1 ? null : (this.#mishaps.splice(index, 1)[0]?.mishap ?? null);
  }
}

function ok(body: unknown): Reply {
  return { status: 200, body };
}

function allowFromAnywhere(response: ServerResponse): void {
  const headers = {
    'access-control-allow-headers': 'authorization, content-type, kairos-user-token, idempotency-key',
    'access-control-allow-methods': 'GET, POST',
  };
  response.writeHead(204, headers).end();
}

function sendProblem(
  response: ServerResponse,
  { status, code, retryAfterSeconds }: Extract<Mishap, { kind: 'problem' }>,
): void {
  if (retryAfterSeconds !== undefined) response.setHeader('retry-after', String(retryAfterSeconds));
  response.writeHead(status, { 'content-type': 'application/problem+json' });
  response.end(
    JSON.stringify({
      type: 'about:blank',
      title: code,
      status,
      code,
      detail: `The fake answers ${code}.`,
      errors: [],
      requestId: 'req_1',
    }),
  );
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

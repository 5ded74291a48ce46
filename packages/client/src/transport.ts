import { type Answer, type Failure, failure, reasonOf } from './answer.ts';
import { parseJson } from './parse-json.ts';
import type { Schedule } from './schedule.ts';
import { isRecord } from './shape.ts';
import type { UserTokens } from './user-token.ts';
import type { ProblemCode } from './wire.ts';

const ANSWER_WITHIN_MS = 15_000;

export interface Call {
  readonly path: string;
  readonly body: unknown;
  /** Whether the call is made for the signed-in user. Events say themselves whom they are of. */
  readonly asUser: boolean;
  readonly idempotencyKey?: string;
}

export interface TransportOptions {
  readonly host: string;
  readonly publishableKey: string;
  readonly tokens: UserTokens;
  readonly fetch: typeof globalThis.fetch;
  readonly schedule: Schedule;
}

/** Speaks HTTP with the server. Whatever the network or the server does, its promises resolve, to an answer or a failure. */
export class Transport {
  readonly #options: TransportOptions;
  readonly #base: string;

  constructor(options: TransportOptions) {
    this.#options = options;
    this.#base = options.host.replace(/\/+$/, '');
  }

  /** Where a path is on the server. */
  url(path: string): string {
    return this.#base + path;
  }

  /** One POST, its answer read and checked. Renews the user token once when the server asks for it. */
  post<Body>(call: Call, isExpected: (body: unknown) => body is Body): Promise<Answer<{ readonly body: Body }>> {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (call.idempotencyKey !== undefined) headers['idempotency-key'] = call.idempotencyKey;
    const request: Request<Body> = {
      path: call.path,
      // keepalive: a click that leads to another page is still told. Browsers allow it small bodies only, which batches aren't.
      headers,
      init: { method: 'POST', body: JSON.stringify(call.body), keepalive: call.asUser },
      read: async (response) => {
        const json = parseJson(await response.text());
        return isExpected(json) ? json : null;
      },
    };
    return call.asUser ? this.#sendAsUser(request) : this.#send(request, null);
  }

  /** Opens the event stream, which then goes on until `signal` or the server ends it. */
  openStream(path: string, signal: AbortSignal): Promise<Answer<{ readonly body: ReadableStream<Uint8Array> }>> {
    const headers = { accept: 'text/event-stream' };
    return this.#sendAsUser({
      path,
      headers,
      init: { signal, cache: 'no-store' },
      read: async (response) => response.body,
    });
  }

  async #sendAsUser<Body>(request: Request<Body>): Promise<Answer<{ readonly body: Body }>> {
    const { tokens } = this.#options;
    const held = await tokens.current();
    if (!held.ok) return held;
    const answer = await this.#send(request, held.token);
    if (answer.ok || !isTokenRefused(answer)) return answer;
    const renewed = await tokens.renew(held.token);
    return renewed.ok ? this.#send(request, renewed.token) : renewed;
  }

  async #send<Body>(request: Request<Body>, token: string | null): Promise<Answer<{ readonly body: Body }>> {
    const { fetch, schedule, publishableKey } = this.#options;
    const { path, init, read } = request;
    const timeout = new AbortController();
    const cancel = schedule(() => timeout.abort(), ANSWER_WITHIN_MS);
    const signal = init.signal == null ? timeout.signal : AbortSignal.any([init.signal, timeout.signal]);
    const user = token === null ? {} : { 'kairos-user-token': token };
    const headers = { ...request.headers, ...user, authorization: `Bearer ${publishableKey}` };
    try {
      const response = await fetch(this.url(path), { ...init, headers, signal, credentials: 'omit' });
      if (!response.ok) return await readProblem(response, path);
      const body = await read(response);
      if (body !== null) return { ok: true, body };
      const message = `${path} was answered with something else than Kairos would say. Is ${this.#base} the Kairos server?`;
      return failure('unexpected-answer', message, { status: response.status });
    } catch (thrown) {
      if (init.signal?.aborted === true) return failure('stopped', `${path} was given up: the client was stopped.`);
      return timeout.signal.aborted
        ? failure('timeout', `Kairos did not answer ${path} within ${ANSWER_WITHIN_MS / 1000} seconds.`)
        : failure('unreachable', `Kairos could not be reached at ${this.#base}: ${reasonOf(thrown)}`);
    } finally {
      cancel();
    }
  }
}

interface Request<Body> {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly init: Omit<RequestInit, 'headers'>;
  /** null: not what was expected. */
  readonly read: (response: Response) => Promise<Body | null>;
}

function isTokenRefused({ error }: Failure): boolean {
  return error.code === 'user-token-expired' || error.code === 'user-token-invalid';
}

async function readProblem(response: Response, path: string): Promise<Failure> {
  const problem = parseJson(await response.text());
  const said = isRecord(problem) ? problem : {};
  const text = (field: string): string | null => (typeof said[field] === 'string' ? said[field] : null);
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return failure(
    (text('code') as ProblemCode | null) ?? codeOfStatus(response.status),
    text('detail') ?? text('title') ?? `Kairos answered ${path} with status ${response.status}.`,
    {
      status: response.status,
      requestId: text('requestId') ?? response.headers.get('x-request-id'),
      retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : null,
    },
  );
}

/** For a problem that a proxy answered in the server's place. */
function codeOfStatus(status: number): ProblemCode {
  switch (status) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'not-found';
    case 413:
      return 'too-large';
    case 429:
      return 'overloaded';
    default:
      return status >= 500 ? 'internal' : 'invalid-request';
  }
}

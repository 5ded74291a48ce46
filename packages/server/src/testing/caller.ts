import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { problemSchema } from '../wire/problem.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'OPTIONS';

/** What a request says beside its method and path. `body` is sent as JSON; text and bytes are sent as they are. */
export interface Said {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** JSON read, anything else as text. */
  readonly body: unknown;
}

/** A refusal: the problem that was answered, and what came with it. */
export type Refusal = z.output<typeof problemSchema> & { readonly headers: Headers };

export type Handler = (request: Request) => Promise<Response>;

/** Calls an API with the same headers each time, and takes answers only in the shapes that the API publishes. */
export class Caller {
  readonly #handler: Handler;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(handler: Handler, headers: Readonly<Record<string, string>>) {
    this.#handler = handler;
    this.#headers = headers;
  }

  /** The same, saying something else in some headers. */
  with(headers: Readonly<Record<string, string>>): Caller {
    return new Caller(this.#handler, { ...this.#headers, ...headers });
  }

  /** The response as it comes: for streams. */
  fetch(method: Method, path: string, { body, headers = {} }: Said = {}): Promise<Response> {
    const isRaw = typeof body === 'string' || body instanceof Uint8Array || body instanceof ReadableStream;
    const all = { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...this.#headers, ...headers };
    const sent = body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body), duplex: 'half' as const };
    const init: RequestInit = { method, headers: all, ...sent };
    return this.#handler(new Request(`http://kairos.test${path}`, init));
  }

  /** Whatever is answered. */
  async ask(method: Method, path: string, said: Said = {}): Promise<Answer> {
    const { status, headers, text } = await this.#read(await this.fetch(method, path, said));
    const isJson = headers.get('content-type')?.includes('json') ?? false;
    return { status, headers, body: isJson ? JSON.parse(text) : text };
  }

  get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
    return this.#expect('GET', path, {}, schema);
  }

  post<Schema extends z.ZodType>(path: string, body: unknown, schema: Schema): Promise<z.output<Schema>> {
    return this.#expect('POST', path, body === undefined ? {} : { body }, schema);
  }

  put<Schema extends z.ZodType>(path: string, body: unknown, schema: Schema): Promise<z.output<Schema>> {
    return this.#expect('PUT', path, { body }, schema);
  }

  /** The problem with which a request is refused; throws when it isn't. */
  async refused(method: Method, path: string, said: Said = {}): Promise<Refusal> {
    const { status, headers, body } = await this.ask(method, path, said);
    if (status < 400)
      throw new Error(`${method} ${path} was not refused but answered ${status}: ${JSON.stringify(body)}`);
    return { ...inShape(problemSchema, body, `${method} ${path}`), headers };
  }

  async #expect<Schema extends z.ZodType>(method: Method, path: string, said: Said, schema: Schema) {
    const { status, body } = await this.ask(method, path, said);
    if (status !== 200) throw new Error(`${method} ${path} answered ${status}: ${JSON.stringify(body)}`);
    return inShape(schema, body, `${method} ${path}`);
  }

  async #read(response: Response): Promise<{ status: number; headers: Headers; text: string }> {
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
}

/** What was answered, when it has the published shape to the letter: nothing missing, and nothing that isn't published. */
function inShape<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const read = schema.safeParse(value);
  if (!read.success) throw new Error(`${what} answered out of shape: ${read.error.message}\n${JSON.stringify(value)}`);
  if (!isDeepStrictEqual(read.data, value))
    throw new Error(`${what} answered more than is published: ${JSON.stringify(value)}`);
  return read.data;
}

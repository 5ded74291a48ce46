import { createKairos, type Kairos, type KairosOptions } from '../../packages/server/src/index.ts';
import { CONFIG } from './messages.ts';

const KEY = 'sk_live_bench_0123456789abcdef';
const HEADERS = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };

/** Where messages go: a hundred at a time, or one. */
export type Path = '/v1/batch' | '/v1/track';

/** How the group commits of a stretch of time went. */
export interface Commits {
  readonly count: number;
  readonly seconds: number;
}

/** Kairos with the benchmark's config, and a way to call it without a network. */
export class BenchKairos {
  readonly kairos: Kairos;

  private constructor(kairos: Kairos) {
    this.kairos = kairos;
  }

  static async open(database: KairosOptions['database']): Promise<BenchKairos> {
    const bench = new BenchKairos(await createKairos({ database, bootstrapKey: KEY }));
    await bench.#call('PUT', '/v1/config', JSON.stringify(CONFIG));
    return bench;
  }

  /** The headers of a request that may send messages. */
  static get headers(): Readonly<Record<string, string>> {
    return HEADERS;
  }

  /** Sends messages; throws where one wasn't accepted. */
  async send(path: Path, body: string, expected: number): Promise<void> {
    const answer = (await this.#call('POST', path, body)) as { readonly accepted: number };
    if (answer.accepted !== expected) throw new Error(`${path} took ${answer.accepted} of ${expected} messages`);
  }

  /**
   * Sends bodies, so many at a time, until all are sent or the time is over. Answers how long each waited for its answer, in
   * milliseconds.
   */
  async sendAll(
    path: Path,
    bodies: readonly string[],
    { expected, inFlight, limitMs }: { readonly expected: number; readonly inFlight: number; readonly limitMs: number },
  ): Promise<readonly number[]> {
    const waits: number[] = [];
    const deadline = performance.now() + limitMs;
    let next = 0;
    const sender = async (): Promise<void> => {
      while (next < bodies.length && performance.now() < deadline) {
        const body = bodies[next] ?? '';
        next += 1;
        const startedAt = performance.now();
        await this.send(path, body, expected);
        waits.push(performance.now() - startedAt);
      }
    };
    await Promise.all(Array.from({ length: inFlight }, sender));
    return waits;
  }

  /** What the group commits took so far, as Kairos itself tells Prometheus. */
  async commits(): Promise<Commits> {
    const response = await this.kairos.handler(new Request('http://kairos/metrics'));
    const text = await response.text();
    const read = (suffix: string): number =>
      Number(new RegExp(`^kairos_ingest_commit_duration_seconds_${suffix} (.+)$`, 'm').exec(text)?.[1] ?? 0);
    return { count: read('count'), seconds: read('sum') };
  }

  close(): Promise<void> {
    return this.kairos.close();
  }

  async #call(method: string, path: string, body: string): Promise<unknown> {
    const response = await this.kairos.handler(new Request(`http://kairos${path}`, { method, headers: HEADERS, body }));
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  }
}

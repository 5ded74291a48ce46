import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';

const MAIN = join(resolve(import.meta.dirname, '../..'), 'packages/cli/src/main.ts');
const READY = /^Kairos is ready at (\S+), its data in (.+)$/m;

/** The secret key of the environment that a process makes on its first start. */
export const KEY = 'sk_test_key_of_the_tests';

/** How a process ended, and all that it said. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly errors: string;
}

/** `kairos serve` as a process of its own, on any free port, with these environment variables and none of ours. */
export class KairosProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<Ending>;
  #output = '';
  #errors = '';

  constructor(variables: Readonly<Record<string, string>>) {
    const env = { PATH: process.env['PATH'] ?? '', PORT: '0', LOG_LEVEL: 'warn', ...variables };
    this.#child = spawn(process.execPath, ['--conditions=@kairos/source', MAIN, 'serve'], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout?.on('data', (chunk: Buffer) => {
      this.#output += chunk.toString();
    });
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#errors += chunk.toString();
    });
    // 'close' rather than 'exit': by then everything that it said has arrived.
    this.#ended = new Promise((resolve) => {
      this.#child.once('close', (code, signal) =>
        resolve({ code, signal, output: this.#output, errors: this.#errors }),
      );
    });
    const kill = (): boolean => this.#child.kill('SIGKILL');
    process.once('exit', kill);
    void this.#ended.then(() => process.off('exit', kill));
  }

  /** Starts one and waits until it is ready. Throws with what it said when it isn't going to be. */
  static async start(variables: Readonly<Record<string, string>>): Promise<KairosProcess> {
    const started = new KairosProcess(variables);
    await started.ready();
    return started;
  }

  /** Where it listens. */
  get url(): string {
    const url = READY.exec(this.#output)?.[1];
    if (url === undefined) throw new Error(`it is not ready: ${this.#output}${this.#errors}`);
    return url;
  }

  async ready(): Promise<void> {
    const over = this.#ended.then(({ output, errors }) => {
      throw new Error(`it ended instead of getting ready: ${output}${errors}`);
    });
    while (!READY.test(this.#output)) await Promise.race([over, once(this.#child.stdout ?? this.#child, 'data')]);
    over.catch(() => undefined);
  }

  /** Calls its API with the key. Throws when it isn't answered 200. */
  async call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  }

  /** Resolves when it ends by itself. */
  ended(): Promise<Ending> {
    return this.#ended;
  }

  /** Asks it to stop, as a terminal or a supervisor does, and waits until it has. */
  stop(signal: 'SIGTERM' | 'SIGINT' = 'SIGTERM'): Promise<Ending> {
    this.#child.kill(signal);
    return this.#ended;
  }

  /** Ends it between two instructions, without a chance to do anything more. */
  kill(): Promise<Ending> {
    this.#child.kill('SIGKILL');
    return this.#ended;
  }
}

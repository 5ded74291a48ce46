import { compile, type CompileOptions, type Program } from '@kairos/engine';
import type { Trx } from '../store/database.ts';
import { KairosError } from '../kairos-error.ts';
import { latestPeers } from './kept-peers.ts';
import { playOutcomes } from './play-outcomes.ts';

/** The program that understands events before a team has put its config: nothing is metered, and nothing is lost. */
const BLANK: Program = mustCompile(
  {
    product: { name: 'Not configured' },
    // A catalog of one plan is refused, as nothing can be sold up from it; nobody is ever on the second.
    plans: [
      { id: 'none', name: 'No plan', prices: [{ interval: 'month', amount: 0 }] },
      { id: 'any', name: 'Any plan', prices: [{ interval: 'month', amount: 0 }] },
    ],
  },
  { version: 0 },
);

/** Each environment's active program, compiled once and kept until its config changes, or a day has passed for how its accounts compare and what became of offers. */
export class Programs {
  readonly #byEnvironment = new Map<string, Program>();
  /** Counts what was forgotten, so that a reading begun before is not kept after. */
  #forgotten = 0;

  /** The active program; the blank one while no config was put. */
  async active(trx: Trx, environment: string): Promise<Program> {
    const kept = this.#byEnvironment.get(environment);
    if (kept !== undefined) return kept;
    const forgotten = this.#forgotten;
    const row = await trx
      .selectFrom('configs')
      .select(['version', 'source'])
      .where('environment', '=', environment)
      .where('active', '=', true)
      .executeTakeFirst();
    const program =
      row === undefined
        ? BLANK
        : mustCompile(JSON.parse(row.source), {
            version: row.version,
            peers: await latestPeers(trx, environment),
            outcomes: await playOutcomes(trx, environment),
          });
    if (forgotten === this.#forgotten) this.#byEnvironment.set(environment, program);
    return program;
  }

  /** The active program; `no-config` while none was put. */
  async configured(trx: Trx, environment: string): Promise<Program> {
    const program = await this.active(trx, environment);
    if (program === BLANK)
      throw new KairosError('no-config', 'this environment has no config yet; PUT one to /v1/config first');
    return program;
  }

  /** Forgets what was compiled: the next question reads the config anew. */
  forget(environment: string): void {
    this.#forgotten += 1;
    this.#byEnvironment.delete(environment);
  }
}

function mustCompile(source: unknown, options: CompileOptions & { readonly version: number }): Program {
  const result = compile(source, options);
  if (result.ok) return result.value;
  const first = result.issues[0];
  throw new KairosError(
    'internal',
    `config version ${options.version} was accepted once and no longer compiles: ${first?.path} ${first?.message}`,
  );
}

import type { Logger } from 'pino';
import { listEnvironments } from '../auth/environments.ts';
import { fixedClock, type WallClock, wallNow } from '../clock.ts';
import type { Programs } from '../log/programs.ts';
import type { Database } from '../store/database.ts';
import { comparePeers, peersDay } from './compare-peers.ts';
import { tickDueAccounts } from './tick-accounts.ts';
import { workOnErasures } from './work-on-erasures.ts';

/** Timers are rows: this often, each process looks for those that are due. */
const EVERY_MS = 1_000;

/** Runs the timers of every environment that follows the wall clock, and erasures everywhere, until stopped. Any number of processes may do so at once. */
export class TimerLoop {
  readonly #database: Database;
  readonly #programs: Programs;
  readonly #wallClock: WallClock;
  readonly #logger: Logger;
  /** The day for which each environment's peers were looked at last, by this process. */
  readonly #comparedOn = new Map<string, string>();
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(parts: {
    readonly database: Database;
    readonly programs: Programs;
    readonly wallClock: WallClock;
    readonly logger: Logger;
  }) {
    this.#database = parts.database;
    this.#programs = parts.programs;
    this.#wallClock = parts.wallClock;
    this.#logger = parts.logger;
  }

  start(): void {
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#run().finally(() => this.start());
    }, EVERY_MS);
    this.#timer.unref();
  }

  /** Resolves when the round in hand is over. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    try {
      for (const { id } of await listEnvironments(this.#database)) {
        await this.#tick(id);
        await this.#erase(id);
        await this.#compare(id);
      }
    } catch (error) {
      this.#logger.warn({ err: error }, 'timers could not run; they are tried again in a second');
    }
  }

  async #erase(environment: string): Promise<void> {
    const parts = { database: this.#database, programs: this.#programs, wallClock: this.#wallClock };
    let isMore = true;
    while (isMore && !this.#isStopped) isMore = await workOnErasures(parts, environment);
  }

  /** Once a day, from its first second on. */
  async #compare(environment: string): Promise<void> {
    const now = wallNow(this.#wallClock);
    const day = peersDay(now);
    if (this.#comparedOn.get(environment) === day || this.#isStopped) return;
    const follows = await this.#database.transaction({ environment }, (trx) => fixedClock(trx, environment));
    const isSettled =
      follows !== null ||
      (await comparePeers(this.#database, this.#programs, { environment, now, nowMs: this.#wallClock() }));
    if (!isSettled) return;
    // What became of offers is read anew with the day, too.
    if (this.#comparedOn.has(environment)) this.#programs.forget(environment);
    this.#comparedOn.set(environment, day);
  }

  async #tick(environment: string): Promise<void> {
    let ticked = 1;
    while (ticked > 0 && !this.#isStopped) {
      ticked = await this.#database.transaction({ environment }, async (trx) => {
        if ((await fixedClock(trx, environment)) !== null) return 0;
        const program = await this.#programs.active(trx, environment);
        return tickDueAccounts(trx, { environment, program, now: wallNow(this.#wallClock) });
      });
    }
  }
}

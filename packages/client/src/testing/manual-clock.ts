import type { Schedule } from '../schedule.ts';
import { Conditions } from './conditions.ts';

/** Time that passes when a test says so. */
export class ManualClock {
  #nowMs: number;
  #timers: { readonly dueMs: number; readonly run: () => void }[] = [];
  readonly #conditions = new Conditions();

  constructor(start: string) {
    this.#nowMs = Date.parse(start);
  }

  readonly now = (): number => this.#nowMs;

  readonly schedule: Schedule = (run, delayMs) => {
    const timer = { dueMs: this.#nowMs + delayMs, run };
    this.#timers.push(timer);
    this.#conditions.changed();
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  };

  /** How long each timer that waits has to go, soonest first. */
  get waitingMs(): readonly number[] {
    return this.#timers.map((timer) => timer.dueMs - this.#nowMs).toSorted((left, right) => left - right);
  }

  /** Resolves once something waits for exactly so long. */
  untilWaiting(delayMs: number): Promise<void> {
    return this.#conditions.until(() => this.waitingMs.includes(delayMs));
  }

  /** Lets time pass, and runs what falls due, in order. */
  advance(byMs: number): void {
    const endMs = this.#nowMs + byMs;
    for (let next = this.#nextUntil(endMs); next !== undefined; next = this.#nextUntil(endMs)) {
      const due = next;
      this.#timers = this.#timers.filter((each) => each !== due);
      this.#nowMs = Math.max(this.#nowMs, due.dueMs);
      due.run();
    }
    this.#nowMs = endMs;
  }

  #nextUntil(endMs: number): { readonly dueMs: number; readonly run: () => void } | undefined {
    return this.#timers.filter((timer) => timer.dueMs <= endMs).toSorted((left, right) => left.dueMs - right.dueMs)[0];
  }
}

import type { Fact } from '../../packages/engine/src/index.ts';
import { idOf, METERS, PLAN_LIMITS, type PlanOf, THRESHOLDS } from './observe-world.ts';

/** A signal in bare terms. */
export interface Crossing {
  readonly account: string;
  readonly meter: number;
  readonly threshold: number;
  readonly used: number;
  readonly limit: number;
}

const WIDTH = 3; // value, end of the period, which thresholds have fired

/** The least that observing can be: a row of numbers by account, a counter that starts again with the month, three comparisons. */
export class CounterRow {
  readonly #rows: ReadonlyMap<string, number>;
  readonly #limits: Float64Array;
  readonly #cells: Float64Array;
  readonly #meters = new Map(METERS.map((meter, index) => [`Used ${meter}`, index]));

  constructor(accounts: number, planOf: PlanOf) {
    this.#rows = new Map(Array.from({ length: accounts }, (_, index) => [idOf(index), index]));
    this.#limits = Float64Array.from({ length: accounts }, (_, index) => PLAN_LIMITS[planOf(index)]);
    this.#cells = new Float64Array(accounts * METERS.length * WIDTH);
  }

  observe(account: string, fact: Fact): Crossing | null {
    const row = this.#rows.get(account);
    const meter = fact.kind === 'track' ? this.#meters.get(fact.event) : undefined;
    if (row === undefined || meter === undefined) return null;
    const cells = this.#cells;
    const cell = (row * METERS.length + meter) * WIDTH;
    if (fact.at >= (cells[cell + 1] ?? 0)) {
      cells[cell] = 0;
      cells[cell + 1] = endOfMonth(fact.at);
      cells[cell + 2] = 0;
    }
    const used = (cells[cell] ?? 0) + 1;
    cells[cell] = used;
    return this.#crossed(account, { row, meter, cell, used });
  }

  /** What is used of a meter. */
  used(account: string, meter: number): number {
    return this.#cells[((this.#rows.get(account) ?? 0) * METERS.length + meter) * WIDTH] ?? 0;
  }

  #crossed(
    account: string,
    {
      row,
      meter,
      cell,
      used,
    }: { readonly row: number; readonly meter: number; readonly cell: number; readonly used: number },
  ): Crossing | null {
    const limit = this.#limits[row] ?? 0;
    const fired = this.#cells[cell + 2] ?? 0;
    const next = THRESHOLDS[fired];
    if (next === undefined || used * 100 < next * limit) return null;
    let highest = fired;
    while (used * 100 >= (THRESHOLDS[highest] ?? Number.POSITIVE_INFINITY) * limit) highest += 1;
    this.#cells[cell + 2] = highest;
    return { account, meter, threshold: THRESHOLDS[highest - 1] ?? 0, used, limit };
  }
}

function endOfMonth(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

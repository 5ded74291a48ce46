import type { Catalog } from '../catalog/catalog.ts';
import { entry } from '../kernel/bounded.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Account } from '../observe/account.ts';
import { planOf } from '../observe/entitlement.ts';
import { usedAt } from '../observe/meter.ts';

/**
 * How much the accounts of a plan use, meter by meter: what "more than 90% of its peers" is measured by (S1.39, S2.22). Worked out
 * elsewhere, now and then, and handed in, so that detection stays pure and costs the same for any number of accounts.
 */
export interface PeerTable {
  /** Which working-out it is, as whoever keeps it names it. */
  readonly version?: string;
  /** Plan, then meter: use in rising order, thinned to at most `MAX_SAMPLES`, and of how many accounts. */
  readonly plans: Readonly<
    Record<string, Readonly<Record<string, { readonly used: readonly number[]; readonly accounts: number }>>>
  >;
}

/** Enough for a percentile to half a percent. */
const MAX_SAMPLES = 200;
/** Fewer peers than this say nothing. */
export const MIN_PEERS = 20;
/** So much use of one meter on one plan is held while a table is worked out: of more accounts, every second, every fourth and so on counts. */
const MAX_HELD = 10_000;

/**
 * Works the table out of the states of all accounts, as of an instant, one after the other: what it holds stays the same size however
 * many there are. Beyond 10,000 accounts of a plan it is a sample of them at even steps, so the order that they come in must not go by
 * what they use. The same accounts in the same order give the same table.
 */
export class PeerTally {
  readonly #catalog: Catalog;
  readonly #at: Instant;
  readonly #plans = new Map<string, Map<string, Sample>>();

  constructor(catalog: Catalog, at: Instant) {
    this.#catalog = catalog;
    this.#at = at;
  }

  add(account: Account): void {
    const plan = planOf(this.#catalog, account).id;
    const ofPlan = this.#plans.get(plan) ?? new Map<string, Sample>();
    this.#plans.set(plan, ofPlan);
    for (const meter of this.#catalog.meters.values()) {
      if (meter.aggregate === 'history') continue;
      const sample = ofPlan.get(meter.id) ?? new Sample();
      sample.add(usedAt(meter, account, this.#at));
      ofPlan.set(meter.id, sample);
    }
  }

  table(): PeerTable {
    const plans = [...this.#plans].map(([plan, meters]) => [
      plan,
      Object.fromEntries([...meters].map(([id, sample]) => [id, { used: sample.thinned(), accounts: sample.count }])),
    ]);
    return { plans: Object.fromEntries(plans) };
  }
}

/** The value that `percentile` of the peers stay at or below (nearest rank); null where there are too few of them. */
export function peerPercentile(
  table: PeerTable | null,
  plan: string,
  meter: string,
  percentile: number,
): number | null {
  const ofPlan = table === null ? null : entry(table.plans, plan);
  const peers = ofPlan === null ? null : entry(ofPlan, meter);
  if (peers === null || peers.accounts < MIN_PEERS) return null;
  const index = Math.ceil((percentile / 100) * peers.used.length) - 1;
  return peers.used[Math.max(0, index)] ?? null;
}

/** Values at even steps of all that came: every one, then every second, every fourth, as it fills up. */
class Sample {
  #held: number[] = [];
  #step = 1;
  count = 0;

  add(value: number): void {
    if (this.count % this.#step === 0) this.#held.push(value);
    this.count += 1;
    if (this.#held.length <= MAX_HELD) return;
    this.#held = this.#held.filter((_, index) => index % 2 === 0);
    this.#step *= 2;
  }

  /** In rising order, by nearest rank, at most `MAX_SAMPLES`. */
  thinned(): readonly number[] {
    const sorted = this.#held.toSorted((left, right) => left - right);
    if (sorted.length <= MAX_SAMPLES) return sorted;
    return Array.from(
      { length: MAX_SAMPLES },
      (_, index) => sorted[Math.ceil(((index + 1) / MAX_SAMPLES) * sorted.length) - 1] ?? 0,
    );
  }
}

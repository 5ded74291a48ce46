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
  /** Plan, then meter: use in rising order, thinned to at most `MAX_SAMPLES`, and of how many accounts. */
  readonly plans: Readonly<
    Record<string, Readonly<Record<string, { readonly used: readonly number[]; readonly accounts: number }>>>
  >;
}

/** Enough for a percentile to half a percent. */
const MAX_SAMPLES = 200;
/** Fewer peers than this say nothing. */
export const MIN_PEERS = 20;

/** Works the table out of the states of all accounts, as of an instant. */
export function peerTable(catalog: Catalog, accounts: Iterable<Account>, at: Instant): PeerTable {
  const samples = new Map<string, Map<string, number[]>>();
  for (const account of accounts) {
    const plan = planOf(catalog, account).id;
    const ofPlan = samples.get(plan) ?? new Map<string, number[]>();
    samples.set(plan, ofPlan);
    for (const meter of catalog.meters.values()) {
      if (meter.aggregate === 'history') continue;
      const ofMeter = ofPlan.get(meter.id) ?? [];
      ofMeter.push(usedAt(meter, account, at));
      ofPlan.set(meter.id, ofMeter);
    }
  }
  const plans = [...samples].map(([plan, meters]) => [
    plan,
    Object.fromEntries([...meters].map(([id, used]) => [id, thin(used)])),
  ]);
  return { plans: Object.fromEntries(plans) };
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

function thin(used: readonly number[]): {
  readonly used: readonly number[];
  readonly accounts: number;
} {
  const sorted = used.toSorted((left, right) => left - right);
  if (sorted.length <= MAX_SAMPLES) return { used: sorted, accounts: used.length };
  const kept = Array.from(
    { length: MAX_SAMPLES },
    (_, index) => sorted[Math.ceil(((index + 1) / MAX_SAMPLES) * sorted.length) - 1] ?? 0,
  );
  return { used: kept, accounts: used.length };
}

import type { Catalog, Meter, Plan } from '../catalog/catalog.ts';
import type { Granted } from '../catalog/terms.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Account } from '../observe/account.ts';
import type { TrackFact } from '../observe/fact.ts';
import { planOf } from '../observe/entitlement.ts';
import { grantedTo } from '../observe/granted.ts';
import type { LimitedMeter, Sight } from './detector.ts';
import type { PeerTable } from './peers.ts';

/** What detectors are shown of an account; made for every fact, so what few of them ask for is worked out when one does. */
export class AccountSight implements Sight {
  readonly catalog: Catalog;
  readonly account: Account;
  readonly plan: Plan;
  readonly granted: Granted;
  readonly at: Instant;
  readonly peers: PeerTable | null;
  readonly event: TrackFact | null;
  readonly meters: readonly Meter[];
  #limits: readonly LimitedMeter[] | null = null;

  constructor(
    { catalog, peers }: { readonly catalog: Catalog; readonly peers: PeerTable | null },
    account: Account,
    meters: readonly Meter[],
    event: TrackFact | null = null,
  ) {
    this.catalog = catalog;
    this.account = account;
    this.plan = planOf(catalog, account);
    this.granted = grantedTo(catalog, account);
    this.at = account.seenAt;
    this.peers = peers;
    this.event = event;
    this.meters = meters;
  }

  get limits(): readonly LimitedMeter[] {
    this.#limits ??= limitsOf(this.granted, this.meters);
    return this.#limits;
  }
}

function limitsOf(granted: Granted, meters: readonly Meter[]): readonly LimitedMeter[] {
  const limits: LimitedMeter[] = [];
  for (const meter of meters) {
    const terms = granted.limits.get(meter.id);
    if (terms !== undefined && terms.limit !== null && meter.aggregate !== 'history')
      limits.push({ meter, limit: terms.limit, terms });
  }
  return limits;
}

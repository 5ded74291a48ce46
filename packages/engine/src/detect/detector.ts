import type { Catalog, Limit, Meter, Plan, SignalRule, SignalRuleOf } from '../catalog/catalog.ts';
import type { PresetName } from '../catalog/presets.ts';
import type { Granted } from '../catalog/terms.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Account, Evidence, Signal } from '../observe/account.ts';
import type { TrackFact } from '../observe/fact.ts';
import type { PeerTable } from './peers.ts';

/** What a detector looks at. */
export interface Sight {
  readonly catalog: Catalog;
  readonly account: Account;
  readonly plan: Plan;
  /** What the plan grants, and what was bought beside it. */
  readonly granted: Granted;
  readonly at: Instant;
  /** How the accounts of each plan compare; null where nobody has worked it out yet. */
  readonly peers: PeerTable | null;
  /** The event that was just told; null where it is time that passed, or another kind of fact. */
  readonly event: TrackFact | null;
  /** The meters to look at: all of the catalog's, or those that changed where nothing else did that the detector reads. */
  readonly meters: readonly Meter[];
  /** Those of them that what the account has limits. */
  readonly limits: readonly LimitedMeter[];
}

/** A meter under the limit of a plan. */
export interface LimitedMeter {
  readonly meter: Meter;
  readonly limit: number;
  readonly terms: Limit;
}

/** Something that holds now, as long as it is found again. */
export interface Finding {
  /** A meter, a feature, a workflow; null where it is about the account as a whole. */
  readonly subject: string | null;
  /** Which occurrence it is: the same one fires once. */
  readonly episode: string;
  readonly evidence: Evidence;
  /** When it is over even if nothing happens; null while it lasts as long as it holds. */
  readonly expiresAt: Instant | null;
  /** Findings of one group say the same, some more of it. */
  readonly group?: string;
  readonly rank?: number;
}

/** The parts of an account's state that a detector may depend on; the counts of events change with each and tell nothing alone. */
export type Slice = Exclude<keyof Account, 'id' | 'since' | 'seenAt' | 'events' | 'signals' | 'touches' | 'wake'>;

/** How one preset is found. */
export interface Detector<Name extends PresetName> {
  /** It is asked again only when one of these changed, or when it is time. */
  readonly reads: readonly Slice[];
  /** Everything that holds now. `standing`: what was found before and still stood, so that it doesn't flap around a threshold. */
  find(sight: Sight, rule: SignalRuleOf<Name>, standing: readonly Signal[]): readonly Finding[];
  /** When time alone may next change the answer; absent: it never does, but for the ends that findings give themselves. */
  next?(sight: Sight, rule: SignalRuleOf<Name>): Instant | null;
  /** Whether one that ended, and had no end of its own, is still the same occurrence when it is found again; absent: it never is. */
  remembers?(sight: Sight, signal: Signal): boolean;
}

/** How one rule is found, whatever it goes by: what `Detector` is to a preset. */
export interface RuleDetector {
  readonly reads: readonly Slice[];
  find(sight: Sight, rule: SignalRule, standing: readonly Signal[]): readonly Finding[];
  next?(sight: Sight, rule: SignalRule): Instant | null;
  remembers?(sight: Sight, signal: Signal): boolean;
}

import type { Catalog, Meter } from '../catalog/catalog.ts';
import type { SignalPriority } from '../catalog/preset-spec.ts';
import type { Instant } from '../kernel/instant.ts';
import { ok, type Result } from '../kernel/issue.ts';
import { byCodeUnit } from '../kernel/text-order.ts';
import type { Account, Signal } from '../observe/account.ts';
import type { TrackFact } from '../observe/fact.ts';
import { supersede } from '../observe/supersede.ts';
import { AccountSight } from './account-sight.ts';
import { compileRules } from './compile-rules.ts';
import type { Sight } from './detector.ts';
import type { PeerTable } from './peers.ts';
import { forgetEnded, reconcile } from './reconcile.ts';
import { ANYTHING, changesBetween, MEMBERS, METERS, type RuleWatch, watchRules } from './rule-watch.ts';

/** What detection adds to an account: the account with its signals brought up to date, and those that fired just now. */
export interface Detection {
  readonly account: Account;
  readonly signals: readonly Signal[];
}

/** What detection goes by, besides the account. */
export interface Detectors {
  /** Of the config. */
  readonly version: number;
  readonly catalog: Catalog;
  readonly meters: readonly Meter[];
  readonly watches: readonly RuleWatch[];
  /** The events at which rules are asked, whatever they change. */
  readonly events: ReadonlySet<string>;
  readonly peers: PeerTable | null;
}

/** Makes a catalog's rules ready to be asked; when the conditions among them can't be, every problem of all of them. */
export function buildDetectors(
  catalog: Catalog,
  { version, peers }: { readonly version: number; readonly peers: PeerTable | null },
): Result<Detectors> {
  const conditions = compileRules(catalog);
  if (!conditions.ok) return conditions;
  const watches = watchRules(catalog, conditions.value);
  const events = new Set(watches.flatMap((watch) => watch.events));
  return ok({ version, catalog, meters: [...catalog.meters.values()], watches, events, peers });
}

/**
 * Detects what a fact changed: only the rules that depend on what it changed are asked, so that the cost is that of the fact. `fed`:
 * the meters that it may have fed, where the caller knows; `event`: the event that it told of.
 */
export function detectAfterFact(
  by: Detectors,
  before: Account,
  after: Account,
  { fed, event }: { readonly fed: readonly Meter[] | null; readonly event: TrackFact | null },
): Detection {
  const changes = changesBetween(before, after);
  const asksAt = event !== null && by.events.has(event.event) ? event.event : null;
  if (changes === 0 && asksAt === null) return { account: after, signals: NONE };
  const everything = new AccountSight(by, after, by.meters, event);
  // Seats are metered by who is there, whatever the event fed.
  const known = (changes & MEMBERS) === 0 ? fed : null;
  const changedMeters =
    (changes & METERS) === 0
      ? everything
      : new AccountSight(by, after, known ?? metersBetween(by.catalog, before, after));
  const round = new Round(after.signals, after.seenAt);
  let wakeAt = after.wake?.version === by.version ? after.wake.at : null;
  // What a condition says may have been true from the beginning: at first each is asked, whatever changed.
  const isFirst = after.wake?.version !== by.version;
  for (const watch of by.watches) {
    const due = isFirst && watch.rule.preset === null ? ANYTHING : watch.reads & changes;
    if (due === 0 && !(asksAt !== null && watch.events.includes(asksAt))) continue;
    const sight = watch.readsSignals ? round.sight(everything) : due === METERS ? changedMeters : everything;
    round.ask(watch, sight);
    wakeAt = sooner(wakeAt, watch.detector.next?.(sight, watch.rule) ?? null);
  }
  const detected = round.conclude(after);
  for (const signal of detected.account.signals) wakeAt = sooner(wakeAt, signal.expiresAt);
  return after.wake?.version === by.version ? withWake(detected, by, wakeAt) : reckonWake(by, detected);
}

/** Detects what time alone changed up to `at`, at each of the instants at which it did. Nothing for an instant that is past already. */
export function passTime(by: Detectors, account: Account, at: Instant): Detection {
  const passed = passTurns(by, account, at);
  return at <= passed.account.seenAt ? passed : { ...passed, account: { ...passed.account, seenAt: at } };
}

/** The same, but that the account has seen no more than the last instant at which time changed something: what happens at `at` is still to be folded. */
export function passTurns(by: Detectors, account: Account, at: Instant): Detection {
  const { account: judged, signals } = judgedBy(by, account);
  const first = at <= judged.seenAt ? null : nextDetectionAt(by, judged);
  if (first === null || first > at) return { account: judged, signals };
  const fired: Signal[] = [...signals];
  let current = judged;
  for (let next: Instant | null = first; next !== null && next <= at; next = nextDetectionAt(by, current)) {
    const detection = detectAt(by, { ...current, seenAt: next });
    current = detection.account;
    fired.push(...detection.signals);
  }
  return { account: current, signals: fired };
}

/** An account that was judged by another config is judged anew by this one, as of when it was last seen: by all of its rules, and no others. */
function judgedBy(by: Detectors, account: Account): Detection {
  if (account.wake === null || account.wake.version === by.version) return { account, signals: NONE };
  const known = new Set(by.watches.map(({ rule }) => rule.id));
  const signals = account.signals.filter(({ signal }) => known.has(signal));
  return detectAt(by, signals.length === account.signals.length ? account : { ...account, signals }, by.watches);
}

/** When time alone may next change what is detected; null: never. It may turn out that it doesn't, but no sooner will it. */
export function nextDetectionAt(by: Detectors, account: Account): Instant | null {
  return account.wake?.version === by.version ? account.wake.at : wakeOf(by, account);
}

/** The signals that hold at an instant and that no higher one replaced: the most urgent first, ties by id. */
export function activeSignals(account: Account, at: Instant): readonly Signal[] {
  if (account.signals.length === 0) return account.signals;
  return supersede(account.signals.filter((signal) => signal.endedAt === null && !isOver(signal, at)))
    .filter((signal) => signal.supersededBy === null)
    .toSorted(
      (left, right) =>
        PRIORITY_ORDER[left.priority] - PRIORITY_ORDER[right.priority] ||
        right.rank - left.rank ||
        byCodeUnit(left.id, right.id),
    );
}

/** S1.45: urgent before critical before high before medium. */
export const PRIORITY_ORDER: Readonly<Record<SignalPriority, number>> = {
  urgent: 0,
  critical: 1,
  high: 2,
  medium: 3,
  low: 4,
};

const NONE: readonly Signal[] = [];

/** At an instant at which time alone may have changed something: the rules that time concerns are asked, and what is over is forgotten. */
function detectAt(by: Detectors, account: Account, asked: readonly RuleWatch[] | null = null): Detection {
  const sight = new AccountSight(by, account, by.meters);
  const over = account.signals.filter((signal) => isOver(signal, sight.at));
  const round = new Round(
    over.length === 0 ? account.signals : account.signals.filter((signal) => !over.includes(signal)),
    sight.at,
  );
  for (const watch of asked ?? by.watches) {
    const stands = account.signals.some((signal) => signal.signal === watch.rule.id);
    if (watch.readsSignals) round.ask(watch, round.sight(sight));
    else if (asked !== null || watch.detector.next !== undefined || stands) round.ask(watch, sight);
  }
  return reckonWake(by, round.conclude(account));
}

/** One round of asking: what stands, as it is brought up to date rule by rule. */
class Round {
  readonly #at: Instant;
  readonly #fired: Signal[] = [];
  #signals: readonly Signal[];

  constructor(signals: readonly Signal[], at: Instant) {
    this.#signals = signals;
    this.#at = at;
  }

  ask(watch: RuleWatch, sight: Sight): void {
    const standing = this.#standing(watch.rule.id, sight);
    const findings = watch.detector.find(sight, watch.rule, standing);
    if (findings.length === 0 && standing.length === 0) return;
    const { kept, fired } = reconcile(watch, standing, findings, sight);
    if (fired.length === 0 && isSame(kept, standing)) return;
    this.#signals = [...this.#signals.filter((signal) => !standing.includes(signal)), ...kept, ...fired];
    this.#fired.push(...fired);
  }

  /** The same sight with the signals as they stand by now. */
  sight(sight: Sight): Sight {
    const signals = supersede(this.#signals.filter((signal) => !isOver(signal, this.#at)));
    const { catalog, peers, meters, event, account } = sight;
    return new AccountSight({ catalog, peers }, { ...account, signals }, meters, event);
  }

  /** The account with its signals, in an order that does not tell in which they were found. */
  conclude(account: Account): Detection {
    if (isSame(this.#signals, account.signals)) return { account, signals: NONE };
    const signals = supersede(forgetEnded(this.#signals)).toSorted((left, right) => byCodeUnit(left.id, right.id));
    const firedIds = new Set(this.#fired.map((signal) => signal.id));
    return { account: { ...account, signals }, signals: signals.filter((signal) => firedIds.has(signal.id)) };
  }

  /** What stands of a rule, about what is looked at. */
  #standing(rule: string, { meters, catalog }: Sight): readonly Signal[] {
    const isPart = meters.length < catalog.meters.size;
    const stands = (signal: Signal): boolean =>
      signal.signal === rule &&
      !isOver(signal, this.#at) &&
      !(isPart && signal.subject !== null && !meters.some((meter) => meter.id === signal.subject));
    return this.#signals.some(stands) ? this.#signals.filter(stands) : NONE;
  }
}

function withWake(detection: Detection, { version }: Detectors, at: Instant | null): Detection {
  const { wake } = detection.account;
  if (wake?.version === version && wake.at === at) return detection;
  return { ...detection, account: { ...detection.account, wake: { version, at } } };
}

function reckonWake(by: Detectors, detection: Detection): Detection {
  return withWake(detection, by, wakeOf(by, detection.account));
}

/** The first instant at which a signal ends by itself or a rule that depends on time may answer otherwise. */
function wakeOf(by: Detectors, account: Account): Instant | null {
  const sight = new AccountSight(by, account, by.meters);
  const ends = account.signals.map((signal) => signal.expiresAt);
  const turns = by.watches.map(({ detector, rule }) => detector.next?.(sight, rule) ?? null);
  return [...ends, ...turns].filter((at) => at !== null && at > account.seenAt).reduce(sooner, null);
}

function sooner(left: Instant | null, right: Instant | null): Instant | null {
  if (left === null || right === null) return left ?? right;
  return left < right ? left : right;
}

function metersBetween(catalog: Catalog, before: Account, after: Account): readonly Meter[] {
  const changed: Meter[] = [];
  for (const id in after.meters) {
    const meter = before.meters[id] === after.meters[id] ? undefined : catalog.meters.get(id);
    if (meter !== undefined) changed.push(meter);
  }
  return changed;
}

function isOver(signal: Signal, at: Instant): boolean {
  return signal.expiresAt !== null && signal.expiresAt <= at;
}

function isSame(left: readonly Signal[], right: readonly Signal[]): boolean {
  return left.length === right.length && left.every((signal, index) => signal === right[index]);
}

import type { Catalog, SignalRule } from '../catalog/catalog.ts';
import type { SignalPriority } from '../catalog/preset-spec.ts';
import { type PresetName, PRESETS } from '../catalog/presets.ts';
import type { Instant } from '../kernel/instant.ts';
import { byCodeUnit } from '../kernel/text-order.ts';
import type { Account, Signal } from '../observe/account.ts';
import { planOf } from '../observe/entitlement.ts';
import type { Detector, Finding, Sight } from './detector.ts';
import { DETECTORS } from './detectors.ts';
import type { PeerTable } from './peers.ts';

/** What detection adds to an account: the account with its signals brought up to date, and those that fired just now. */
export interface Detection {
  readonly account: Account;
  readonly signals: readonly Signal[];
}

/** What else detection may know. */
export interface DetectOptions {
  readonly peers: PeerTable | null;
}

/** Detects what a fact changed: only the rules that depend on what it changed are asked, so that the cost is that of the fact. */
export function detectAfterFact(catalog: Catalog, before: Account, after: Account, options: DetectOptions): Detection {
  return detect(catalog, after, options, (detector) => detector.reads.some((slice) => before[slice] !== after[slice]));
}

/** Detects what time alone changed up to `at`, at each of the instants at which it did. Nothing for an instant that is past already. */
export function passTime(catalog: Catalog, account: Account, at: Instant, options: DetectOptions): Detection {
  if (at <= account.seenAt) return { account, signals: [] };
  const fired: Signal[] = [];
  let current = account;
  for (
    let next = nextDetectionAt(catalog, current, options);
    next !== null && next <= at;
    next = nextDetectionAt(catalog, current, options)
  ) {
    const detection = detect(catalog, { ...current, seenAt: next }, options, isTimed);
    current = detection.account;
    fired.push(...detection.signals);
  }
  return {
    account: { ...current, seenAt: at },
    signals: fired,
  };
}

function isTimed(detector: Detector<PresetName>, standing: readonly Signal[]): boolean {
  return detector.next !== undefined || standing.length > 0;
}

/** When time alone may next change what is detected; null: never. */
export function nextDetectionAt(catalog: Catalog, account: Account, options: DetectOptions): Instant | null {
  const sight = sightOf(catalog, account, options);
  const ends = account.signals.flatMap((signal) => signal.expiresAt ?? []);
  const turns = catalog.signals.flatMap((rule) => detectorOf(rule).next?.(sight, rule) ?? []);
  const ahead = [...ends, ...turns].filter((at) => at > account.seenAt);
  return ahead.length === 0 ? null : (Math.min(...ahead) as Instant);
}

/** The signals that hold at an instant and that no higher one replaced: the most urgent first, ties by id. */
export function activeSignals(account: Account, at: Instant): readonly Signal[] {
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

function detect(
  catalog: Catalog,
  account: Account,
  options: DetectOptions,
  isDue: (detector: Detector<PresetName>, standing: readonly Signal[]) => boolean,
): Detection {
  const sight = sightOf(catalog, account, options);
  const fired: Signal[] = [];
  const kept: Signal[] = [];
  for (const rule of catalog.signals) {
    const standing = account.signals.filter((signal) => signal.signal === rule.id && !isOver(signal, sight.at));
    const detector = detectorOf(rule);
    if (!isDue(detector, standing)) {
      kept.push(...standing);
      continue;
    }
    const outcome = reconcile(rule, standing, detector.find(sight, rule, standing), sight.at);
    kept.push(...outcome.kept, ...outcome.fired);
    fired.push(...outcome.fired);
  }
  if (fired.length === 0 && isSame(kept, account.signals)) return { account, signals: [] };
  const signals = supersede(forgetEnded(kept));
  const firedIds = new Set(fired.map((signal) => signal.id));
  return {
    account: { ...account, signals },
    signals: signals.filter((signal) => firedIds.has(signal.id)),
  };
}

/** What was found is held against what stood: a new occurrence fires, one that goes on stays, one that no longer holds has ended. */
function reconcile(
  rule: SignalRule,
  standing: readonly Signal[],
  findings: readonly Finding[],
  at: Instant,
): { readonly kept: readonly Signal[]; readonly fired: readonly Signal[] } {
  const open = findings.filter((finding) => finding.expiresAt === null || finding.expiresAt > at);
  const kept = standing.flatMap((signal) => {
    const again = open.find((finding) => isOccurrence(rule, finding, signal));
    if (again !== undefined)
      return signal.endedAt === null && signal.expiresAt === again.expiresAt
        ? [signal]
        : [{ ...signal, endedAt: null, expiresAt: again.expiresAt }];
    // One with an end of its own is remembered until then, so that the same occurrence does not fire twice.
    if (signal.expiresAt === null) return [];
    return signal.endedAt === null ? [{ ...signal, endedAt: at }] : [signal];
  });
  const fired = open
    .filter((finding) => !standing.some((signal) => isOccurrence(rule, finding, signal)))
    .map((finding) => signalOf(rule, finding, at));
  return { kept, fired };
}

function signalOf(rule: SignalRule, finding: Finding, at: Instant): Signal {
  const { category, polarity } = PRESETS[rule.preset];
  return {
    id: `${occurrenceKey(rule, finding)}${at}`,
    signal: rule.id,
    category,
    priority: rule.priority,
    polarity,
    subject: finding.subject,
    firedAt: at,
    expiresAt: finding.expiresAt,
    endedAt: null,
    evidence: finding.evidence,
    group: finding.group ?? null,
    rank: finding.rank ?? 0,
    supersededBy: null,
  };
}

function isOccurrence(rule: SignalRule, finding: Finding, signal: Signal): boolean {
  return signal.id.startsWith(occurrenceKey(rule, finding));
}

function occurrenceKey(rule: SignalRule, finding: Finding): string {
  return `${rule.id}:${finding.subject ?? ''}:${finding.episode}@`;
}

/** So many signals that ended before their time are remembered; each is there only so that the same does not fire again. */
const MAX_ENDED = 24;

function forgetEnded(signals: readonly Signal[]): readonly Signal[] {
  const ended = signals.filter((signal) => signal.endedAt !== null);
  if (ended.length <= MAX_ENDED) return signals;
  const remembered = new Set(
    ended.toSorted((left, right) => (right.endedAt ?? 0) - (left.endedAt ?? 0)).slice(0, MAX_ENDED),
  );
  return signals.filter((signal) => signal.endedAt === null || remembered.has(signal));
}

/** Of one group the highest rank is active; the others say what superseded them. */
function supersede(signals: readonly Signal[]): readonly Signal[] {
  return signals.map((signal) => {
    const rivals = signals.filter(
      (other) => other.group !== null && other.group === signal.group && other.endedAt === null,
    );
    const highest = rivals.reduce((best, other) => (other.rank > best.rank ? other : best), signal);
    const supersededBy = highest === signal ? null : highest.id;
    return supersededBy === signal.supersededBy ? signal : { ...signal, supersededBy };
  });
}

function sightOf(catalog: Catalog, account: Account, { peers }: DetectOptions): Sight {
  return {
    catalog,
    account,
    plan: planOf(catalog, account),
    at: account.seenAt,
    peers,
  };
}

/** The detector of a rule's preset: the two always belong together. */
function detectorOf(rule: SignalRule): Detector<PresetName> {
  return DETECTORS[rule.preset];
}

function isOver(signal: Signal, at: Instant): boolean {
  return signal.expiresAt !== null && signal.expiresAt <= at;
}

function isSame(left: readonly Signal[], right: readonly Signal[]): boolean {
  return left.length === right.length && left.every((signal, index) => signal === right[index]);
}

import type { SignalRule } from '../catalog/catalog.ts';
import { PRESETS } from '../catalog/presets.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Signal } from '../observe/account.ts';
import type { RuleWatch } from './rule-watch.ts';
import { signalId } from '../observe/signal-id.ts';
import type { Finding, Sight } from './detector.ts';

/** What was found is held against what stood: a new occurrence fires, one that goes on stays, one that no longer holds has ended. */
export function reconcile(
  { rule, detector }: RuleWatch,
  standing: readonly Signal[],
  findings: readonly Finding[],
  sight: Sight,
): { readonly kept: readonly Signal[]; readonly fired: readonly Signal[] } {
  const { at } = sight;
  const open = findings.filter((finding) => finding.expiresAt === null || finding.expiresAt > at);
  const kept = standing.flatMap((signal) => {
    const again = open.find((finding) => isOccurrence(finding, signal));
    if (again !== undefined)
      return signal.endedAt === null && signal.expiresAt === again.expiresAt
        ? [signal]
        : [{ ...signal, endedAt: null, expiresAt: again.expiresAt }];
    // One with an end of its own is remembered until then, so that the same occurrence does not fire twice.
    if (signal.expiresAt === null && detector.remembers?.(sight, signal) !== true) return [];
    return signal.endedAt === null ? [{ ...signal, endedAt: at }] : [signal];
  });
  const fired = open
    .filter((finding) => !standing.some((signal) => isOccurrence(finding, signal)))
    .map((finding) => signalOf(rule, finding, at));
  return { kept, fired };
}

function signalOf(rule: SignalRule, finding: Finding, at: Instant): Signal {
  const { category, polarity } = rule.preset === null ? rule : PRESETS[rule.preset];
  return {
    id: signalId({ signal: rule.id, subject: finding.subject, episode: finding.episode, firedAt: at }),
    signal: rule.id,
    category,
    priority: rule.priority,
    polarity,
    subject: finding.subject,
    episode: finding.episode,
    firedAt: at,
    expiresAt: finding.expiresAt,
    endedAt: null,
    evidence: finding.evidence,
    group: finding.group ?? null,
    rank: finding.rank ?? 0,
    supersededBy: null,
  };
}

/** Both of the same rule: whether it is the same occurrence of the same thing. */
function isOccurrence(finding: Finding, signal: Signal): boolean {
  return signal.subject === finding.subject && signal.episode === finding.episode;
}

/** So many signals that ended before their time are remembered; each is there only so that the same does not fire again. */
const MAX_ENDED = 24;

export function forgetEnded(signals: readonly Signal[]): readonly Signal[] {
  const ended = signals.filter((signal) => signal.endedAt !== null && signal.expiresAt !== null);
  if (ended.length <= MAX_ENDED) return signals;
  const remembered = new Set(
    ended.toSorted((left, right) => (right.endedAt ?? 0) - (left.endedAt ?? 0)).slice(0, MAX_ENDED),
  );
  return signals.filter((signal) => signal.endedAt === null || signal.expiresAt === null || remembered.has(signal));
}

import type { ConditionRule } from '../catalog/catalog.ts';
import { type ConditionSet, holds, profileOf } from '../condition/condition-set.ts';
import type { Slot, Value } from '../condition/schema.ts';
import { DAY_MS, type Instant, later } from '../kernel/instant.ts';
import type { Evidence, Signal } from '../observe/account.ts';
import type { Finding, RuleDetector, Sight } from './detector.ts';
import { earliest } from './presets/usage.ts';
import type { AccountSlot } from './vocabulary/account-slot.ts';

/** How long a signal lasts that is asked for at events and does not say. */
const EXPIRES_DAYS = 14;
/** So many of a list are kept as evidence. */
const MAX_EVIDENCE = 12;

/**
 * Finds a signal by its condition. One that watches holds as long as the condition is true, and `holdDays` longer: from false to true
 * is one occurrence. One that is asked at events lasts from the event on; another such event meanwhile makes it last from then.
 */
export function conditionDetector(rule: ConditionRule, set: ConditionSet<AccountSlot>): RuleDetector {
  const judge = (sight: Sight): Evidence | null => {
    const profile = profileOf(set, ({ spec, key }) => spec.read(sight, key));
    return holds(set, 0, profile) ? evidenceOf(set.slots, profile.values) : null;
  };
  return rule.on === null ? watching(rule, set, judge) : asked(rule, rule.on, judge);
}

/** The values that a condition was judged by, where it was true; null where it was not. */
type Judge = (sight: Sight) => Evidence | null;

function watching({ holdDays }: ConditionRule, { slots }: ConditionSet<AccountSlot>, judge: Judge): RuleDetector {
  const timed = slots.filter(({ spec }) => spec.next !== undefined);
  return {
    reads: [...new Set(slots.flatMap(({ spec }) => spec.reads))],
    find: (sight, _, standing) => {
      const evidence = judge(sight);
      if (evidence !== null) return [finding(evidence, null)];
      const [stands] = standing;
      if (stands === undefined || holdDays === null) return [];
      return [finding(stands.evidence, stands.expiresAt ?? later(sight.at, holdDays * DAY_MS))];
    },
    ...(timed.length === 0
      ? {}
      : {
          next: (sight) =>
            earliest(
              timed.flatMap(({ spec, key }) => spec.next?.(sight, key) ?? []),
              sight.at,
            ),
        }),
  };
}

function asked({ expiresDays }: ConditionRule, events: readonly string[], judge: Judge): RuleDetector {
  const lastsMs = (expiresDays ?? EXPIRES_DAYS) * DAY_MS;
  return {
    reads: [],
    find: (sight, _, standing) => {
      const [stands] = standing;
      const { event } = sight;
      const evidence = event !== null && events.includes(event.event) ? judge(sight) : null;
      if (event === null || evidence === null)
        return stands === undefined ? [] : [finding(stands.evidence, stands.expiresAt)];
      return [finding(evidence, latestEnd(stands, later(event.at, lastsMs)))];
    },
  };
}

function latestEnd(stands: Signal | undefined, end: Instant): Instant {
  const standing = stands?.expiresAt ?? end;
  return standing > end ? standing : end;
}

function finding(evidence: Evidence, expiresAt: Instant | null): Finding {
  return { subject: null, episode: 'condition', evidence, expiresAt };
}

function evidenceOf(slots: readonly Slot<AccountSlot>[], values: readonly (Value | undefined)[]): Evidence {
  const read = slots.flatMap(({ name, index }): [string, Evidence[string]][] => {
    const value = values[index];
    if (value === undefined) return [];
    return [[name, typeof value === 'object' ? value.map(String).slice(0, MAX_EVIDENCE) : value]];
  });
  return Object.fromEntries(read);
}

import type { Catalog } from '../catalog/catalog.ts';
import { DAY_MS, type Instant, later } from '../kernel/instant.ts';
import type { Account } from '../observe/account.ts';
import type { QualificationRuleId, RuleVerdict } from './qualification-rule.ts';

/** What is due instead of an offer (S3.35). */
export const INTERVENTIONS = [
  'payment',
  'resolve-tickets',
  'answer-complaint',
  'ask-about-downgrade',
  'reach-out',
  'onboarding-help',
  'adoption-help',
] as const;
export type InterventionKind = (typeof INTERVENTIONS)[number];

export interface Intervention {
  readonly kind: InterventionKind;
  /** The rules that failed and call for it. */
  readonly rules: readonly QualificationRuleId[];
  /** What they said, in one sentence each. */
  readonly reason: string;
  /** Since when it is due, as far as that is known. */
  readonly since: Instant | null;
}

/**
 * What is due to an account that is not ready (S3.35), the most pressing first: worked out anew from the rules that fail, so that each is
 * over as soon as its gap is closed. An account that is merely young, or has no need, is owed nothing: help with adoption is due from the
 * end of onboarding on, help with onboarding in its second month (S4.17).
 */
export function interventionsOf(
  catalog: Catalog,
  account: Account,
  { verdicts, at }: { readonly verdicts: readonly RuleVerdict[]; readonly at: Instant },
): readonly Intervention[] {
  const { monthTwoFromDays, minAccountAgeForOnboardingDays } = catalog.config.qualification;
  const { health, since } = account;
  const onboarded = later(since, minAccountAgeForOnboardingDays * DAY_MS);
  const grown: readonly QualificationRuleId[] = at < onboarded ? [] : ['qualification.adoption', 'qualification.value'];
  const calls: readonly Call[] = [
    ['payment', ['health.payment'], health.paymentFailedAt],
    ['resolve-tickets', ['health.tickets'], earliest(Object.values(health.tickets))],
    ['answer-complaint', ['health.complaint'], health.complaintAt],
    ['ask-about-downgrade', ['health.downgrade'], health.downgradedAt],
    ['reach-out', ['health.declining'], declineSince(catalog, account)],
    ['onboarding-help', ['onboarding'], later(since, monthTwoFromDays * DAY_MS)],
    ['adoption-help', grown, laterOf(onboarded, account.upgrade?.at ?? null)],
    ['reach-out', at < onboarded ? [] : ['qualification.engagement'], null],
  ];
  return calls.flatMap((call, index) => {
    const failed = verdicts.filter(({ rule, pass }) => !pass && call[1].includes(rule));
    const isSaid = calls.slice(0, index).some(([kind, rules]) => kind === call[0] && failsAny(verdicts, rules));
    if (failed.length === 0 || isSaid) return [];
    const reason = failed.map(({ detail }) => detail).join('; ');
    return [{ kind: call[0], rules: failed.map(({ rule }) => rule), reason, since: call[2] }];
  });
}

/** Which rules call for what, and since when it is due. */
type Call = readonly [InterventionKind, readonly QualificationRuleId[], Instant | null];

function failsAny(verdicts: readonly RuleVerdict[], rules: readonly QualificationRuleId[]): boolean {
  return verdicts.some(({ rule, pass }) => !pass && rules.includes(rule));
}

/** Since when a decline is known, where the team's config watches for one. */
function declineSince(catalog: Catalog, { signals }: Account): Instant | null {
  const watched = catalog.signals.filter(({ preset }) => preset === 'health.declining').map(({ id }) => id);
  return earliest(
    signals.flatMap(({ signal, endedAt, firedAt }) => (watched.includes(signal) && endedAt === null ? [firedAt] : [])),
  );
}

function earliest(instants: readonly Instant[]): Instant | null {
  return instants.length === 0 ? null : (Math.min(...instants) as Instant);
}

function laterOf(left: Instant, right: Instant | null): Instant {
  return right !== null && right > left ? right : left;
}

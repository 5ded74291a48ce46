import type { AccountView } from '../api/account-view.ts';
import type { InterventionView, QualificationRule, ReadinessView } from '../api/readiness-view.ts';
import type { Stage } from '../api/stage-view.ts';

/** Of each rule what it says where it passes. */
const PASSES: readonly (readonly [string, string])[] = [
  ['qualification.adoption', '60% of what the plan includes is in use (2 of 3 features, 1 of 2 meters); 40% is needed'],
  [
    'qualification.engagement',
    'the engagement score is 71 of 100 (active on 16 of 30 days, 80% of the fullest limit used, 2 of 2 members active); 30 is needed',
  ],
  ['qualification.value', 'value is proven: 8 of 10 invoices are in use'],
  ['qualification.need', 'usage.approaching of invoices tells of a need'],
  [
    'qualification.budget',
    'an offer that serves itself asks for no budget; neither company size nor funding stage is known',
  ],
  ['health.declining', 'use changes by +4.1% a week over 9 weeks; falling by 5% is a decline'],
  ['health.tickets', '0 open tickets; 1 speaks against an offer'],
  ['health.complaint', 'no complaint in the last 30 days'],
  ['health.payment', 'no failed payment in the last 30 days'],
  ['health.downgrade', 'no step down in the last 90 days'],
  ['onboarding', 'day 112, after month two of onboarding; value is proven: 8 of 10 invoices are in use'],
];

/** Of each part what it is read from, where nothing else is said. */
const PARTS: readonly (readonly [string, string])[] = [
  ['usage.limits', 'the fullest limit is at 8 of 10 invoices; it counts from 50% on'],
  ['usage.wanted', 'nothing that the plan lacks was wanted'],
  ['usage.adoption', '60% of what the plan includes is in use'],
  ['engagement.score', 'the engagement score is 71 of 100; active on 16 of 30 days'],
  ['engagement.value', 'value is proven: 8 of 10 invoices are in use'],
  ['engagement.team', '0 joined in the last 30 days; 3 count in full'],
  ['financial.intent', 'nobody looked at the prices'],
  ['financial.budget', 'neither company size nor funding stage is known'],
  [
    'signal.elevated',
    'usage.approaching (critical) fired on 2026-11-20T14:12:00.000Z; it counts half as much every 7 days',
  ],
  ['health.declining', 'use changes by +4.1% a week over 9 weeks; falling by 5% is a decline'],
  ['health.tickets', '0 open tickets; 1 speaks against an offer'],
  ['health.complaint', 'no complaint in the last 30 days'],
  ['financial.trouble', 'no failed payment and no step down lately'],
];

/** The parts that add something, where nothing else is said. */
const POINTS: Readonly<Record<string, number>> = {
  'usage.limits': 15,
  'usage.adoption': 3,
  'engagement.score': 11,
  'engagement.value': 10,
  'signal.elevated': 7,
};

interface Reading {
  /** The parts that add or take away, by their points. */
  readonly points?: Readonly<Record<string, number>>;
  /** What parts and rules that pass are read from, where it is not the usual. */
  readonly says?: Readonly<Record<string, string>>;
  /** The rules that fail, by what they say. */
  readonly fails?: Readonly<Record<string, string>>;
  readonly due?: readonly InterventionView[];
}

/** What an account's view says of its readiness, with a score that agrees with its parts. */
export function aReadiness(
  stage: Stage,
  { points = POINTS, says = {}, fails = {}, due = [] }: Reading = {},
): Pick<AccountView, 'readiness' | 'qualification' | 'interventions'> {
  const contributions = PARTS.map(([name, detail]) => ({
    name,
    points: points[name] ?? 0,
    detail: fails[name] ?? says[name] ?? detail,
  }));
  const sum = contributions.reduce((total, each) => total + each.points, 0);
  const score = Math.min(100, Math.max(0, sum));
  const bounds = {
    name: 'bounds',
    points: score - sum,
    detail: `the rest comes to ${sum}; a score is from 0 to 100`,
  };
  const qualification: readonly QualificationRule[] = PASSES.map(([rule, detail]) => ({
    rule,
    pass: fails[rule] === undefined,
    detail: fails[rule] ?? says[rule] ?? detail,
    values: {},
  }));
  const reasons = qualification.flatMap(({ rule, pass, detail }) => (pass ? [] : [{ rule, detail }]));
  const readiness: ReadinessView = {
    stage,
    score,
    contributions: score === sum ? contributions : [...contributions, bounds],
    qualified: reasons.length === 0,
    reasons,
  };
  return { readiness, qualification, interventions: due };
}

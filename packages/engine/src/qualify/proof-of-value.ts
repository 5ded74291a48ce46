import type { Catalog } from '../catalog/catalog.ts';
import { toIso } from '../kernel/instant.ts';
import { byCodeUnit } from '../kernel/text-order.ts';
import { longestStreak } from './longest-streak.ts';
import { lacks } from './granted-use.ts';
import { fillText } from './limit-fill.ts';
import type { QualificationSight, RuleVerdict } from './qualification-rule.ts';

/** What shows that an account got value out of what it has. */
export interface Proof {
  /** `goal`: what the team itself declares to be value; `use`: sustained use of the core of the product. */
  readonly kind: 'goal' | 'use';
  readonly what: string;
}

/**
 * Proof that the core value was experienced (S0.5), the strongest first: an outcome, milestone or workflow of the team's own was reached
 * (S2.1, S3.8, S3.10, S3.11); or the core of the product is in sustained use: half of a limit, a feature ten times, seven days in a row
 * (S3.9). A limit that was high by the end of the period before proves it still. null: nothing does.
 */
export function proofOfValue(sight: QualificationSight): Proof | null {
  const goal = goalReached(sight);
  if (goal !== null) return { kind: 'goal', what: goal };
  const use = limitInUse(sight) ?? featureInUse(sight) ?? streakOf(sight);
  return use === null ? null : { kind: 'use', what: use };
}

/** How many goals the team declares: what it takes for one of them to be asked for. */
export function goalsDeclared({ outcomes, milestones, workflows }: Catalog): number {
  return outcomes.size + milestones.size + workflows.size;
}

/** S0.5: the core value was experienced. */
export function value(sight: QualificationSight): RuleVerdict {
  const { catalog, account, limits, settings } = sight;
  const proof = proofOfValue(sight);
  const fullest = limits[0];
  const declared = goalsDeclared(catalog);
  const streak = longestStreak(account.activity.days);
  const goals = declared === 0 ? [] : [`none of ${declared} goals was reached`];
  const shown = [
    ...goals,
    ...(fullest === undefined ? [] : [`the fullest limit is at ${fillText(fullest)}`]),
    `the most days in a row are ${streak} of ${settings.coreStreakDays}`,
  ];
  return {
    rule: 'qualification.value',
    pass: proof !== null,
    detail: proof === null ? `no value is proven yet: ${shown.join(', ')}` : `value is proven: ${proof.what}`,
    values: { declared, streakDays: streak, ...(proof === null ? {} : { proof: proof.what, kind: proof.kind }) },
  };
}

function goalReached({ catalog, account }: QualificationSight): string | null {
  const kinds = [
    ['outcome', catalog.outcomes, account.outcomes],
    ['milestone', catalog.milestones, account.milestones],
    ['workflow', catalog.workflows, account.workflows],
  ] as const;
  for (const [kind, declared, reached] of kinds) {
    const first = Object.entries(reached)
      .flatMap(([id, { reachedAt }]) => (reachedAt === null || !declared.has(id) ? [] : [{ id, reachedAt }]))
      .toSorted((left, right) => left.reachedAt - right.reachedAt || byCodeUnit(left.id, right.id))[0];
    if (first !== undefined)
      return `the ${kind} "${declared.get(first.id)?.name ?? first.id}" was reached on ${toIso(first.reachedAt)}`;
  }
  return null;
}

/** Seats count as soon as they run out: who brings a team in has seen what for. */
function limitInUse({ limits, settings }: QualificationSight): string | null {
  const core = limits.find(({ isSeats, isNear, share }) => (isSeats ? isNear : share >= settings.coreLimitShare));
  if (core !== undefined) return `${fillText(core)} are in use`;
  const before = limits.find(({ wasHigh }) => wasHigh);
  return before === undefined ? null : `the period before ended near the limit of ${before.name}`;
}

function featureInUse({ catalog, account, granted, settings }: QualificationSight): string | null {
  const most = Object.entries(account.features)
    .filter(([feature, { count }]) => count >= settings.coreUses && !lacks(granted, feature))
    .toSorted(([left, one], [right, other]) => other.count - one.count || byCodeUnit(left, right))[0];
  if (most === undefined) return null;
  const [feature, { count }] = most;
  return `${catalog.features.get(feature)?.name ?? feature} was used ${count} times`;
}

function streakOf({ account, settings }: QualificationSight): string | null {
  const streak = longestStreak(account.activity.days);
  return streak < settings.coreStreakDays ? null : `active on ${streak} days in a row`;
}

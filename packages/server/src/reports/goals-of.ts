import { type Account, type Instant, planOf, type Program } from '@kairos/engine';
import { companySize, type GoalWatch } from '@kairos/measure';

/** One goal of one account, and when it got there. */
export interface AccountGoal {
  readonly kind: GoalWatch['kind'];
  readonly id: string;
  readonly name: string;
  /** null: not yet. */
  readonly reachedAt: Instant | null;
}

/** Every goal that the config declares, as an account stands to it. */
export function goalsOf({ catalog }: Program, account: Account): readonly AccountGoal[] {
  const firsts = [...catalog.workflows.keys()].flatMap((id) => account.workflows[id]?.first ?? []);
  return [
    ...[...catalog.milestones.values()].map(({ id, name }) => {
      return { kind: 'milestone', id, name, reachedAt: account.milestones[id]?.reachedAt ?? null } as const;
    }),
    ...[...catalog.outcomes.values()].map(({ id, name }) => {
      return { kind: 'outcome', id, name, reachedAt: account.outcomes[id]?.reachedAt ?? null } as const;
    }),
    ...[...catalog.workflows.values()].map(({ id, name }) => {
      return { kind: 'workflow', id, name, reachedAt: account.workflows[id]?.first ?? null } as const;
    }),
    ...(catalog.workflows.size === 0
      ? []
      : [
          {
            kind: 'first-workflow',
            id: 'first-workflow',
            name: 'First workflow',
            reachedAt: firsts.length === 0 ? null : (Math.min(...firsts) as Instant),
          } as const,
        ]),
  ];
}

/** The segment of an account of which the trait in question is not known. */
const UNKNOWN = 'unknown';

/** The segment that an account belongs to: by `plan` the one it is on now, by `employees` its band of size, else a trait's value. */
export function segmentOf({ catalog }: Program, account: Account, by: string): string {
  if (by === 'plan') return planOf(catalog, account).id;
  const value = Object.hasOwn(account.traits, by) ? account.traits[by] : undefined;
  if (by === 'employees') return companySize(Number(value ?? Number.NaN)) ?? UNKNOWN;
  return value === undefined || value === '' ? UNKNOWN : String(value);
}

import type { SignalCategory } from '../../catalog/preset-spec.ts';
import type { CopyRule } from './rule.ts';

/** The names that stand for the account or for what is sold: they tell nothing of what was done. */
const TELLS_NOTHING: ReadonlySet<string> = new Set([
  'account.name',
  'user.name',
  'plan.name',
  'next.name',
  'unlocks',
  'price',
  'priceDelta',
  'dueToday',
]);

/** What somebody walks into by doing something: then what they were doing can be told, and must be (S0.10). */
const WALKED_INTO: ReadonlySet<SignalCategory> = new Set<SignalCategory>(['usage', 'gate', 'seats', 'collaboration']);

/** S0.10, S2.60: what the reader was trying to do, or how much they used, bound to this account. A picture of it says it too. */
export const attemptedMissing: CopyRule = ({ parts, kind, isPreviewed, said }) => {
  const told = [...said, parts.done, parts.near].flatMap(({ variables }) => variables);
  if (isPreviewed || told.some((variable) => !TELLS_NOTHING.has(variable))) return [];
  return [
    {
      rule: 'copy.attempted-missing',
      severity: kind !== null && WALKED_INTO.has(kind) ? 'error' : 'warning',
      part: 'done',
      excerpt: '',
      message:
        'nothing here is about this account: say in "done" or "near" what they were doing or how much they used, as in "You have used {{ used }} of your {{ limit }} {{ meter.name }}" or "You came to {{ feature.name }}"',
    },
  ];
};

import { describe, expect, it } from 'vitest';
import { compile } from '../program.ts';
import { accountVocabulary } from '../detect/vocabulary/vocabulary.ts';
import { ledgerly } from '../testing/ledgerly.ts';
import { compiled } from '../testing/world.ts';
import type { ConfigInput } from './config-schema.ts';

type Signals = NonNullable<ConfigInput['signals']>;

function refusals(signals: Signals, trigger: readonly string[] = Object.keys(signals)): readonly string[] {
  const result = compile(ledgerly({ signals, plays: [{ id: 'p', trigger: [...trigger] }] }));
  return result.ok ? [] : result.issues.map(({ path, rule, message }) => `${path} ${rule ?? ''}: ${message}`);
}

describe('a play that the calendar alone would start', () => {
  it.each([
    ['thirty days old', 'account.ageDays >= 30'],
    ['sixty days old, on the first plan', 'account.ageDays == 60 && account.plan == "free"'],
    ['renewing soon', 'has(subscription.renewsInDays) && subscription.renewsInDays < 60'],
    ['old, and large by what it says of itself', 'account.ageDays > 30 && account.employees > 50'],
    [
      'old, and speaking of usage.invoices.used in a text',
      'account.ageDays > 30 && account.id != "usage.invoices.used"',
    ],
  ])('is refused: %s (S3.1)', (_, when) => {
    expect(refusals({ due: { when } })).toEqual([
      'plays.0.trigger play.calendar: "due" goes by the calendar alone, and a date is no need (S3.1): add to "when" what the account must have done, such as usage.<meter>.ratio > 0.8, or name a signal from real use',
    ]);
  });

  it('is refused when every one of its signals is such a date', () => {
    const dates = { old: { when: 'account.ageDays > 30' }, renewing: { when: 'subscription.renewsInDays < 60' } };
    expect(refusals(dates)).toEqual([expect.stringContaining('"old", "renewing" go by the calendar alone')]);
    expect(refusals({ ...dates, full: { preset: 'usage.reached' } })).toEqual([]);
  });

  it.each([
    ['what was used', 'account.ageDays > 30 && usage.invoices.ratio > 0.5'],
    ['a meter named in brackets', 'account.ageDays > 30 && usage["invoices"].used > 5.0'],
    ['who is there', 'account.ageDays > 30 && account.members >= 3'],
    ['another signal', 'account.ageDays > 30 && "full" in signals'],
    ['no date at all', 'account.plan == "free"'],
  ])('is not one that also asks for %s', (_, when) => {
    expect(refusals({ due: { when }, full: { preset: 'usage.reached' } }, ['due'])).toEqual([]);
  });

  it('is not one that is asked when somebody does something', () => {
    expect(refusals({ due: { when: 'account.ageDays > 30', on: ['Invoice Sent'] } })).toEqual([]);
  });

  it('is not the window before a renewal, which asks for proof of value', () => {
    expect(refusals({ due: { preset: 'renewal.window' } })).toEqual([]);
  });

  it('is told by every name that conditions have: what an account is and has, and all else that it does', () => {
    const { catalog } = compiled(ledgerly());
    const { fields } = accountVocabulary(catalog, { each: 'signal', names: new Set() });
    expect(Object.keys(fields).toSorted()).toEqual([
      'account',
      'activity',
      'features',
      'gates',
      'health',
      'intent',
      'milestones',
      'organisation',
      'outcomes',
      'signals',
      'subscription',
      'usage',
      'workflows',
    ]);
  });
});

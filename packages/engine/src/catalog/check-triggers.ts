import type { Issue } from '../kernel/issue.ts';
import { isObject, type Json } from '../kernel/scalar.ts';
import { itemsOf, listOf } from './declared-names.ts';

/** Where a condition reads when the calendar stands: how old the account is, when it renews. */
const CALENDAR: ReadonlySet<string> = new Set(['account.ageDays', 'subscription.renewsInDays']);

/** What conditions may ask that nobody has to do anything for: who the account is, and what it has. All else tells of behaviour. */
const STANDING = /^(?:account\.(?!members\b)|subscription\.)/;

/** Names as conditions write them, outside of texts: `account.ageDays`, `usage["api.calls"].used`. */
const NAMES = /\b[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[\s*(?:"[^"]*"|'[^']*')\s*\])+|\bsignals\b/g;
const TEXTS = /(?<!\[\s*)(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/g;

/**
 * S3.1: finds every play that the calendar alone would start: each of its signals is a condition on dates ("30 days old", "renews in
 * 60") that asks for nothing that anybody did. Reads the raw input, so that it is reported together with everything else.
 */
export function checkTriggers(input: Json): Issue[] {
  const signals = isObject(input['signals']) ? input['signals'] : {};
  return itemsOf(input['plays']).flatMap((play, index) => {
    const trigger = listOf(play['trigger']);
    if (trigger.length === 0 || !trigger.every((id) => isCalendarAlone(signals[id]))) return [];
    const names = trigger.map((id) => `"${id}"`).join(', ');
    return [
      {
        path: `plays.${index}.trigger`,
        rule: 'play.calendar',
        message: `${names} ${trigger.length === 1 ? 'goes' : 'go'} by the calendar alone, and a date is no need (S3.1): add to "when" what the account must have done, such as usage.<meter>.ratio > 0.8, or name a signal from real use`,
      },
    ];
  });
}

function isCalendarAlone(signal: unknown): boolean {
  if (!isObject(signal) || typeof signal['when'] !== 'string' || signal['on'] !== undefined) return false;
  const names: readonly string[] = signal['when'].replace(TEXTS, '""').match(NAMES) ?? [];
  return names.some((name) => CALENDAR.has(name)) && names.every((name) => STANDING.test(name));
}

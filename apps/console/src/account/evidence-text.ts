import type { Evidence } from '../api/evidence.ts';
import { countText } from '../text/number.ts';

/** The values that made a signal fire, as a phrase: `8 of 10 invoices, past 80%`, or each with its name where it is no limit. */
export function evidenceText(evidence: Evidence, subject: string): string {
  const { used, limit, threshold, ...others } = evidence;
  const of =
    typeof used === 'number' && typeof limit === 'number'
      ? [`${countText(used)} of ${countText(limit)} ${subject}`.trimEnd()]
      : [];
  const past = typeof threshold === 'number' ? [`past ${countText(threshold)}%`] : [];
  const rest = Object.entries(others).map(([name, value]) => `${inWords(name)} ${valueText(value)}`);
  const phrase = [...of, ...past, ...rest].join(', ');
  return of.length > 0 || subject === '' ? phrase : `${subject}: ${phrase}`;
}

/** `powerUsers` as `power users`. */
function inWords(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function valueText(value: Evidence[string]): string {
  if (typeof value === 'number') return countText(value);
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : value.join(', ');
}

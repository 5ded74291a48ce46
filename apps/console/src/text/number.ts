const COUNT = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
const PERCENT = new Intl.NumberFormat('en-GB', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** What stands where there is no number to show. */
export const NONE = '–';

/** A count with its thousands grouped; fractions to two places. */
export function countText(count: number): string {
  return COUNT.format(count);
}

/** A fraction as percent to one place; a dash where the denominator was nought. */
export function percentText(fraction: number | null): string {
  return fraction === null ? NONE : PERCENT.format(fraction);
}

/** A count with its unit: "1 user", "1,204 users". */
export function countOf(count: number, unit: string): string {
  return `${countText(count)} ${count === 1 ? unit : `${unit}s`}`;
}

/** A share with what it is a share of: "12.5% of 96"; a dash where there was nothing to be a share of. */
export function shareText(count: number, whole: number): string {
  return whole === 0 ? NONE : `${percentText(count / whole)} of ${countText(whole)}`;
}

/** The name of a meter or a feature inside a sentence: "Invoices" becomes "invoices", "API calls" stays. */
export function inSentence(name: string): string {
  const [first = '', second = ''] = name;
  return second === second.toUpperCase() ? name : `${first.toLowerCase()}${name.slice(1)}`;
}

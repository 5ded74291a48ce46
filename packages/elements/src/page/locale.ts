/**
 * The language that an element's text is in: the nearest `lang` around it, through shadow roots, as the document's author set it.
 * undefined: none is set, or it is none that can be formatted in; then the browser's own is used.
 */
export function localeOf(element: Element): string | undefined {
  const root = element.getRootNode();
  const lang = element.closest('[lang]')?.getAttribute('lang');
  if (lang == null && root instanceof ShadowRoot) return localeOf(root.host);
  return isLocale(lang) ? lang : undefined;
}

function isLocale(lang: string | null | undefined): lang is string {
  if (lang == null || lang === '') return false;
  try {
    return Intl.getCanonicalLocales(lang).length > 0;
  } catch {
    return false;
  }
}

/** Minor units as people write money: `4900` of USD as `$49.00`, of JPY as `¥4,900`. */
export function moneyText(amount: number, currency: string, locale: string | undefined): string {
  try {
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
    return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  } catch {
    // A currency that Intl doesn't know how to write.
    return `${(amount / 100).toFixed(2)} ${currency}`;
  }
}

/** An amount of a meter. From a hundred thousand on it is shortened (`8.6B`): nobody reads ten digits in a sentence. */
export function countText(count: number, locale: string | undefined): string {
  const isLarge = Math.abs(count) >= 100_000;
  const options: Intl.NumberFormatOptions = isLarge
    ? { notation: 'compact', maximumFractionDigits: 1 }
    : { maximumFractionDigits: 2 };
  return new Intl.NumberFormat(locale, options).format(count);
}

export type DateLength = 'short' | 'long' | 'withYear';

const DATE_OPTIONS: Readonly<Record<DateLength, Intl.DateTimeFormatOptions>> = {
  short: { day: 'numeric', month: 'short' },
  long: { day: 'numeric', month: 'long' },
  withYear: { day: 'numeric', month: 'long', year: 'numeric' },
};

/** The day of an ISO instant, in a time zone (the browser's own when none is named). Empty when it is no instant. */
export function dayText(
  iso: string,
  {
    length,
    locale,
    timeZone,
  }: { readonly length: DateLength; readonly locale: string | undefined; readonly timeZone?: string | undefined },
): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return '';
  const format = (zone: string | undefined): string =>
    new Intl.DateTimeFormat(locale, { ...DATE_OPTIONS[length], timeZone: zone }).format(at);
  try {
    return format(timeZone);
  } catch {
    // A time zone that this browser doesn't know.
    return format(undefined);
  }
}

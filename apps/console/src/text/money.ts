const formats = new Map<string, Intl.NumberFormat>();

/** Money in the words of its currency: 186200 of USD is "$1,862", 4950 is "$49.50". `amount` is in minor units, fractions allowed. */
export function moneyText(amount: number, currency: string): string {
  const format = formatOf(currency);
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** digits);
}

/** Money with its sign, for a change: "+$49", "−$49". */
export function moneyChangeText(amount: number, currency: string): string {
  return `${amount < 0 ? '−' : '+'}${moneyText(Math.abs(amount), currency)}`;
}

function formatOf(currency: string): Intl.NumberFormat {
  const known = formats.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    trailingZeroDisplay: 'stripIfInteger',
  });
  formats.set(currency, format);
  return format;
}

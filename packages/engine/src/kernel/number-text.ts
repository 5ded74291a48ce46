import type { Currency, MinorUnits } from './money.ts';

/** `12847` as `12,847`: whole part in groups of three, at most two decimals. English; other locales come with translations. */
export function numberText(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  const [whole = '0', decimals] = String(Math.abs(rounded)).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${rounded < 0 ? '-' : ''}${grouped}${decimals === undefined ? '' : `.${decimals}`}`;
}

/** Currencies whose minor unit isn't a hundredth (ISO 4217). */
const DECIMALS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

const SYMBOLS: Readonly<Record<string, string>> = {
  USD: '$',
  EUR: '€',
  GBP: '£',
  JPY: '¥',
};

/** `4900` of USD as `$49`, `4950` as `$49.50`; a currency without a sign of its own as `CHF 49`. */
export function moneyText(amount: MinorUnits, currency: Currency): string {
  const decimals = DECIMALS[currency] ?? 2;
  const divisor = 10 ** decimals;
  const magnitude = Math.abs(amount);
  const whole = numberText(Math.trunc(magnitude / divisor));
  const rest = magnitude % divisor;
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(decimals, '0')}`;
  const symbol = SYMBOLS[currency] ?? `${currency} `;
  return `${amount < 0 ? '-' : ''}${symbol}${whole}${fraction}`;
}

/** `["A", "B", "C"]` as `A, B and C`. */
export function listText(items: readonly string[]): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

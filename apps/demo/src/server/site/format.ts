/** Cents as `$1,240.00`; whole dollars as `$49` when asked to be short. */
export function dollars(cents: number, { short = false }: { readonly short?: boolean } = {}): string {
  const isWhole = cents % 100 === 0;
  const digits = short && isWhole ? 0 : 2;
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(cents / 100);
}

/** Cents as `$12.4k`, for where there is little room. */
export function roughDollars(cents: number): string {
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: 'USD',
    notation: 'compact',
    maximumFractionDigits: 1,
  }).format(cents / 100);
}

/** `4 Nov`, and `4 Nov 2025` in another year than `now`. UTC. */
export function day(at: number, now: number): string {
  const date = new Date(at);
  const isThisYear = date.getUTCFullYear() === new Date(now).getUTCFullYear();
  return date.toLocaleDateString('en-GB', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  });
}

/** `4 November`. UTC. */
export function longDay(at: number): string {
  return new Date(at).toLocaleDateString('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long' });
}

/** `INV-0042`. */
export function invoiceNumber(number: number): string {
  return `INV-${String(number).padStart(4, '0')}`;
}

/** `1 invoice`, `2 invoices`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

import { monthStart } from '../site/month-start.ts';
import type { NewInvoice } from '../store/invoices.ts';
import type { FictionalCompany } from './fictional-companies.ts';
import { slugOf } from './fictional-companies.ts';
import { type Random, randomFrom } from './random.ts';
import { CUSTOMERS, TRADES, type Work } from './trades.ts';

/** An invoice of a company's past, with what became of it. Times in epoch milliseconds. */
export interface InventedInvoice extends NewInvoice {
  readonly sentAt: number | null;
  readonly sentBy: string;
  readonly paidAt: number | null;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Invents a company's invoices up to an instant: the same for the same company every time, but for the dates, which are counted back
 * from `now`. Those of this month fall between its first day (UTC) and now, so that they count in the meter that runs.
 */
export function inventInvoices(company: FictionalCompany, now: number): readonly InventedInvoice[] {
  const random = randomFrom(company.name);
  const circle = customersOf(random);
  const months = company.earlierMonths.length;
  const earlier = company.earlierMonths.flatMap((count, index) => {
    const start = monthStart(now, index - months);
    return instants(random, count, { start, end: monthStart(now, index - months + 1) });
  });
  const current = instants(random, company.thisMonth, { start: monthStart(now, 0), end: now });
  const drafts = instants(random, company.drafts, { start: now - 2 * DAY_MS, end: now });
  const lastSentAt = current.at(-1) ?? 0;
  return [
    ...[...earlier, ...current].map((at) => ({ at, isSent: true })),
    ...drafts.map((at) => ({ at: Math.max(at, lastSentAt), isSent: false })),
  ].map(({ at, isSent }, index) => invent(random, company, { circle, at, isSent, index, now }));
}

function invent(
  random: Random,
  company: FictionalCompany,
  { circle, at, isSent, index, now }: { circle: Circle; at: number; isSent: boolean; index: number; now: number },
): InventedInvoice {
  const id = slugOf(company.name);
  const paidAt = at + random.between(3, 34) * DAY_MS + random.between(0, 9) * HOUR_MS;
  const isPaid = isSent && random.fraction() < 0.9 && paidAt < now;
  return {
    id: `${id}-${String(index + 1).padStart(4, '0')}`,
    company: id,
    customerName: random.pick(circle),
    createdAt: at,
    dueAt: at + random.pick([14, 14, 30]) * DAY_MS,
    lines: inventLines(random, TRADES[company.trade]),
    sentAt: isSent ? at : null,
    sentBy: slugOf(random.pick(company.people)),
    paidAt: isPaid ? paidAt : null,
  };
}

function inventLines(random: Random, works: readonly [Work, ...Work[]]): InventedInvoice['lines'] {
  const count = random.pick([1, 1, 2, 2, 3]);
  const first = random.between(0, works.length - 1);
  return Array.from({ length: Math.min(count, works.length) }, (_, offset) => {
    const work = works[(first + offset) % works.length] ?? works[0];
    const dollars = Math.round(random.between(work.from, work.to) / 5) * 5;
    return { description: work.description, quantity: random.between(1, work.most), unitAmount: dollars * 100 };
  });
}

type Circle = readonly [string, ...string[]];

/** The handful of customers that a company has, the first ones most often. */
function customersOf(random: Random): Circle {
  const first = random.between(0, CUSTOMERS.length - 1);
  const nth = (offset: number): string => CUSTOMERS[(first + offset * 5) % CUSTOMERS.length] ?? CUSTOMERS[0];
  return [nth(0), nth(0), nth(0), nth(1), nth(1), nth(2), nth(2), nth(3), nth(4), nth(5)];
}

/** So many instants of a stretch of time, in order. */
function instants(random: Random, count: number, { start, end }: { start: number; end: number }): number[] {
  const places = Array.from({ length: count }, () => Math.floor(start + random.fraction() * (end - start)));
  return places.toSorted((left, right) => left - right);
}

import { describe, expect, it } from 'vitest';
import type { Invoice } from '../store/invoices.ts';
import { aLedgerly, COMPANY, MEMBER, OWNER } from '../testing/a-ledgerly.ts';
import { summariseInvoices } from './summarise-invoices.ts';

const NOW = Date.UTC(2026, 4, 18);
const DAY_MS = 86_400_000;

function anInvoice(customer: string, total: number, sentAt: number | null, daysToPay: number | null): Invoice {
  return {
    id: `${customer}-${sentAt}`,
    company: 'foundry',
    number: 1,
    customer: { id: customer, name: customer },
    createdAt: 0,
    dueAt: 0,
    sentAt,
    sentBy: null,
    paidAt: sentAt === null || daysToPay === null ? null : sentAt + daysToPay * DAY_MS,
    total,
  };
}

describe('a report', () => {
  it('adds up what was sent by month and by customer, and leaves drafts out', () => {
    const invoices = [
      anInvoice('Bakery', 500, Date.UTC(2026, 4, 1), null),
      anInvoice('Bakery', 700, Date.UTC(2026, 3, 30, 23, 59), 4),
      anInvoice('Theatre', 300, Date.UTC(2026, 3, 2), 10),
      anInvoice('Theatre', 9_000, null, null),
      anInvoice('Theatre', 9_000, Date.UTC(2026, 1, 28), 3),
    ];
    expect(summariseInvoices(invoices, { now: NOW, months: 3 })).toEqual({
      months: [
        { start: Date.UTC(2026, 2, 1), invoiced: 0, paid: 0 },
        { start: Date.UTC(2026, 3, 1), invoiced: 1_000, paid: 1_000 },
        { start: Date.UTC(2026, 4, 1), invoiced: 500, paid: 0 },
      ],
      customers: [
        { name: 'Bakery', invoices: 2, invoiced: 1_200, unpaid: 500, meanDaysToPay: 4 },
        { name: 'Theatre', invoices: 1, invoiced: 300, unpaid: 0, meanDaysToPay: 10 },
      ],
      meanDaysToPay: 7,
    });
  });

  it('says nothing of days where nothing is paid', () => {
    const report = summariseInvoices([anInvoice('Bakery', 500, NOW - DAY_MS, null)], { now: NOW, months: 1 });
    expect(report.meanDaysToPay).toBeNull();
  });
});

describe('the reports page', () => {
  it('on Free says what reports do, shows sample figures, and puts the price beside the action', async () => {
    const page = await (await (await aLedgerly()).browserOf(OWNER)).text('/reports');
    const [value, action, price] = ['See what every month brought in', 'data-change-plan="pro"', '$49 a month'].map(
      (text) => page.indexOf(text),
    );
    expect(value).toBeGreaterThan(0);
    expect(action).toBeGreaterThan(value ?? 0);
    expect(price).toBeGreaterThan(action ?? 0);
    expect(page).toContain('Sample figures');
    expect(page).not.toContain('You have invoiced');
  });

  it('tells a member who can open it', async () => {
    const page = await (await (await aLedgerly()).browserOf(MEMBER)).text('/reports');
    expect(page).toContain('Wren Halloway can change your plan');
    expect(page).not.toContain('data-change-plan');
  });

  it('opens with the plan', async () => {
    const { kairos, browserOf } = await aLedgerly();
    const quote = { account: COMPANY, change: { plan: 'pro' } };
    await kairos.send('POST', '/v1/quotes', quote);
    await kairos.send('POST', '/v1/quotes/quo_3/accept', {});
    const page = await (await browserOf(OWNER)).text('/reports');
    expect(page).toContain('You have invoiced');
    expect(page).not.toContain('Sample figures');
  });
});

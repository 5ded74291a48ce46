import { describe, expect, it } from 'vitest';
import { ledgerly } from '../testing/ledgerly.ts';
import { type AccountInWorld, aWorld } from '../testing/world.ts';
import type { QualificationRuleId } from './qualification-rule.ts';
import { failing, verdictOf } from './testing/judged.ts';

const now = '2026-03-02T12:00:00Z';
const config = ledgerly();
const anAccount = (): AccountInWorld => aWorld({ now, config }).account('acme', { plan: 'pro' });
const verdict = (account: AccountInWorld, rule: QualificationRuleId, at: string = now) =>
  verdictOf(account, rule, { config, at });

describe('declining use (S3.34)', () => {
  /** So many events in each of some weeks, from Monday 2 March on. */
  function weekly(...counts: readonly number[]): AccountInWorld {
    const account = aWorld({ now: '2026-03-02T00:00:00Z', config }).account('acme');
    counts.forEach((times, week) => {
      const day = new Date(Date.UTC(2026, 2, 2 + week * 7)).toISOString();
      account.at(day).sent('Invoice Sent', { times });
    });
    return account;
  }

  it.each([
    [[20, 20, 20, 20], true, '+0% a week over 4 weeks'],
    [[20, 19, 18, 17], false, '-5.4% a week over 4 weeks'],
    [[22, 21, 20, 19], true, '-4.9% a week over 4 weeks'],
    [[20, 15, 10, 5], false, '-40% a week over 4 weeks'],
    [[5, 10, 15, 20], true, '+40% a week over 4 weeks'],
  ])('of the weeks %j passes: %s', (counts, pass, detail) => {
    const told = verdict(weekly(...counts), 'health.declining', '2026-03-30T00:00:00Z');
    expect(told.pass).toBe(pass);
    expect(told.detail).toContain(detail);
  });

  it('is not told before there are four complete weeks', () => {
    expect(verdict(weekly(20, 10, 5), 'health.declining', '2026-03-29T23:59:59Z')).toMatchObject({
      pass: true,
      detail: '3 complete weeks of use are too few to tell a decline',
    });
  });

  it('is over when use comes back', () => {
    const account = weekly(20, 15, 10, 5);
    expect(verdict(account, 'health.declining', '2026-03-30T00:00:00Z').pass).toBe(false);
    account.at('2026-03-30T12:00:00Z').sent('Invoice Sent', { times: 30 });
    account.at('2026-04-06T12:00:00Z').sent('Invoice Sent', { times: 40 });
    expect(verdict(account, 'health.declining', '2026-04-13T00:00:00Z').pass).toBe(true);
  });
});

describe('open tickets (S3.34)', () => {
  it('speak against an offer until the last one is resolved', () => {
    const account = anAccount();
    expect(verdict(account, 'health.tickets')).toMatchObject({
      pass: true,
      detail: '0 open tickets; 1 speaks against an offer',
    });
    account.sent('Ticket Opened', { properties: { ticket: 't1' } });
    account.at('2026-03-04T12:00:00Z').sent('Ticket Opened', { properties: { ticket: 't2' } });
    account.sent('Ticket Resolved', { properties: { ticket: 't2' } });
    expect(verdict(account, 'health.tickets', '2026-03-04T12:00:00Z')).toMatchObject({
      pass: false,
      detail: '1 open ticket, the oldest since 2026-03-02T12:00:00.000Z; 1 speaks against an offer',
    });
    account.sent('Ticket Resolved', { properties: { ticket: 't1' } });
    expect(verdict(account, 'health.tickets', '2026-03-04T12:00:00Z').pass).toBe(true);
  });

  it('speak against it from as many as the config says', () => {
    const lenient = ledgerly({ qualification: { openTickets: 2 } });
    const account = aWorld({ now, config: lenient })
      .account('acme')
      .sent('Ticket Opened', { properties: { ticket: 't1' } });
    expect(failing(account, { config: lenient })).not.toContain('health.tickets');
    account.sent('Ticket Opened', { properties: { ticket: 't2' } });
    expect(failing(account, { config: lenient })).toContain('health.tickets');
  });
});

describe('what happened lately', () => {
  it.each([
    ['Complaint Received', 'health.complaint', 'complaint'],
    ['Payment Failed', 'health.payment', 'failed payment'],
  ] as const)('%s speaks against an offer for 30 days', (event, rule, what) => {
    const account = anAccount();
    expect(verdict(account, rule)).toMatchObject({ pass: true, detail: `no ${what} in the last 30 days` });
    account.sent(event);
    expect(verdict(account, rule)).toMatchObject({
      pass: false,
      detail: `a ${what} on 2026-03-02T12:00:00.000Z; it stands until 2026-04-01T12:00:00.000Z`,
    });
    expect(verdict(account, rule, '2026-04-01T11:59:59.999Z').pass).toBe(false);
    expect(verdict(account, rule, '2026-04-01T12:00:00Z')).toMatchObject({
      pass: true,
      detail: `no ${what} in the last 30 days; the last was on 2026-03-02T12:00:00.000Z`,
    });
  });

  it('a failed payment is over once something is bought', () => {
    const account = anAccount().sent('Payment Failed').at('2026-03-05T12:00:00Z').subscribed('business');
    expect(verdict(account, 'health.payment', '2026-03-05T12:00:00Z').pass).toBe(true);
  });
});

describe('a step down', () => {
  it('speaks against an offer for 90 days', () => {
    const account = anAccount().subscribed('free');
    expect(verdict(account, 'health.downgrade')).toMatchObject({
      pass: false,
      detail: 'a step down on 2026-03-02T12:00:00.000Z; it stands until 2026-05-31T12:00:00.000Z',
    });
    expect(verdict(account, 'health.downgrade', '2026-05-31T11:59:59.999Z').pass).toBe(false);
    expect(verdict(account, 'health.downgrade', '2026-05-31T12:00:00Z').pass).toBe(true);
  });

  it('is forgotten by a step up, and by nothing else that is bought', () => {
    const account = anAccount().subscribed('free').subscribed('free', 'year');
    expect(verdict(account, 'health.downgrade').pass).toBe(false);
    expect(verdict(account.subscribed('pro'), 'health.downgrade').pass).toBe(true);
  });

  it('speaks against it from when it is asked for, until it is called off', () => {
    const account = anAccount().accepted({ plan: 'free' });
    expect(verdict(account, 'health.downgrade')).toMatchObject({
      pass: false,
      detail: 'a step down to Free is asked for and takes effect on 2026-04-02T12:00:00.000Z',
    });
    expect(verdict(account.accepted({ plan: 'pro' }), 'health.downgrade').pass).toBe(true);
  });

  it('is none when it is the first that is said of a subscription', () => {
    const account = aWorld({ now, config: ledgerly({ defaultPlan: 'pro' }) }).account('acme', { plan: 'free' });
    expect(verdictOf(account, 'health.downgrade', { config: ledgerly({ defaultPlan: 'pro' }) }).pass).toBe(true);
  });
});

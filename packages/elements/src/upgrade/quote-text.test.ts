import { aQuote } from '@kairos/client/testing';
import { describe, expect, it } from 'vitest';
import { ENGLISH, type NamedChange } from '../page/texts.ts';
import { quoteText } from './quote-text.ts';

const said = (
  given: Parameters<typeof aQuote>[0],
  named: NamedChange = { kind: 'plan', name: 'Pro' },
): ReturnType<typeof quoteText> => quoteText(aQuote(given), named, { texts: ENGLISH, locale: 'en-US' });

describe('a quote in words', () => {
  it('says what is due today and what follows, and puts both on the button', () => {
    expect(said({})).toEqual({
      lines: [{ description: 'Pro, one month', money: '$49.00' }],
      dueToday: '$49.00',
      then: 'Then $49.00 a month',
      insteadOf: null,
      takesEffect: null,
      confirm: 'Upgrade to Pro, pay $49.00 today',
    });
  });

  it('says what is paid now, where it is something', () => {
    expect(
      said({
        recurringBefore: { amount: 4900, interval: 'month' },
        recurringAfter: { amount: 149_000, interval: 'year' },
      }),
    ).toMatchObject({
      then: 'Then $1,490.00 a year',
      insteadOf: 'instead of $49.00 a month',
    });
  });

  it('promises no payment where credit covers it', () => {
    expect(said({ dueNow: -500 })).toMatchObject({ dueToday: 'Nothing', confirm: 'Upgrade to Pro, pay nothing today' });
  });

  it('says when a step down takes effect', () => {
    const down = { lines: [], dueNow: 0, mrrDelta: -4900, effectiveAt: '2026-04-01T12:00:00.000Z' };
    const takesEffect = 'Takes effect on April 1, 2026';
    expect(said(down, { kind: 'plan', name: 'Free' })).toMatchObject({ takesEffect, confirm: 'Change to Free' });
    expect(said(down, { kind: 'seats', name: '5 seats' })).toMatchObject({ takesEffect, confirm: 'Change to 5 seats' });
    expect(said(down, { kind: 'removal', name: 'Audit log' })).toMatchObject({ confirm: 'Remove Audit log' });
  });

  it.each([
    ['seats', '8 seats', 'Change to 8 seats, pay $49.00 today'],
    ['add-on', '50 more sends', 'Add 50 more sends, pay $49.00 today'],
    ['plan', 'Pro', 'Upgrade to Pro, pay $49.00 today'],
  ] as const)('calls a change of %s what it is', (kind, name, confirm) => {
    expect(said({}, { kind, name }).confirm).toBe(confirm);
  });

  it('writes what is left of the old seats as less', () => {
    const lines = [
      { description: 'Unused time on Team seats × 5', amount: -2250, proration: true },
      { description: 'Team seats × 8 for the rest of the period', amount: 3600, proration: true },
    ];
    expect(said({ lines, dueNow: 1350 }, { kind: 'seats', name: '8 seats' })).toMatchObject({
      lines: [
        { description: 'Unused time on Team seats × 5', money: '-$22.50' },
        { description: 'Team seats × 8 for the rest of the period', money: '$36.00' },
      ],
      dueToday: '$13.50',
    });
  });
});

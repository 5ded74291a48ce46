import { aQuote } from '@kairos/client/testing';
import { describe, expect, it } from 'vitest';
import { ENGLISH } from '../page/texts.ts';
import { quoteText } from './quote-text.ts';

const said = (given: Parameters<typeof aQuote>[0]): ReturnType<typeof quoteText> =>
  quoteText(aQuote(given), ENGLISH, 'en-US');

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
    const down = said({
      lines: [],
      dueNow: 0,
      mrrDelta: -4900,
      toName: 'Free',
      effectiveAt: '2026-04-01T12:00:00.000Z',
    });
    expect(down).toMatchObject({ takesEffect: 'Takes effect on April 1, 2026', confirm: 'Change to Free' });
  });
});

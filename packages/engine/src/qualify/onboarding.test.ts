import { describe, expect, it } from 'vitest';
import { ledgerly } from '../testing/ledgerly.ts';
import { studio } from '../testing/studio.ts';
import { type AccountInWorld, aWorld } from '../testing/world.ts';
import { verdictOf } from './testing/judged.ts';

const now = '2026-03-01T00:00:00Z';
const inLedgerly = (): AccountInWorld => aWorld({ now, config: ledgerly() }).account('acme').sent('Signed In');
const inStudio = (): AccountInWorld => aWorld({ now, config: studio() }).account('acme').sent('Signed In');
const onboardingOf = (account: AccountInWorld, config: unknown, at: string) =>
  verdictOf(account, 'onboarding', { config, at });

describe('month two of onboarding (S4.17)', () => {
  it.each([
    ['2026-03-30T23:59:59.999Z', true, 'day 30, before month two of onboarding; no value is proven'],
    ['2026-03-31T00:00:00Z', false, 'day 31, in month two of onboarding; no value is proven'],
    ['2026-04-29T23:59:59.999Z', false, 'day 60, in month two of onboarding; no value is proven'],
    ['2026-04-30T00:00:00Z', true, 'day 61, after month two of onboarding; no value is proven'],
  ])('without proof of value, at %s: %s', (at, pass, detail) => {
    expect(onboardingOf(inLedgerly(), ledgerly(), at)).toMatchObject({ pass, detail });
  });

  it('with proof is like any other (X4)', () => {
    const account = inLedgerly().at('2026-04-10T00:00:00Z').sent('Invoice Sent', { times: 5 });
    expect(onboardingOf(account, ledgerly(), '2026-04-10T00:00:00Z')).toMatchObject({
      pass: true,
      detail: 'day 41, in month two of onboarding; value is proven: 5 of 10 invoices are in use',
    });
  });

  it('asks for a goal where the team declares any: use alone is no longer enough', () => {
    const account = inStudio().at('2026-04-10T00:00:00Z').sent('File Exported', { times: 10 });
    expect(onboardingOf(account, studio(), '2026-04-10T00:00:00Z')).toMatchObject({
      pass: false,
      detail: 'day 41, in month two of onboarding; none of 5 goals was reached',
    });
    account.sent('Review Closed');
    expect(onboardingOf(account, studio(), '2026-04-10T00:00:00Z').pass).toBe(true);
  });

  it('is as long as the config says', () => {
    const short = ledgerly({ qualification: { monthTwoFromDays: 7, minAccountAgeForOnboardingDays: 14 } });
    const at = (day: string) => onboardingOf(inLedgerly(), short, `2026-03-${day}T00:00:00Z`).pass;
    expect(['07', '08', '14', '15'].map(at)).toEqual([true, false, false, true]);
  });
});

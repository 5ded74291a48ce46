import type { KairosError } from '@kairos/client';
import { describe, expect, it } from 'vitest';
import { ENGLISH } from '../page/texts.ts';
import { acceptFailureText, quoteFailureText } from './failure-text.ts';

function failed(code: KairosError['code'], status: number | null, message = ''): KairosError {
  return { code, message, status, requestId: null, retryAfterMs: null };
}

describe('a failure in words', () => {
  it('says that nothing was charged, when that is known', () => {
    expect(quoteFailureText(failed('unreachable', null), ENGLISH).means).toBe(ENGLISH.nothingChanged);
    expect(acceptFailureText(failed('invalid-request', 400), ENGLISH).means).toBe(ENGLISH.nothingChanged);
  });

  it.each([
    ['unreachable', null],
    ['timeout', null],
    ['internal', 500],
    ['unexpected-answer', 200],
    ['idempotency-running', 409],
  ] as const)('never claims to know what became of an acceptance after %s', (code, status) => {
    expect(acceptFailureText(failed(code, status), ENGLISH)).toEqual({
      happened: ENGLISH.upgradeUnknown,
      means: ENGLISH.safeToRetry,
      canRetry: true,
    });
  });

  it.each([quoteFailureText, acceptFailureText])('offers no second try where it can not help', (say) => {
    expect(say(failed('forbidden', 403), ENGLISH)).toMatchObject({ happened: ENGLISH.mayNotBuy, canRetry: false });
    const elsewhere = say(failed('external-billing', 409, 'Change your plan at example.com/billing.'), ENGLISH);
    expect(elsewhere).toMatchObject({ happened: 'Change your plan at example.com/billing.', canRetry: false });
  });
});

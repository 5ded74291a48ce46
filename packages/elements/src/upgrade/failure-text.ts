import type { KairosError } from '@kairos/client';
import type { KairosTexts } from '../page/texts.ts';

/** What happened, what it means for you, what to do; and whether trying again may help. */
export interface FailureText {
  readonly happened: string;
  readonly means: string;
  readonly canRetry: boolean;
}

export function quoteFailureText(error: KairosError, texts: KairosTexts): FailureText {
  if (error.code === 'forbidden') return { happened: texts.mayNotBuy, means: texts.nothingChanged, canRetry: false };
  // The server says where the plan is changed instead.
  if (error.code === 'external-billing')
    return { happened: error.message, means: texts.nothingChanged, canRetry: false };
  return { happened: texts.priceFailed, means: texts.nothingChanged, canRetry: true };
}

export function acceptFailureText(error: KairosError, texts: KairosTexts): FailureText {
  const isKnown =
    error.status !== null && error.status >= 400 && error.status < 500 && error.code !== 'idempotency-running';
  if (error.code === 'forbidden') return { happened: texts.mayNotBuy, means: texts.nothingChanged, canRetry: false };
  if (error.code === 'external-billing')
    return { happened: error.message, means: texts.nothingChanged, canRetry: false };
  if (isKnown) return { happened: texts.upgradeRefused, means: texts.nothingChanged, canRetry: true };
  return { happened: texts.upgradeUnknown, means: texts.safeToRetry, canRetry: true };
}

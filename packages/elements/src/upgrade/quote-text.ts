import type { QuoteView } from '@kairos/client';
import { dayText, moneyText } from '../page/locale.ts';
import type { KairosTexts, NamedChange } from '../page/texts.ts';

/** A quote in words, in the order that they are said: the lines, what is due today, what follows. */
export interface QuoteText {
  readonly lines: readonly { readonly description: string; readonly money: string }[];
  readonly dueToday: string;
  readonly then: string;
  /** What is paid now, where it is something. */
  readonly insteadOf: string | null;
  /** When it takes effect, where that is not at once. */
  readonly takesEffect: string | null;
  readonly confirm: string;
}

export function quoteText(
  quote: QuoteView,
  named: NamedChange,
  { texts, locale }: { readonly texts: KairosTexts; readonly locale: string | undefined },
): QuoteText {
  const money = (amount: number): string => moneyText(amount, quote.currency, locale);
  const { recurringBefore: before, recurringAfter: after } = quote;
  const isStepDown = isLater(quote);
  return {
    lines: quote.lines.map(({ description, amount }) => ({ description, money: money(amount) })),
    dueToday: quote.dueNow > 0 ? money(quote.dueNow) : texts.nothing,
    then: texts.then({ money: money(after.amount), interval: after.interval }),
    insteadOf: before.amount === 0 ? null : texts.insteadOf({ money: money(before.amount), interval: before.interval }),
    takesEffect: isStepDown ? texts.takesEffect({ day: effectiveDay(quote, locale) }) : null,
    confirm: isStepDown
      ? texts.changeTo(named)
      : texts.confirmUpgrade({ ...named, money: quote.dueNow > 0 ? money(quote.dueNow) : null }),
  };
}

/** A step down takes effect when the period ends; it has no lines, because nothing is charged for it. */
function isLater({ lines, dueNow }: QuoteView): boolean {
  return lines.length === 0 && dueNow === 0;
}

export function effectiveDay({ effectiveAt }: { readonly effectiveAt: string }, locale: string | undefined): string {
  return dayText(effectiveAt, { length: 'withYear', locale });
}

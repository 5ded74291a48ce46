import type { MomentView } from '@kairos/client';
import { moneyText } from '../page/locale.ts';
import type { KairosTexts } from '../page/texts.ts';

/** What an offer adds a month, in plain text; empty where the price stays as it is. */
export function priceText({ offer }: MomentView, texts: KairosTexts, locale: string | undefined): string {
  const { priceDelta, currency } = offer;
  if (priceDelta === 0) return '';
  const money = moneyText(Math.abs(priceDelta), currency, locale);
  return priceDelta > 0 ? texts.addsPerMonth({ money }) : texts.savesPerMonth({ money });
}

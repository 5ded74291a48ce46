import type { MomentView } from '@kairos/client';
import { html, nothing, type TemplateResult } from 'lit';
import { moneyText } from '../page/locale.ts';
import type { KairosTexts } from '../page/texts.ts';

type Place = NonNullable<MomentView['priceAfter']>;

/** What an offer adds a month, in plain text, where it stands behind this part of the message; nothing where it stands behind another. */
export function renderPrice(
  moment: MomentView,
  after: Place,
  reader: { readonly texts: KairosTexts; readonly locale: string | undefined },
): TemplateResult | typeof nothing {
  const { priceDelta, currency } = moment.offer;
  if (priceDelta === 0 || placeOf(moment) !== after) return nothing;
  const money = moneyText(Math.abs(priceDelta), currency, reader.locale);
  const text = priceDelta > 0 ? reader.texts.addsPerMonth({ money }) : reader.texts.savesPerMonth({ money });
  return html`<span class="price" part="price">${text}</span>`;
}

/** Beside the action, unless an experiment moves it; never before the value (S0.13, S0.16). */
function placeOf({ priceAfter }: MomentView): Place {
  return priceAfter === 'unlock' || priceAfter === 'reassurance' ? priceAfter : 'action';
}

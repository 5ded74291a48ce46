import type { Catalog } from '../catalog/catalog.ts';
import type { Answer, Choice } from '../decide/judged-play.ts';
import type { Offer, OfferKind } from '../decide/offer-candidates.ts';
import type { Channel, Motion } from '../decide/route-offer.ts';
import { DAY_MS, type Instant, later } from '../kernel/instant.ts';
import type { Currency, MinorUnits } from '../kernel/money.ts';
import type { Account } from '../observe/account.ts';
import { termsOf } from '../observe/granted.ts';
import { askedTerms, type Change } from '../catalog/change.ts';
import type { Message } from './message.ts';
import { type MessageBook, renderMessage } from './message-book.ts';
import { bindVariables } from './variables.ts';

/** One offer for one user, ready to be shown. */
export interface Moment {
  readonly id: string;
  readonly play: string;
  /** The config's version that decided it. */
  readonly version: number;
  /** The signal's id in the config; null for an answer to what the user just tried before any signal fired. */
  readonly signal: string | null;
  readonly signalInstance: string | null;
  readonly presentation: 'banner' | 'modal' | 'inline';
  readonly kind: 'upsell' | 'cross-sell';
  readonly channel: Channel;
  readonly motion: Motion;
  readonly reactive: boolean;
  readonly canBuy: boolean;
  /** What it asks for: to buy, or to ask somebody, or to be helped first. */
  readonly answer: Answer;
  /** The variants of experiments that it was worded and placed by. */
  readonly variants: readonly { readonly experiment: string; readonly variant: string }[];
  /** The part of the message that the price follows, where an experiment says so (S0.16, X6). */
  readonly priceAfter: 'unlock' | 'action' | 'reassurance' | null;
  /** The meter that it is about; null for one about a feature or the account as a whole. */
  readonly meter: string | null;
  /** The feature that it is about. */
  readonly feature: string | null;
  readonly offer: {
    readonly kind: OfferKind;
    readonly from: string;
    /** The plan after it: the same for seats and add-ons. */
    readonly to: string;
    /** What it is called: the plan, the add-on, "8 seats". */
    readonly name: string;
    /** What a quote for it is asked with. */
    readonly change: Change;
    /** Per month. */
    readonly priceDelta: MinorUnits;
    readonly currency: Currency;
  };
  readonly message: Message;
  readonly expiresAt: Instant;
}

/** How long a moment can be acted on when its signal has no end of its own. */
const MOMENT_LIFE_MS = 7 * DAY_MS;

interface Presenter {
  readonly version: number;
  readonly catalog: Catalog;
  readonly messages: MessageBook;
}

/** Puts a choice into words, for the one who asked. */
export function presentMoment(
  { catalog, messages, version }: Presenter,
  account: Account,
  choice: Choice,
  { id, user, at }: { readonly id: string; readonly user: string; readonly at: Instant },
): Moment {
  const { play, signal, offer, meter, feature, canBuy, answer } = choice;
  const variants = choice.variants.map(({ experiment, variant }) => ({ experiment, variant }));
  const variables = bindVariables(catalog, account, { user, meter, feature, signal, at, ...offer });
  return {
    id,
    play: play.id,
    version,
    signal: signal?.signal ?? null,
    signalInstance: signal?.id ?? null,
    presentation: choice.presentation,
    kind: play.kind,
    channel: choice.channel,
    motion: choice.motion,
    reactive: choice.reactive,
    canBuy,
    answer,
    variants,
    priceAfter: placeOfPrice(choice),
    meter,
    feature,
    offer: offerView(catalog, offer),
    message: renderMessage(messages, play.id, { variables, answer, variants }),
    expiresAt: signal?.expiresAt ?? later(at, MOMENT_LIFE_MS),
  };
}

function placeOfPrice({ variants }: Choice): Moment['priceAfter'] {
  const places = variants.map(({ change }) => (change.about === 'price' ? change.priceAfter : null));
  return places.find((place) => place !== null) ?? null;
}

function offerView(catalog: Catalog, { kind, from, to, name, change, priceDelta }: Offer): Moment['offer'] {
  return { kind, from: from.id, to: to.id, name, change, priceDelta, currency: catalog.currency };
}

/** A moment that was offered before, in the words that hold now: the numbers are live, the offer stays what it was. */
export function refreshMoment(
  { catalog, messages }: Presenter,
  account: Account,
  moment: Moment,
  { user, at }: { readonly user: string; readonly at: Instant },
): Moment {
  const { offer, meter, feature, answer, variants } = moment;
  const from = catalog.planById.get(offer.from);
  const asked = askedTerms(catalog, termsOf(catalog, account.subscription), offer.change);
  if (from === undefined || !asked.ok || !messages.plays.has(moment.play)) return moment;
  const signal = account.signals.find(({ id }) => id === moment.signalInstance) ?? null;
  const subject = {
    user,
    meter,
    feature,
    signal,
    at,
    from,
    name: offer.name,
    terms: asked.terms,
    priceDelta: offer.priceDelta,
  };
  const variables = bindVariables(catalog, account, subject);
  return { ...moment, message: renderMessage(messages, moment.play, { variables, answer, variants }) };
}

import { pageWide } from './page-wide.ts';

/**
 * The words that the elements say themselves; what a moment says comes from its play. Money, counts and dates come in as text, written
 * as the document's language writes them.
 */
export interface KairosTexts {
  readonly notNow: string;
  readonly close: string;
  readonly tryAgain: string;
  /** The name of a banner, for who moves from region to region. */
  offer(values: { readonly plan: string; readonly meter: string }): string;
  /** The price beside the action. */
  addsPerMonth(values: { readonly money: string }): string;
  savesPerMonth(values: { readonly money: string }): string;

  /** The title of a change that no moment led to. */
  changeTo(values: { readonly plan: string }): string;
  readonly workingOutPrice: string;
  readonly dueToday: string;
  readonly nothing: string;
  then(values: { readonly money: string; readonly interval: 'month' | 'year' }): string;
  insteadOf(values: { readonly money: string; readonly interval: 'month' | 'year' }): string;
  takesEffect(values: { readonly day: string }): string;
  /** The one action of a quote; `money` is null when nothing is due. */
  confirmUpgrade(values: { readonly plan: string; readonly money: string | null }): string;
  confirmChange(values: { readonly plan: string }): string;
  readonly confirming: string;
  /** Said when the quote that was accepted had to be made anew. */
  quoteAnew(values: { readonly because: 'stale' | 'expired'; readonly before: string; readonly now: string }): string;

  live(values: { readonly plan: string }): string;
  paidToday(values: { readonly money: string }): string;
  scheduled(values: { readonly plan: string; readonly day: string }): string;
  readonly untilThen: string;
  already(values: { readonly plan: string }): string;
  readonly done: string;

  readonly priceFailed: string;
  readonly upgradeRefused: string;
  readonly upgradeUnknown: string;
  readonly nothingChanged: string;
  readonly safeToRetry: string;
  readonly mayNotBuy: string;
  reference(values: { readonly id: string }): string;

  readonly copyForAdmin: string;
  readonly copied: string;

  usageOfLimit(values: {
    readonly used: string;
    readonly limit: string;
    readonly meter: string;
    readonly left: string;
  }): string;
  usageOverLimit(values: {
    readonly used: string;
    readonly limit: string;
    readonly meter: string;
    readonly over: string;
  }): string;
  usageUnlimited(values: { readonly used: string; readonly meter: string }): string;
  fullAbout(values: { readonly day: string }): string;
  resetsOn(values: { readonly day: string }): string;
  graceUpTo(values: { readonly amount: string }): string;
  readonly noGrace: string;
  used(values: { readonly amount: string }): string;
  left(values: { readonly amount: string }): string;
  over(values: { readonly amount: string }): string;
  limit(values: { readonly amount: string }): string;
  grace(values: { readonly amount: string }): string;
  usedOfLimit(values: { readonly used: string; readonly limit: string }): string;
  readonly day: string;
  usageTable(values: { readonly meter: string }): string;
}

export const ENGLISH: KairosTexts = {
  notNow: 'Not now',
  close: 'Close',
  tryAgain: 'Try again',
  offer: ({ plan, meter }) => `Offer: ${plan}, for ${meter}`,
  addsPerMonth: ({ money }) => `adds ${money} a month`,
  savesPerMonth: ({ money }) => `saves ${money} a month`,

  changeTo: ({ plan }) => `Change to ${plan}`,
  workingOutPrice: 'Working out the price',
  dueToday: 'Due today',
  nothing: 'Nothing',
  then: ({ money, interval }) => `Then ${money} a ${interval}`,
  insteadOf: ({ money, interval }) => `instead of ${money} a ${interval}`,
  takesEffect: ({ day }) => `Takes effect on ${day}`,
  confirmUpgrade: ({ plan, money }) => `Upgrade to ${plan}, pay ${money ?? 'nothing'} today`,
  confirmChange: ({ plan }) => `Change to ${plan}`,
  confirming: 'Confirming',
  quoteAnew: ({ because, before, now }) =>
    `${because === 'stale' ? 'Your account changed meanwhile' : 'The first price had run out'}, so it was worked out anew. ${
      before === now ? `Due today is the same: ${now}.` : `Due today is now ${now}; before, it was ${before}.`
    } Nothing has been charged.`,

  live: ({ plan }) => `${plan} is live`,
  paidToday: ({ money }) => `You paid ${money} today.`,
  scheduled: ({ plan, day }) => `${plan} starts on ${day}`,
  untilThen: 'Until then nothing changes.',
  already: ({ plan }) => `Your account is on ${plan} already`,
  done: 'Done',

  priceFailed: 'The price could not be worked out.',
  upgradeRefused: 'The upgrade did not go through.',
  upgradeUnknown: 'We did not hear back whether the upgrade went through.',
  nothingChanged: 'Nothing has changed, and nothing was charged.',
  safeToRetry: 'Try again: you will not be charged twice.',
  mayNotBuy: 'Your role can’t change the plan. Ask an admin of your team.',
  reference: ({ id }) => `Reference: ${id}`,

  copyForAdmin: 'Copy a note for your admin',
  copied: 'Copied',

  usageOfLimit: ({ used, limit, meter, left }) => `${used} of ${limit} ${meter} used, ${left} left.`,
  usageOverLimit: ({ used, limit, meter, over }) => `${used} ${meter} used, ${over} over the limit of ${limit}.`,
  usageUnlimited: ({ used, meter }) => `${used} ${meter} used. This plan has no limit.`,
  fullAbout: ({ day }) => `At this pace the limit is reached about ${day}.`,
  resetsOn: ({ day }) => `Resets on ${day}.`,
  graceUpTo: ({ amount }) => `Grace goes up to ${amount}.`,
  noGrace: 'There is no grace left.',
  used: ({ amount }) => `${amount} used`,
  left: ({ amount }) => `${amount} left`,
  over: ({ amount }) => `${amount} over`,
  limit: ({ amount }) => `limit ${amount}`,
  grace: ({ amount }) => `grace ${amount}`,
  usedOfLimit: ({ used, limit }) => `${used} of ${limit}`,
  day: 'Day',
  usageTable: ({ meter }) => `Use of ${meter}, day by day`,
};

const spoken = pageWide<{ texts: KairosTexts }>('texts', () => ({ texts: ENGLISH }));

/** Puts your own words in place of the English ones. Call it before the elements are on the page. */
export function provideTexts(texts: Partial<KairosTexts>): void {
  spoken.texts = { ...ENGLISH, ...texts };
}

export function spokenTexts(): KairosTexts {
  return spoken.texts;
}

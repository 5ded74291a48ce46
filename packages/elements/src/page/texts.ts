import { pageWide } from './page-wide.ts';

/** A change, by what it is about and what that is called: the plan, "8 seats", the add-on that comes or the one that goes. */
export interface NamedChange {
  readonly kind: 'plan' | 'seats' | 'add-on' | 'removal';
  readonly name: string;
}

/**
 * The words that the elements say themselves; what a moment says comes from its play. Money, counts and dates come in as text, written
 * as the document's language writes them.
 */
export interface KairosTexts {
  readonly notNow: string;
  /** Puts a banner off for a week. */
  readonly later: string;
  readonly close: string;
  readonly tryAgain: string;
  /** The name of a banner, for who moves from region to region; `about` is null where it is about the account as a whole. */
  offer(values: { readonly name: string; readonly about: string | null }): string;
  /** The price beside the action. */
  addsPerMonth(values: { readonly money: string }): string;
  savesPerMonth(values: { readonly money: string }): string;

  /** So many seats; `amount` is the count as it is written. */
  seats(values: { readonly count: number; readonly amount: string }): string;
  /** The title of a change that no moment led to, and the one action of a change that is for later. */
  changeTo(change: NamedChange): string;
  readonly workingOutPrice: string;
  readonly dueToday: string;
  readonly nothing: string;
  then(values: { readonly money: string; readonly interval: 'month' | 'year' }): string;
  insteadOf(values: { readonly money: string; readonly interval: 'month' | 'year' }): string;
  takesEffect(values: { readonly day: string }): string;
  /** The one action of a quote; `money` is null when nothing is due. */
  confirmUpgrade(values: NamedChange & { readonly money: string | null }): string;
  readonly confirming: string;
  /** Said when the quote that was accepted had to be made anew. */
  quoteAnew(values: { readonly because: 'stale' | 'expired'; readonly before: string; readonly now: string }): string;

  live(change: NamedChange): string;
  paidToday(values: { readonly money: string }): string;
  scheduled(values: NamedChange & { readonly day: string }): string;
  readonly untilThen: string;
  already(change: NamedChange): string;
  readonly done: string;

  readonly priceFailed: string;
  readonly upgradeRefused: string;
  readonly upgradeUnknown: string;
  readonly nothingChanged: string;
  readonly safeToRetry: string;
  readonly mayNotBuy: string;
  reference(values: { readonly id: string }): string;

  readonly copyForAdmin: string;
  readonly copyForContact: string;
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
  later: 'Remind me in a week',
  close: 'Close',
  tryAgain: 'Try again',
  offer: ({ name, about }) => `Offer: ${name}${about === null ? '' : `, for ${about}`}`,
  addsPerMonth: ({ money }) => `adds ${money} a month`,
  savesPerMonth: ({ money }) => `saves ${money} a month`,

  seats: ({ count, amount }) => `${amount} ${count === 1 ? 'seat' : 'seats'}`,
  changeTo,
  workingOutPrice: 'Working out the price',
  dueToday: 'Due today',
  nothing: 'Nothing',
  then: ({ money, interval }) => `Then ${money} a ${interval}`,
  insteadOf: ({ money, interval }) => `instead of ${money} a ${interval}`,
  takesEffect: ({ day }) => `Takes effect on ${day}`,
  confirmUpgrade: ({ money, ...change }) =>
    `${change.kind === 'plan' ? `Upgrade to ${change.name}` : changeTo(change)}, pay ${money ?? 'nothing'} today`,
  confirming: 'Confirming',
  quoteAnew: ({ because, before, now }) =>
    `${because === 'stale' ? 'Your account changed meanwhile' : 'The first price had run out'}, so it was worked out anew. ${
      before === now ? `Due today is the same: ${now}.` : `Due today is now ${now}; before, it was ${before}.`
    } Nothing has been charged.`,

  live: ({ kind, name }) => (kind === 'plan' ? `${name} is live` : `You have ${name} now`),
  paidToday: ({ money }) => `You paid ${money} today.`,
  scheduled: ({ kind, name, day }) =>
    kind === 'seats' ? `You have ${name} from ${day}` : `${name} ${kind === 'removal' ? 'ends' : 'starts'} on ${day}`,
  untilThen: 'Until then nothing changes.',
  already: ({ kind, name }) =>
    `Your account ${kind === 'plan' ? 'is on' : kind === 'removal' ? 'is without' : 'has'} ${name} already`,
  done: 'Done',

  priceFailed: 'The price could not be worked out.',
  upgradeRefused: 'The upgrade did not go through.',
  upgradeUnknown: 'We did not hear back whether the upgrade went through.',
  nothingChanged: 'Nothing has changed, and nothing was charged.',
  safeToRetry: 'Try again: you will not be charged twice.',
  mayNotBuy: 'Your role can’t change the plan. Ask an admin of your team.',
  reference: ({ id }) => `Reference: ${id}`,

  copyForAdmin: 'Copy a note for your admin',
  copyForContact: 'Copy a note for your contact',
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

function changeTo({ kind, name }: NamedChange): string {
  if (kind === 'add-on') return `Add ${name}`;
  return kind === 'removal' ? `Remove ${name}` : `Change to ${name}`;
}

const spoken = pageWide<{ texts: KairosTexts }>('texts', () => ({ texts: ENGLISH }));

/** Puts your own words in place of the English ones. Call it before the elements are on the page. */
export function provideTexts(texts: Partial<KairosTexts>): void {
  spoken.texts = { ...ENGLISH, ...texts };
}

export function spokenTexts(): KairosTexts {
  return spoken.texts;
}

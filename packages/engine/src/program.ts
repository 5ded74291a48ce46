import { buildCatalog } from './catalog/build-catalog.ts';
import type { Catalog } from './catalog/catalog.ts';
import { readConfig } from './catalog/read-config.ts';
import { type Choice, type DecideRequest, decidePlay, type Trigger } from './decide/decide.ts';
import type { Trace } from './decide/trace.ts';
import { detectAfterFact, nextDetectionAt, passTime } from './detect/detect.ts';
import type { PeerTable } from './detect/peers.ts';
import { DAY_MS, type Instant, later } from './kernel/instant.ts';
import { fail, ok, type Result } from './kernel/issue.ts';
import type { Currency, MinorUnits } from './kernel/money.ts';
import type { Account, Signal } from './observe/account.ts';
import { entitlementOf } from './observe/entitlement.ts';
import type { Fact, MomentFact, Subscription, SubscriptionFact } from './observe/fact.ts';
import { foldFact } from './observe/observe.ts';
import {
  checkMessages,
  compileMessages,
  type Message,
  type MessageBook,
  renderMessage,
} from './present/message-book.ts';
import { bindVariables } from './present/variables.ts';
import { type Change, quoteChange, type QuoteResult } from './upgrade/quote.ts';
import { dueRenewal } from './upgrade/renewal.ts';

/** A config, compiled: all that the other verbs need to know of a team's product. */
export interface Program {
  readonly version: number;
  readonly catalog: Catalog;
  readonly messages: MessageBook;
  /** How the accounts of each plan compare, worked out from all of them now and then; null while nobody has. */
  readonly peers: PeerTable | null;
}

/** Compiles a config; when it can't, every problem at once, each with its path and what to do. */
export function compile(
  config: unknown,
  { version = 1, peers = null }: { readonly version?: number; readonly peers?: PeerTable | null } = {},
): Result<Program> {
  const read = readConfig(config);
  const issues = [...(read.ok ? [] : read.issues), ...checkMessages(config)];
  if (!read.ok || issues.length > 0) return fail(...issues);
  const catalog = buildCatalog(read.value);
  return ok({ version, catalog, messages: compileMessages(catalog), peers });
}

/** An account after something happened, and the signals that fired by it. */
export interface Observation {
  readonly account: Account;
  readonly signals: readonly Signal[];
}

/** Folds one fact into an account's state and detects what it means. Never throws, whatever the fact holds. */
export function observe({ catalog, peers }: Program, account: Account, fact: Fact): Observation {
  const waited = passTime(catalog, account, fact.at, { peers });
  const told = detectAfterFact(catalog, waited.account, foldFact(catalog, waited.account, fact), { peers });
  return {
    account: told.account,
    signals: [...waited.signals, ...told.signals],
  };
}

/** What time alone changed. `facts` are renewals that fell due: already folded, to be kept in the account's log and billed. */
export interface TickResult extends Observation {
  readonly facts: readonly SubscriptionFact[];
}

/**
 * Brings an account up to an instant, through every instant in between at which time alone changed something: renewals fall due, signals
 * begin and end. Ticking often or once is the same.
 */
export function tick(program: Program, account: Account, at: Instant): TickResult {
  const { catalog, peers } = program;
  const facts: SubscriptionFact[] = [];
  const signals: Signal[] = [];
  let current = account;
  for (let due = dueRenewal(catalog, current, at); due !== null; due = dueRenewal(catalog, current, at)) {
    const observed = observe(program, current, due);
    current = observed.account;
    facts.push(due);
    signals.push(...observed.signals);
  }
  const waited = passTime(catalog, current, at, { peers });
  return {
    account: waited.account,
    signals: [...signals, ...waited.signals],
    facts,
  };
}

/** When time next changes something by itself: until then no tick is needed. null: never. */
export function nextTickAt({ catalog, peers }: Program, account: Account): Instant | null {
  const detection = nextDetectionAt(catalog, account, { peers });
  const renewal = account.subscription?.renewsAt ?? null;
  if (detection === null || renewal === null) return detection ?? renewal;
  return detection < renewal ? detection : renewal;
}

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
  readonly channel: 'in-app';
  readonly motion: 'self-serve';
  readonly reactive: boolean;
  readonly canBuy: boolean;
  /** The meter that it is about; null for one about a feature or the account as a whole. */
  readonly meter: string | null;
  /** The feature that it is about. */
  readonly feature: string | null;
  readonly offer: {
    readonly from: string;
    readonly to: string;
    /** Per month. */
    readonly priceDelta: MinorUnits;
    readonly currency: Currency;
  };
  readonly message: Message;
  readonly expiresAt: Instant;
}

/** The plain answer at a limit or gate where there is no offer to make. */
export interface Wall {
  readonly feature?: string;
  readonly meter?: string;
  readonly reason: string;
  readonly requiredPlan: string | null;
}

export interface DecideResult {
  readonly moment: Moment | null;
  /** What holds the user up, when they walked into something and there is no offer to make. */
  readonly wall: Wall | null;
  readonly trace: Trace;
  /** The fact that reserves the moment's slot; to be folded and kept by the caller. null when there is nothing new to keep. */
  readonly reservation: MomentFact | null;
}

/** How long a moment can be acted on when its signal has no end of its own. */
const MOMENT_LIFE_MS = 7 * DAY_MS;

/**
 * Decides which one moment, if any, this user sees now, and says why in the trace. `momentId` is the id that a new moment gets; one
 * that this session was already answered keeps its own.
 */
export function decide(
  program: Program,
  account: Account,
  request: DecideRequest & { readonly momentId: string },
): DecideResult {
  const { choice, trace } = decidePlay(program.catalog, account, request);
  if (choice === null) {
    const wall = request.trigger === null ? null : wallAt(program.catalog, account, request.trigger, request.at);
    return { moment: null, wall, trace, reservation: null };
  }
  const moment = presentMoment(program, account, choice, request);
  return {
    moment,
    wall: null,
    trace,
    reservation: choice.resumes === null ? reserve(moment, choice, request) : null,
  };
}

/** A moment that was offered before, in the words that hold now: the numbers are live, the offer stays what it was. */
export function refreshMoment(
  { catalog, messages }: Program,
  account: Account,
  moment: Moment,
  { user, at }: { readonly user: string; readonly at: Instant },
): Moment {
  const from = catalog.planById.get(moment.offer.from);
  const to = catalog.planById.get(moment.offer.to);
  if (from === undefined || to === undefined || !messages.has(moment.play)) return moment;
  const subject = {
    user,
    meter: moment.meter,
    feature: moment.feature,
    from,
    to,
    priceDelta: moment.offer.priceDelta,
    at,
  };
  const variables = bindVariables(catalog, account, subject);
  return {
    ...moment,
    message: renderMessage(messages, moment.play, {
      variables,
      canBuy: moment.canBuy,
    }),
  };
}

/** Prices a change of what an account has, at an instant. */
export function quote(
  { catalog }: Program,
  subscription: Subscription | null,
  change: Change,
  at: Instant,
): QuoteResult {
  return quoteChange(catalog, subscription, change, at);
}

function presentMoment(
  { catalog, messages, version }: Program,
  account: Account,
  choice: Choice,
  request: DecideRequest & { readonly momentId: string },
): Moment {
  const { play, signal, offer, meter, feature, canBuy } = choice;
  const subject = {
    user: request.user,
    meter,
    feature,
    from: offer.from,
    to: offer.to,
    priceDelta: offer.priceDelta,
    at: request.at,
  };
  return {
    id: choice.resumes?.moment ?? request.momentId,
    play: play.id,
    version,
    signal: signal?.signal ?? null,
    signalInstance: signal?.id ?? null,
    presentation: choice.presentation,
    kind: play.kind,
    channel: 'in-app',
    motion: 'self-serve',
    reactive: choice.reactive,
    canBuy,
    meter,
    feature,
    offer: {
      from: offer.from.id,
      to: offer.to.id,
      priceDelta: offer.priceDelta,
      currency: catalog.currency,
    },
    message: renderMessage(messages, play.id, {
      variables: bindVariables(catalog, account, subject),
      canBuy,
    }),
    expiresAt: signal?.expiresAt ?? later(request.at, MOMENT_LIFE_MS),
  };
}

function reserve(moment: Moment, choice: Choice, request: DecideRequest): MomentFact {
  return {
    kind: 'moment',
    id: `${moment.id}:offered`,
    at: request.at,
    moment: moment.id,
    step: 'offered',
    offered: {
      play: choice.play.id,
      signal: moment.signalInstance,
      user: request.user,
      session: request.session,
      reactive: choice.reactive,
    },
  };
}

function wallAt(catalog: Catalog, account: Account, trigger: Trigger, at: Instant): Wall | null {
  const name = trigger.meter ?? trigger.feature;
  if (name === null) return null;
  const answer = entitlementOf(catalog, account, {
    feature: name,
    amount: trigger.amount,
    at,
  });
  if (answer.allowed) return null;
  const subject = trigger.meter === null ? { feature: name } : { meter: name };
  return {
    ...subject,
    reason: answer.reason,
    requiredPlan: answer.requiredPlan,
  };
}

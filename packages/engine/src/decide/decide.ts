import type { Catalog, Play, SignalRule } from '../catalog/catalog.ts';
import { PRESETS } from '../catalog/presets.ts';
import type { Instant } from '../kernel/instant.ts';
import { byCodeUnit } from '../kernel/text-order.ts';
import { activeSignals, PRIORITY_ORDER } from '../detect/detect.ts';
import { type Account, memberOf, type Signal, type Touch } from '../observe/account.ts';
import { fitOffer, type Offer } from './fit-offer.ts';
import { guardrails, hadModal, resumableTouch } from './guardrails.ts';
import {
  askInOrder,
  pass,
  type PlayTrace,
  refuse,
  type RuleId,
  type RuleTrace,
  type Trace,
  type Verdict,
} from './trace.ts';

/** Who asks, where, when, and after walking into what. */
export interface DecideRequest {
  readonly user: string;
  /** The user's role; null when nobody said: then the account's own record of the member stands. */
  readonly role: string | null;
  readonly session: string | null;
  readonly placement: string | null;
  /** What the user just tried; null when it is us who start. */
  readonly trigger: Trigger | null;
  readonly at: Instant;
}

/** What a user walked into. */
export interface Trigger {
  readonly type: 'gate' | 'limit' | 'seats' | 'share' | 'search' | 'outcome';
  readonly feature: string | null;
  readonly meter: string | null;
  readonly amount: number;
}

/** The one play that won, with all that presenting it needs. */
export interface Choice {
  readonly play: Play;
  readonly meter: string | null;
  readonly feature: string | null;
  readonly signal: Signal | null;
  readonly offer: Offer;
  readonly presentation: 'banner' | 'modal' | 'inline';
  readonly reactive: boolean;
  /** Whether this user may buy; who can't is told whom to ask. */
  readonly canBuy: boolean;
  /** The moment that this session was already answered, to be answered again under its own id; null for a new one. */
  readonly resumes: Touch | null;
}

export interface Decision {
  readonly choice: Choice | null;
  readonly trace: Trace;
}

/**
 * Decides which one offer, if any, this user sees now. Reactive (with a trigger) is always answered; proactive is rationed by the
 * guardrails. Every play is judged, so that the trace tells of each why it won, lost or was refused.
 */
export function decidePlay(catalog: Catalog, account: Account, request: DecideRequest): Decision {
  const judged = catalog.plays.map((play) =>
    request.trigger === null
      ? judgeProactive(catalog, account, play, request)
      : judgeReactive(catalog, account, play, request, request.trigger),
  );
  const ranked = judged
    .filter((each) => each.choice !== null)
    .toSorted((left, right) => compareChoices(left.choice, right.choice));
  const winner = ranked[0];
  return {
    choice: winner?.choice ?? null,
    trace: judged.map((each) => settle(each, winner)),
  };
}

/** Whether a role may buy. Nobody said: it may, so that a team that sends no roles is served too. */
export function canRoleBuy(catalog: Catalog, role: string | null): boolean {
  return role === null || catalog.buyerRoles.has(role);
}

interface Judged {
  readonly play: Play;
  readonly choice: Choice | null;
  readonly rules: readonly RuleTrace[];
}

function judgeProactive(catalog: Catalog, account: Account, play: Play, request: DecideRequest): Judged {
  const signal = activeSignals(account, request.at).find((each) => play.trigger.includes(each.signal)) ?? null;
  const about = signal === null ? NOTHING : subjectOf(catalog, signal);
  const offer = signal === null ? null : fitOffer(catalog, account, play, { ...about, at: request.at });
  const resumable = resumableTouch(account, request);
  const resumes = resumable?.play === play.id ? resumable : null;
  const rails = guardrails(catalog, account, request, resumes);
  const role = roleOf(account, request);
  const rules = askInOrder([
    ['trigger', () => askTrigger(play, signal, request.placement)],
    ['offer.fit', () => askOffer(account, offer)],
    ['guardrail.paused', rails.paused],
    ['guardrail.session', rails.session],
    ['guardrail.account', rails.account],
    ['guardrail.cool-off', rails.coolOff],
    ['role', () => askRole(catalog, role)],
  ]);
  if (signal === null || offer === null || !passesAll(rules)) return { play, choice: null, rules };
  const choice: Choice = {
    play,
    ...about,
    signal,
    offer,
    presentation: 'banner',
    reactive: false,
    canBuy: true,
    resumes,
  };
  return { play, choice, rules };
}

function judgeReactive(
  catalog: Catalog,
  account: Account,
  play: Play,
  request: DecideRequest,
  trigger: Trigger,
): Judged {
  const signal =
    activeSignals(account, request.at).find(
      (each) => each.subject === trigger.meter && play.trigger.includes(each.signal),
    ) ?? null;
  const about: Subject = { meter: trigger.meter, feature: null };
  const offer = trigger.meter === null ? null : fitOffer(catalog, account, play, { ...about, at: request.at });
  const role = roleOf(account, request);
  const canBuy = canRoleBuy(catalog, role);
  const rules = askInOrder([
    ['trigger', () => askReactiveTrigger(catalog, play, trigger)],
    ['offer.fit', () => askOffer(account, offer)],
    ['role', () => pass(canBuy ? saysRole(role) : `${saysRole(role)}, so it is told whom to ask`)],
  ]);
  if (trigger.meter === null || offer === null || !passesAll(rules)) return { play, choice: null, rules };
  const presentation = hadModal(account, request) ? 'inline' : 'modal';
  return {
    play,
    choice: {
      play,
      ...about,
      signal,
      offer,
      presentation,
      reactive: true,
      canBuy,
      resumes: null,
    },
    rules,
  };
}

function askTrigger(play: Play, signal: Signal | null, placement: string | null): Verdict {
  if (signal === null) return refuse(`none of ${play.trigger.join(', ')} is active`);
  const isHere = placement === null || play.placements.includes('*') || play.placements.includes(placement);
  if (!isHere) return refuse(`not for the placement "${placement}", only for ${play.placements.join(', ')}`);
  return pass(`${signal.signal}${signal.subject === null ? '' : ` of ${signal.subject}`}: ${evidenceText(signal)}`);
}

function askReactiveTrigger(catalog: Catalog, play: Play, trigger: Trigger): Verdict {
  const watches = catalog.signals.some(
    (rule) => play.trigger.includes(rule.id) && trigger.meter !== null && watchesMeter(rule, trigger.meter),
  );
  return trigger.meter !== null && watches
    ? pass(`the user walked into the limit of ${trigger.meter}`)
    : refuse(`does not answer ${trigger.type}${trigger.feature === null ? '' : ` of ${trigger.feature}`}`);
}

/** What a signal is about, as an offer and a message need it. */
interface Subject {
  readonly meter: string | null;
  readonly feature: string | null;
}

const NOTHING: Subject = { meter: null, feature: null };

function subjectOf(catalog: Catalog, { subject }: Signal): Subject {
  if (subject === null) return NOTHING;
  return {
    meter: catalog.meters.has(subject) ? subject : null,
    feature: catalog.features.has(subject) ? subject : null,
  };
}

/** Whether a rule is one of use against a limit, and watches this meter. */
function watchesMeter(rule: SignalRule, meter: string): boolean {
  if (PRESETS[rule.preset].category !== 'usage') return false;
  return !('meters' in rule.params) || rule.params.meters === undefined || rule.params.meters.includes(meter);
}

/** The values that made a signal fire, in one line. */
function evidenceText({ evidence }: Signal): string {
  return Object.entries(evidence)
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(', ') : String(value)}`)
    .join(', ');
}

function askOffer(account: Account, offer: Offer | null): Verdict {
  return offer === null
    ? refuse('no higher plan has room for what is used now')
    : pass(`${offer.to.id} has room; now on ${account.subscription?.plan ?? offer.from.id}`);
}

function askRole(catalog: Catalog, role: string | null): Verdict {
  return canRoleBuy(catalog, role)
    ? pass(saysRole(role))
    : refuse(`${saysRole(role)}; ${[...catalog.buyerRoles].join(', ')} can`);
}

function saysRole(role: string | null): string {
  return role === null ? 'the role is not known' : `the role is ${role}`;
}

function roleOf(account: Account, request: DecideRequest): string | null {
  return request.role ?? memberOf(account, request.user)?.role ?? null;
}

function passesAll(rules: readonly RuleTrace[]): boolean {
  return rules.every((rule) => rule.outcome === 'pass');
}

/** S1.45, S3.33: the most urgent signal wins; then the play's own priority, then the fuller meter, then the id. */
function compareChoices(left: Choice | null, right: Choice | null): number {
  if (left === null || right === null) return 0;
  return (
    urgency(left) - urgency(right) ||
    right.play.priority - left.play.priority ||
    (right.signal?.rank ?? 0) - (left.signal?.rank ?? 0) ||
    byCodeUnit(left.play.id, right.play.id)
  );
}

function urgency(choice: Choice): number {
  return choice.signal === null ? PRIORITY_ORDER.urgent : PRIORITY_ORDER[choice.signal.priority];
}

const RANK: RuleId = 'rank';

function settle(judged: Judged, winner: Judged | undefined): PlayTrace {
  const { play, choice, rules } = judged;
  if (choice === null)
    return {
      play: play.id,
      outcome: 'refused',
      rules: [...rules, { rule: RANK, outcome: 'not-reached', detail: '' }],
    };
  if (judged === winner)
    return {
      play: play.id,
      outcome: 'chosen',
      rules: [...rules, { rule: RANK, outcome: 'pass', detail: 'first' }],
    };
  const detail = `${winner?.play.id ?? ''} comes first`;
  return {
    play: play.id,
    outcome: 'lost',
    rules: [...rules, { rule: RANK, outcome: 'fail', detail }],
  };
}

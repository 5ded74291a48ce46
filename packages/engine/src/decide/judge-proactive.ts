import type { Play } from '../catalog/catalog.ts';
import { PRESETS } from '../catalog/presets.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Account, Signal } from '../observe/account.ts';
import { QUALIFICATION_RULES } from '../qualify/qualification-rule.ts';
import { qualify } from '../qualify/qualification.ts';
import { askExperiments, askHoldout, variantsFor } from './assignment.ts';
import { askAudience } from './audience.ts';
import { type DecideRequest, type DecisionContext, saysRole, subjectOf } from './decision-context.ts';
import { chanceOf, expectedValue } from './expected-value.ts';
import { type Fit, fitOffer } from './fit-offer.ts';
import { guardrails } from './guardrails.ts';
import type { Choice, JudgedPlay } from './judged-play.ts';
import { type Route, routeOffer } from './route-offer.ts';
import { askInOrder, notTriggered, pass, refuse, type Rule, type RuleTrace, type Verdict } from './trace.ts';

/**
 * A touch of ours: only at a signal, only to an account that is ready for it, only where the offer helps, and only as often as the
 * guardrails allow.
 */
export function judgeProactive(context: DecisionContext, play: Play): JudgedPlay {
  const { catalog, account, request, assignment } = context;
  const own = context.active.filter((active) => play.trigger.includes(active.signal));
  const { signal, fit } = bestOf(context, play, own);
  const trigger = askTrigger(play, signal, request);
  if (!trigger.pass) return { play, choice: null, offer: null, rules: notTriggered(trigger) };
  const route = fit === null ? null : routeOf(context, play, fit);
  const resumes = context.resumable?.play === play.id ? context.resumable : null;
  const variants = variantsFor(assignment, play);
  const rules = askInOrder([
    ['trigger', () => trigger],
    ['audience', () => askAudience(context, play)],
    ...qualification(context, signal, route),
    ['offer.fit', () => askOffer(account, fit)],
    ...guardrails(catalog, account, request, { play: play.id, resumed: resumes }),
    ['role', () => askRole(context)],
    [
      'routing',
      () => (route === null ? refuse('the play allows no channel') : pass(`${route.channel}: ${route.reason}`)),
    ],
    ['holdout', () => askHoldout(assignment)],
    ['experiment', () => askExperiments({ catalog, account, at: request.at }, { play, signal, variants })],
  ]);
  if (signal === null || fit === null || route === null || !couldBe(rules))
    return { play, choice: null, offer: fit?.offer ?? null, rules };
  const choice: Choice = {
    play,
    ...subjectOf(catalog, signal),
    signal,
    offer: fit.offer,
    presentation: 'banner',
    channel: route.channel,
    motion: route.motion,
    reactive: false,
    canBuy: true,
    answer: 'offer',
    isHeldOut: assignment.heldOut,
    variants,
    value: expectedValue(chanceAt(context, play, signal), fit.offer.priceDelta),
    resumes,
  };
  return { play, choice, offer: fit.offer, rules };
}

/** What each rule says of a play that nothing starts, whoever asks, wherever and when: one that has a schedule says when itself. */
export function refuseIdle(play: Play): readonly RuleTrace[] {
  const verdict = askTrigger(play, null, { placement: null, at: 0 as Instant });
  return [...notTriggered(verdict), { rule: 'rank', outcome: 'not-reached', detail: '' }];
}

/** Whether nothing stands in its way, or the holdout alone: what would have been shown is worth knowing. Who is held out is in no experiment. */
export function couldBe(rules: readonly RuleTrace[]): boolean {
  return rules.every(
    ({ rule, outcome }) =>
      outcome === 'pass' || rule === 'holdout' || (rule === 'experiment' && outcome === 'not-reached'),
  );
}

/** The rules of readiness, judged together when the first of them is asked. */
function qualification(context: DecisionContext, signal: Signal | null, route: Route | null): readonly Rule[] {
  let judged: ReturnType<typeof qualify> | null = null;
  const verdictOf = (index: number): Verdict => {
    const { catalog, account, request } = context;
    judged ??= qualify(catalog, account, { at: request.at, signal, forPeople: route?.channel === 'human' });
    return judged[index] ?? pass('');
  };
  return QUALIFICATION_RULES.map((rule, index) => [rule, () => verdictOf(index)]);
}

function chanceAt({ catalog, outcomes }: DecisionContext, play: Play, { signal }: Signal): number {
  const preset = catalog.signals.find((rule) => rule.id === signal)?.preset ?? null;
  return chanceOf(preset === null ? null : PRESETS[preset].conversion, outcomes[play.id] ?? null);
}

/** The most urgent of a play's active signals for which there is something to offer; without any, the most urgent. */
function bestOf(
  { catalog, account, request }: DecisionContext,
  play: Play,
  own: readonly Signal[],
): { readonly signal: Signal | null; readonly fit: Fit | null } {
  for (const signal of own) {
    const about = subjectOf(catalog, signal);
    const fit = fitOffer(catalog, account, play.offer.to, { ...about, amount: 1, at: request.at });
    if (fit !== null) return { signal, fit };
  }
  return { signal: own[0] ?? null, fit: null };
}

function routeOf({ catalog, account }: DecisionContext, play: Play, { offer }: Fit): Route | null {
  return routeOffer(catalog.routing, {
    priceDelta: offer.priceDelta,
    motion: play.motion,
    channels: play.channels,
    needsPeople: whyPeople(account, catalog.routing.unconvertedOffers),
  });
}

/** S3.19: somebody looks at prices or begins to buy, and offers have led nowhere. null: nobody needs to be spoken to. */
function whyPeople({ intent, touches, upgrade }: Account, unconverted: number): string | null {
  const since = upgrade?.at ?? 0;
  const inVain = touches.filter(({ step, shownAt }) => step !== 'converted' && shownAt !== null && shownAt > since);
  const isIntending = intent.pricingAt !== null || intent.checkoutAt !== null;
  return isIntending && inVain.length >= unconverted
    ? `${inVain.length} offers led nowhere, and somebody still looks at the prices`
    : null;
}

function askTrigger(
  play: Play,
  signal: Signal | null,
  { placement, at }: Pick<DecideRequest, 'placement' | 'at'>,
): Verdict {
  if (!play.proactive) return refuse('only answers what somebody walks into');
  const { from, until } = play.schedule ?? {};
  if (from !== undefined && at < Date.parse(from)) return refuse(`off until ${from}`);
  if (until !== undefined && at >= Date.parse(until)) return refuse(`off since ${until}`);
  if (signal === null) return refuse(`none of ${play.trigger.join(', ')} is active`);
  const isHere = placement === null || play.placements.includes('*') || play.placements.includes(placement);
  if (!isHere) return refuse(`not for the placement "${placement}", only for ${play.placements.join(', ')}`);
  return pass(`${signal.signal}${signal.subject === null ? '' : ` of ${signal.subject}`}: ${evidenceText(signal)}`);
}

/** The values that made a signal fire, in one line. */
function evidenceText({ evidence }: Signal): string {
  return Object.entries(evidence)
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(', ') : String(value)}`)
    .join(', ');
}

export function askOffer(account: Account, fit: Fit | null): Verdict {
  if (fit === null) return refuse('nothing that is for sale has room for what is needed');
  const { offer, reason } = fit;
  const name = offer.kind === 'plan' ? offer.to.id : offer.name;
  return pass(`${name} ${reason}; now on ${account.subscription?.plan ?? offer.from.id}`);
}

function askRole({ catalog, role, canBuy }: DecisionContext): Verdict {
  return canBuy ? pass(saysRole(role)) : refuse(`${saysRole(role)}; ${[...catalog.buyerRoles].join(', ')} can`);
}

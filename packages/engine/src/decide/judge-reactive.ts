import type { Catalog, Play } from '../catalog/catalog.ts';
import { contactOf } from '../observe/account.ts';
import type { QualificationRuleId } from '../qualify/qualification-rule.ts';
import { qualify } from '../qualify/qualification.ts';
import { askExperiments, askHoldout, variantsFor } from './assignment.ts';
import { askAudience } from './audience.ts';
import { type DecisionContext, saysRole, type Subject, type Trigger } from './decision-context.ts';
import { type Fit, fitOffer } from './fit-offer.ts';
import { askOffer, couldBe } from './judge-proactive.ts';
import type { Answer, Choice, JudgedPlay } from './judged-play.ts';
import { hadModal } from './touches.ts';
import { askInOrder, pass, refuse, type Verdict } from './trace.ts';
import { answers, signalAt } from './trigger-family.ts';

/**
 * What a user walks into is always answered, whatever the guardrails and its health say (X3): by the play that is about it. Only a
 * held-out account gets the plain wall.
 */
export function judgeReactive(context: DecisionContext, play: Play, trigger: Trigger): JudgedPlay {
  const { catalog, account, request, assignment } = context;
  const place = answers(catalog, play, trigger);
  const about = matterOf(catalog, trigger);
  const fit = place === null || !isNamed(about) ? null : fitFor(context, play, about, trigger.amount);
  const answer = answerOf(context);
  const variants = variantsFor(assignment, play);
  const rules = askInOrder([
    ['trigger', () => askTrigger(trigger, place !== null && isNamed(about))],
    ['audience', () => askAudience(context, play)],
    ['offer.fit', () => askOffer(account, fit)],
    ['role', () => pass(saysAnswer(context, answer))],
    ['holdout', () => askHoldout(assignment)],
    ['experiment', () => askExperiments({ catalog, account, at: request.at }, { play, signal: null, variants })],
  ]);
  if (place === null || fit === null || !couldBe(rules))
    return { play, choice: null, offer: fit?.offer ?? null, rules };
  const choice: Choice = {
    play,
    ...about,
    signal: signalAt(context.active, play, { ...trigger, ...about }),
    offer: fit.offer,
    presentation: hadModal(account, request) ? 'inline' : 'modal',
    channel: 'in-app',
    motion: play.motion === 'auto' ? 'self-serve' : play.motion,
    reactive: true,
    canBuy: context.canBuy,
    answer,
    isHeldOut: assignment.heldOut,
    variants,
    value: -place,
    resumes: null,
  };
  return { play, choice, offer: fit.offer, rules };
}

/** Whoever can't buy is told whom to ask, who has a contact is sent to them, and who is in trouble is offered help (S3.34). */
function answerOf({ account, catalog, request, canBuy }: DecisionContext): Answer {
  if (!canBuy) return 'ask-admin';
  if (contactOf(account) !== null) return 'ask-contact';
  const isWell = qualify(catalog, account, { at: request.at }).every(
    ({ rule, pass: isFine }) => isFine || !isHealth(rule),
  );
  return isWell ? 'offer' : 'help';
}

function isHealth(rule: QualificationRuleId): boolean {
  return rule.startsWith('health.');
}

const SAYS: Readonly<Record<Answer, string>> = {
  offer: '',
  'ask-admin': ', so it is told whom to ask',
  'ask-contact': ', and is sent to whoever works on the account',
  help: ', and is offered help first',
};

function saysAnswer({ role }: DecisionContext, answer: Answer): string {
  return `${saysRole(role)}${SAYS[answer]}`;
}

/** What the trigger is about, as far as the catalog has it; an invitation need not name the meter that counts the seats. */
export function matterOf(catalog: Catalog, { type, meter, feature }: Trigger): Subject {
  if (type !== 'seats' && type !== 'limit') return { meter: null, feature };
  const seats = [...catalog.meters.values()].find((each) => each.aggregate === 'members');
  const named = type === 'seats' ? (meter ?? seats?.id ?? null) : meter;
  return { meter: named !== null && catalog.meters.has(named) ? named : null, feature: null };
}

function isNamed({ meter, feature }: Subject): boolean {
  return meter !== null || feature !== null;
}

function fitFor(
  { catalog, account, request }: DecisionContext,
  play: Play,
  about: Subject,
  amount: number,
): Fit | null {
  return fitOffer(catalog, account, play.offer.to, { ...about, amount, at: request.at });
}

function askTrigger({ type, meter, feature }: Trigger, isAnswered: boolean): Verdict {
  if (!isAnswered) return refuse(`does not answer ${type}${feature === null ? '' : ` of ${feature}`}`);
  return pass(
    type === 'limit'
      ? `the user walked into the limit of ${meter}`
      : `the user walked into ${type}${feature === null ? '' : ` of ${feature}`}`,
  );
}

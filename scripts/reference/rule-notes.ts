import type { RuleId } from '../../packages/engine/src/decide/trace.ts';

/** What the reference says of a rule beside the question that it asks. */
export interface RuleNote {
  readonly why: string;
  readonly source: string;
  /** The places in a config that set its numbers. */
  readonly settings: readonly string[];
}

export const RULE_NOTES: Readonly<Record<RuleId, RuleNote>> = {
  trigger: {
    why: 'Nothing is offered because days have passed. A play starts at a signal from real use; or somebody walks into something, and the play that is about it answers. A play names its signals under `trigger`; `placements` narrows where it may appear.',
    source: 'S1.27, S2.25, S3.1, S4.3',
    settings: [],
  },
  audience: {
    why: 'Whom a play is for: under `audience`, a [condition](conditions.md) over the account and the user. Something of another kind, a cross-sell, waits until the core has been in use for a while.',
    source: 'S3.30, S3.31, S4.22',
    settings: ['guardrails.crossSellDays'],
  },
  'qualification.adoption': {
    why: 'Who uses little of what they have does not need more of it.',
    source: 'S2.61',
    settings: ['qualification.minAdoption'],
  },
  'qualification.engagement': {
    why: 'An offer to somebody who is hardly there is noise. The score adds how often (40), how much (40) and how many of the members (20).',
    source: 'S1.3, S1.63',
    settings: ['qualification.minEngagement', 'qualification.windowDays'],
  },
  'qualification.value': {
    why: 'The core value comes first: a goal of your own that was reached, or sustained use.',
    source: 'S0.5, S3.8, S3.9',
    settings: ['qualification.coreLimitShare', 'qualification.coreUses', 'qualification.coreStreakDays'],
  },
  'qualification.need': {
    why: 'A clear need, not curiosity. One look at a locked feature is exploring; a success is value, and needs a limit in sight or a growing team beside it.',
    source: 'S0.5, S1.5, S4.11',
    settings: [],
  },
  'qualification.budget': {
    why: 'People’s time is for those who can decide about a budget. What serves itself asks for none.',
    source: 'S1.4',
    settings: ['qualification.minEmployees', 'qualification.fundingStages'],
  },
  'health.declining': {
    why: 'Declining use is a reason to help. An offer now speeds up the leaving.',
    source: 'S2.19, S3.34',
    settings: ['qualification.decline'],
  },
  'health.tickets': {
    why: 'First what is broken, then what is for sale.',
    source: 'S3.34',
    settings: ['qualification.openTickets'],
  },
  'health.complaint': {
    why: 'The same, for a while after a complaint.',
    source: 'S2.19, S4.16',
    settings: ['qualification.complaintDays'],
  },
  'health.payment': {
    why: 'Who could not pay for what they have is not asked to pay more.',
    source: 'S2.19',
    settings: ['qualification.paymentFailedDays'],
  },
  'health.downgrade': {
    why: 'Who just stepped down has said what they think of the plan above.',
    source: 'S3.34, S4.16',
    settings: ['qualification.downgradeDays'],
  },
  onboarding: {
    why: 'In month two, an account that has shown no value yet is still learning. It is the proof that counts, not the age: an account may be ready on day five.',
    source: 'S4.17, S3.2, X4',
    settings: ['qualification.monthTwoFromDays', 'qualification.minAccountAgeForOnboardingDays'],
  },
  'offer.fit': {
    why: 'Only what helps is offered: seats, a usage pack, an add-on or a plan that has room for what is needed, by the account’s own trend, and for everything that is in use. A leap in price is bridged. A play may offer one thing alone: `"offer": { "to": "pro" }`.',
    source: 'S1.28, S2.57, S4.1',
    settings: [],
  },
  'guardrail.paused': {
    why: 'One switch for everything that we start. Answers to what somebody walks into go on.',
    source: 'X3',
    settings: ['guardrails.paused'],
  },
  'guardrail.session': {
    why: 'At most one prompt in a session.',
    source: 'S2.59',
    settings: ['guardrails.perSession'],
  },
  'guardrail.account': {
    why: 'At most one touch a month, over all people and all channels of an account.',
    source: 'S3.32',
    settings: ['guardrails.perAccountDays'],
  },
  'guardrail.cool-off': {
    why: '“Not now” is taken at its word, for everything; a refusal with its reason keeps that play away for longer.',
    source: 'S2.33, and Kairos’ own',
    settings: ['guardrails.coolOffDays', 'guardrails.refusalDays'],
  },
  'guardrail.snooze': {
    why: '“Later” is a date, for the one who said it.',
    source: 'Kairos’ own',
    settings: [],
  },
  'guardrail.quiet-hours': {
    why: 'No touch begins at night, by the account’s own clock.',
    source: 'Kairos’ own',
    settings: ['guardrails.quietHours'],
  },
  'guardrail.owner': {
    why: 'One owner: while somebody of the team works on an account, nothing goes out beside them.',
    source: 'S2.66',
    settings: [],
  },
  role: {
    why: 'Only some can buy. We start with nobody who can’t; who walks into something is answered all the same, and told whom to ask.',
    source: 'S2.34',
    settings: ['product.buyerRoles'],
  },
  routing: {
    why: 'Small amounts serve themselves in the product, those between go by e-mail, large ones go through people. A play may say its own way, and narrow the channels.',
    source: 'S2.38, S3.17 to S3.22, X8',
    settings: ['routing.inAppUpTo', 'routing.humanFrom', 'routing.unconvertedOffers'],
  },
  holdout: {
    why: 'A part of the accounts gets no offers, so that what the others bring can be measured. It is asked late: of a held-out account it is noted that it would have been shown one.',
    source: 'S1.54, S3.16',
    settings: ['holdout.percent'],
  },
  experiment: {
    why: 'A variant may leave a play out, or have it wait.',
    source: 'S1.29, S2.52',
    settings: ['experiments'],
  },
  rank: {
    why: 'The highest signal wins, and the rest are not shown.',
    source: 'S1.45, S3.33',
    settings: [],
  },
};

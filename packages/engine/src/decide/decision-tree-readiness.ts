import type { Catalog } from '../catalog/catalog.ts';
import { numberText } from '../kernel/number-text.ts';
import type { InterventionKind } from '../qualify/interventions.ts';
import { goalsDeclared } from '../qualify/proof-of-value.ts';
import type { QualificationRuleId } from '../qualify/qualification-rule.ts';
import { type Asked, asked, counted, type TreeSight } from './decision-tree-question.ts';

type AskReadiness = (sight: TreeSight) => Asked;

/** Whether an account is ready for an offer, as questions (S0.5, S1.3-S1.6, S2.61, S3.34, S4.17). */
export const READINESS_QUESTIONS: Readonly<Record<QualificationRuleId, AskReadiness>> = {
  'qualification.adoption': ({ catalog }) => {
    const { minAdoption } = catalog.config.qualification;
    const asks = `Is at least ${share(minAdoption)} of what the plan includes in use?`;
    return asked(asks, { minAdoption }, dueLater(catalog, 'adoption-help'));
  },
  'qualification.engagement': ({ catalog }) => {
    const { minEngagement, windowDays } = catalog.config.qualification;
    const asks = `Is the engagement score at least ${minEngagement} of 100, over the last ${windowDays} days?`;
    return asked(asks, { minEngagement, windowDays }, dueLater(catalog, 'reach-out'));
  },
  'qualification.value': ({ catalog }) => {
    const { coreLimitShare, coreUses, coreStreakDays } = catalog.config.qualification;
    const goals = goalsDeclared(catalog);
    const ways = [
      ...(goals === 0 ? [] : [`one of ${goals} goals reached`]),
      `${share(coreLimitShare)} of a limit in use`,
      `a feature used ${numberText(coreUses)} times`,
    ];
    const asks = `Is value proven: ${ways.join(', ')}, or ${coreStreakDays} days in a row?`;
    return asked(asks, { goals, coreLimitShare, coreUses, coreStreakDays }, dueLater(catalog, 'adoption-help'));
  },
  'qualification.need': () =>
    asked('Does the signal tell of a need, or stand beside one? A look around and a success alone are none.', {}),
  'qualification.budget': ({ catalog }) => {
    const { minEmployees, fundingStages } = catalog.config.qualification;
    const asks = `If it goes through people: do ${numberText(minEmployees)} employees or the funding stage stand for a budget, or is neither known?`;
    return asked(asks, { minEmployees, fundingStages });
  },
  'health.declining': ({ catalog }) => {
    const { decline } = catalog.config.qualification;
    return asked(`Is use steady, with no loss of ${share(decline)} week by week?`, { decline }, due('reach-out'));
  },
  'health.tickets': ({ catalog }) => {
    const { openTickets } = catalog.config.qualification;
    const asks = counted(
      openTickets,
      'Is no support ticket open?',
      `Are fewer than ${openTickets} support tickets open?`,
    );
    return asked(asks, { openTickets }, due('resolve-tickets'));
  },
  'health.complaint': ({ catalog }) => {
    const { complaintDays } = catalog.config.qualification;
    return asked(
      `Did nobody complain in the last ${daysText(complaintDays)}?`,
      { complaintDays },
      due('answer-complaint'),
    );
  },
  'health.payment': ({ catalog }) => {
    const { paymentFailedDays } = catalog.config.qualification;
    const asks = `Did no payment fail in the last ${daysText(paymentFailedDays)}, or was something bought since?`;
    return asked(asks, { paymentFailedDays }, due('payment'));
  },
  'health.downgrade': ({ catalog }) => {
    const { downgradeDays } = catalog.config.qualification;
    const asks = `Is no step down asked for, and was none made in the last ${daysText(downgradeDays)}?`;
    return asked(asks, { downgradeDays }, due('ask-about-downgrade'));
  },
  onboarding: ({ catalog }) => {
    const { monthTwoFromDays, minAccountAgeForOnboardingDays } = catalog.config.qualification;
    const span = `day ${monthTwoFromDays + 1} to ${minAccountAgeForOnboardingDays}`;
    const asks = `Is the account outside month two of onboarding (${span}), or is value proven?`;
    return asked(asks, { monthTwoFromDays, minAccountAgeForOnboardingDays }, due('onboarding-help'));
  },
};

/** S3.35: what is due instead of an offer. */
function due(kind: InterventionKind): string {
  return `no offer by this play; due to the account instead: ${kind}`;
}

/** The same; of an account that is merely young, nothing is due yet. */
function dueLater({ config }: Catalog, kind: InterventionKind): string {
  const { minAccountAgeForOnboardingDays: age } = config.qualification;
  return `no offer by this play; to an account of ${daysText(age)} or more due instead: ${kind}`;
}

function share(value: number): string {
  return `${numberText(value * 100)}%`;
}

export function daysText(days: number): string {
  return counted(days, '1 day', `${numberText(days)} days`);
}

import { z } from 'zod';
import { CALENDAR_DAYS } from '../kernel/days.ts';
import { text } from './schema-parts.ts';

/** Funding stages after which a company is taken to have a budget to decide about (S1.4). */
const FUNDED = [
  'series-a',
  'series-b',
  'series-c',
  'series-d',
  'series-e',
  'growth',
  'private-equity',
  'ipo',
  'public',
] as const;

const days = z.number().min(0).max(366);

/** What an account must be before it is offered anything, all in one place: the numbers of S0.5, S1.3-S1.5, S2.61, S3.34 and S4.17. */
export const qualificationSchema = z
  .strictObject({
    /** S2.61: share of what the plan includes that is in use, from 0 to 1. */
    minAdoption: z.number().min(0).max(1).default(0.4),
    /** S1.3: engagement score, from 0 to 100. */
    minEngagement: z.number().min(0).max(100).default(30),
    /** How far back engagement looks, in the account's own calendar days. */
    windowDays: z.int().min(7).max(CALENDAR_DAYS).default(30),
    /** Real use of a limited meter, as proof of value: so much of the limit. */
    coreLimitShare: z.number().min(0.01).max(1).default(0.5),
    /** Regular use of a feature, as proof of value: so often. */
    coreUses: z.int().min(1).max(1_000_000).default(10),
    /** S3.9: days in a row with activity, as proof of value. */
    coreStreakDays: z.int().min(2).max(CALENDAR_DAYS).default(7),
    /** S3.34: a week-by-week decline of so much of the typical week, 0.05 being a twentieth. */
    decline: z.number().min(0.01).max(1).default(0.05),
    /** S3.34: so many open tickets speak against an offer. */
    openTickets: z.int().min(1).max(30).default(1),
    /** Days for which a complaint speaks against an offer; S4.16. */
    complaintDays: days.default(30),
    /** Days for which a failed payment does, unless something is bought before. */
    paymentFailedDays: days.default(30),
    /** Days for which a step down does, unless a step up comes before. */
    downgradeDays: days.default(90),
    /** S4.17: month two begins at this age, in days of 24 hours. */
    monthTwoFromDays: days.default(30),
    /** S4.17: from this age an account is no longer in onboarding. */
    minAccountAgeForOnboardingDays: days.default(60),
    /** S1.4: a company of so many people has somebody who decides about a budget. */
    minEmployees: z.int().min(0).max(10_000_000).default(20),
    /** S1.4: funding stages that stand for a budget, as the trait `fundingStage` says them; case and spaces make no difference. */
    fundingStages: z
      .array(text)
      .max(50, 'expected at most 50 funding stages')
      .default(() => [...FUNDED]),
  })
  .refine(({ monthTwoFromDays, minAccountAgeForOnboardingDays: end }) => monthTwoFromDays <= end, {
    path: ['minAccountAgeForOnboardingDays'],
    message: 'expected at least "monthTwoFromDays": onboarding ends after its second month began',
  });

export type QualificationConfig = z.output<typeof qualificationSchema>;

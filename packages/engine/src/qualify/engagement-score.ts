import type { Catalog } from '../catalog/catalog.ts';
import { daysMarked, dayOf } from '../kernel/days.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Account } from '../observe/account.ts';
import { grantedTo } from '../observe/granted.ts';
import { type LimitFill, limitFills } from './limit-fill.ts';
import { planUse } from './plan-use.ts';
import { percent, type QualificationSight, type RuleVerdict } from './qualification-rule.ts';

/** The engagement score of an account (S1.3, S1.63), from 0 to 100, and what it is made of. */
export interface EngagementScore {
  readonly score: number;
  /** Days with activity, of the days that the account could have been active on. */
  readonly activeDays: number;
  readonly days: number;
  /** How much is made use of, from 0 to 1, and of what. */
  readonly use: number;
  readonly useOf: 'limit' | 'plan';
  readonly activeMembers: number;
  readonly members: number;
}

/** What the parts count for; together 100. */
const FREQUENCY = 40;
const USE = 40;
const MEMBERS = 20;

/** Where use is high (S2.20), as `observe/` marks it. */
const HIGH_SHARE = 0.8;

/** A younger account is measured over a week: one day of use is a beginning, not engagement. */
const MIN_DAYS = 7;

/**
 * How engaged an account is: how many of its days it was active on (40), how full its fullest limit is, or was by the end of the period
 * before (40; where the plan limits nothing, how much of the plan is in use), and how many of its members were active (20). Days before the account began don't count
 * against it (X4); over less than a week it is measured as over one.
 */
export function engagementScore(
  catalog: Catalog,
  account: Account,
  { at, windowDays }: { readonly at: Instant; readonly windowDays: number },
): EngagementScore {
  return scoreOf(catalog, account, { at, windowDays, limits: limitFills(catalog, account, at) });
}

function scoreOf(
  catalog: Catalog,
  account: Account,
  {
    at,
    windowDays,
    limits,
  }: { readonly at: Instant; readonly windowDays: number; readonly limits: readonly LimitFill[] },
): EngagementScore {
  const today = dayOf(at, account.timeZone);
  const age = today - dayOf(account.since, account.timeZone) + 1;
  const days = Math.min(windowDays, Math.max(MIN_DAYS, age));
  const activeDays = daysMarked(account.activity.days, today, days);
  const members = Object.values(account.members);
  const activeMembers = members.filter(
    (member) => member.days !== null && today - member.days.last < windowDays,
  ).length;
  const use =
    limits.length === 0
      ? (planUse(catalog, grantedTo(catalog, account), account).share ?? 0)
      : Math.max(...limits.map(({ share, wasHigh }) => (wasHigh ? Math.max(share, HIGH_SHARE) : share)));
  const points =
    (FREQUENCY * activeDays) / days +
    USE * use +
    (members.length === 0 ? 0 : (MEMBERS * activeMembers) / members.length);
  const useOf = limits.length === 0 ? 'plan' : 'limit';
  return { score: Math.round(points), activeDays, days, use, useOf, activeMembers, members: members.length };
}

/** S1.3: nobody is asked for more who barely uses what there is (S3.3). */
export function engagement({ catalog, account, at, settings, limits }: QualificationSight): RuleVerdict {
  const needed = settings.minEngagement;
  const { windowDays } = settings;
  const { score, activeDays, days, use, useOf, activeMembers, members } = scoreOf(catalog, account, {
    at,
    windowDays,
    limits,
  });
  return {
    rule: 'qualification.engagement',
    pass: score >= needed,
    detail: `the engagement score is ${score} of 100 (active on ${activeDays} of ${days} days, ${percent(use)}% of the ${useOf === 'limit' ? 'fullest limit' : 'plan'} used, ${activeMembers} of ${members} members active); ${needed} is needed`,
    values: { score, needed, activeDays, days, use: percent(use), activeMembers, members },
  };
}

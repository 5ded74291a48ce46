import { within } from '../../kernel/bounded.ts';
import { daysMarked, dayOf, startOfDay, streakAt } from '../../kernel/days.ts';
import { DAY_MS, type Instant, later } from '../../kernel/instant.ts';
import { meterAt, usedAt } from '../../observe/meter.ts';
import { firstDayOf, weekOf } from '../../observe/slices/activity.ts';
import type { ProgressById } from '../../observe/slices/progress.ts';
import type { Detector, Finding, Sight } from '../detector.ts';
import { peerPercentile } from '../peers.ts';
import { earliest } from './usage.ts';

/** Signals of value proven and of a customer that grows: engagement, milestones, renewal. */

/** S1.39: more use than most of the accounts on the same plan. */
export const engagementPeerP90: Detector<'engagement.peer_p90'> = {
  reads: ['meters', 'members', 'subscription'],
  find: (sight, { params }) =>
    sight.meters.flatMap((meter) => {
      if (params.meters !== undefined && !params.meters.includes(meter.id)) return [];
      const bar = peerPercentile(sight.peers, sight.plan.id, meter.id, params.percentile);
      const used = usedAt(meter, sight.account, sight.at);
      if (bar === null || used <= bar) return [];
      const { periodStart, periodEnd } = meterAt(meter, sight.account, sight.at);
      const evidence = { used, peers: bar, percentile: params.percentile };
      return [
        {
          subject: meter.id,
          episode: `${periodStart ?? 'ever'}`,
          evidence,
          expiresAt: periodEnd ?? later(sight.at, params.expiresDays * DAY_MS),
        },
      ];
    }),
};

/** S1.40: every one of the last 30 days. */
export const engagementDaily: Detector<'engagement.daily_30'> = {
  reads: ['activity', 'timeZone'],
  find: (sight, { params }) => streak(sight, params.days),
  next: (sight) => nextDay(sight),
};

/** S3.9: the seventh day in a row. */
export const valueStreak: Detector<'value.streak_7'> = {
  reads: ['activity', 'timeZone'],
  find: (sight, { params }) => streak(sight, params.days),
  next: (sight) => nextDay(sight),
};

/** S2.22 speaks of how often they come; four weeks even out weekends. */
const POWER_WINDOW_DAYS = 28;

/** S2.22: a good share of the members use it often, and much of it. */
export const usersPowerDensity: Detector<'users.power_density'> = {
  reads: ['members', 'features'],
  find: ({ account, at }, { params }) => {
    const today = dayOf(at, account.timeZone);
    const members = Object.values(account.members);
    const power = members.filter(
      (member) =>
        member.features.length >= params.features &&
        daysMarked(member.days, today, POWER_WINDOW_DAYS) >= params.activeDays,
    ).length;
    const share = members.length === 0 ? 0 : power / members.length;
    if (members.length < params.members || share < params.share) return [];
    return [
      {
        subject: null,
        episode: 'dense',
        evidence: { powerUsers: power, members: members.length },
        expiresAt: null,
      },
    ];
  },
  // Days leave the window as time passes; a look every Monday, while there may be any left, is soon enough.
  next: ({ account, at }) => {
    const { timeZone, activity } = account;
    const today = dayOf(at, timeZone);
    const isQuiet = activity.days === null || today - activity.days.last > POWER_WINDOW_DAYS + 7;
    return isQuiet ? null : earliest([startOfDay(firstDayOf(weekOf(today) + 1), timeZone)], at);
  },
};

/** S1.43: three other products connected. */
export const integrationsThree: Detector<'integrations.three'> = {
  reads: ['organisation'],
  find: ({ account }, { params }) => {
    const { integrations } = account.organisation;
    if (integrations.length < params.count) return [];
    return [
      {
        subject: null,
        episode: 'connected',
        evidence: { count: integrations.length, integrations },
        expiresAt: null,
      },
    ];
  },
};

/** S3.8: the first completion of a named workflow. */
export const valueFirstWorkflow: Detector<'value.first_workflow'> = {
  reads: ['workflows'],
  find: ({ account }, { params }) =>
    Object.entries(account.workflows).flatMap(([workflow, { first }]) => {
      if (params.workflows !== undefined && !params.workflows.includes(workflow)) return [];
      return [
        {
          subject: workflow,
          episode: 'first',
          evidence: { workflow },
          expiresAt: later(first, params.expiresDays * DAY_MS),
        },
      ];
    }),
};

/** S3.10: a milestone of value. */
export const valueMilestone: Detector<'value.milestone'> = {
  reads: ['milestones'],
  find: ({ account }, { params }) => reached(account.milestones, params.milestones, params.expiresDays),
};

/** S3.11: an outcome in numbers. */
export const valueOutcome: Detector<'value.outcome'> = {
  reads: ['outcomes'],
  find: ({ account }, { params }) => reached(account.outcomes, params.outcomes, params.expiresDays),
};

/** S2.23: members, departments and connected products added within a month. */
export const orgGrowth: Detector<'org.growth'> = {
  reads: ['organisation'],
  find: ({ account, at }, { params }, standing) => {
    const { joinedAt, departmentsAt, integratedAt } = account.organisation;
    const windowMs = params.days * DAY_MS;
    const counts = {
      members: within(joinedAt, at, windowMs).length,
      departments: within(departmentsAt, at, windowMs).length,
      integrations: within(integratedAt, at, windowMs).length,
    };
    const newest = Math.max(0, ...joinedAt, ...departmentsAt, ...integratedAt) as Instant;
    const added = counts.members + counts.departments + counts.integrations;
    if (added < params.additions && standing.length === 0) return [];
    return [
      {
        subject: null,
        episode: 'growth',
        evidence: { ...counts, days: params.days },
        expiresAt: later(newest, windowMs),
      },
    ];
  },
};

/** S4.15: 90 to 60 days before the renewal, and only with proven value (S3.1: never by the calendar alone). */
export const renewalWindow: Detector<'renewal.window'> = {
  reads: ['subscription', 'workflows', 'milestones', 'outcomes'],
  find: ({ account, at }, { params }) => {
    const { subscription } = account;
    if (subscription === null) return [];
    const opens = later(subscription.renewsAt, -params.fromDays * DAY_MS);
    const closes = later(subscription.renewsAt, -params.toDays * DAY_MS);
    const proof = provenBy(account);
    if (at < opens || at >= closes || proof === null) return [];
    return [
      {
        subject: null,
        episode: String(subscription.renewsAt),
        evidence: { renewsAt: subscription.renewsAt, proof },
        expiresAt: closes,
      },
    ];
  },
  next: ({ account, at }, { params }) =>
    account.subscription === null
      ? null
      : earliest([later(account.subscription.renewsAt, -params.fromDays * DAY_MS)], at),
};

/** What shows that the account got value: an outcome, a milestone or a workflow; null where nothing does. */
function provenBy({ outcomes, milestones, workflows }: Sight['account']): string | null {
  const done = (progress: ProgressById): string | undefined =>
    Object.entries(progress).find(([, { reachedAt }]) => reachedAt !== null)?.[0];
  return done(outcomes) ?? done(milestones) ?? done(workflows) ?? null;
}

function streak({ account, at }: Sight, days: number): readonly Finding[] {
  const { timeZone, activity } = account;
  const length = streakAt(activity.days, dayOf(at, timeZone));
  if (activity.days === null || length < days) return [];
  const expiresAt = startOfDay(activity.days.last + 2, timeZone);
  return [{ subject: null, episode: 'streak', evidence: { days: length }, expiresAt }];
}

function nextDay({ account, at }: Sight): Instant | null {
  return account.activity.days === null
    ? null
    : earliest([startOfDay(account.activity.days.last + 2, account.timeZone)], at);
}

function reached(
  progress: ProgressById,
  watched: readonly string[] | undefined,
  expiresDays: number,
): readonly Finding[] {
  return Object.entries(progress).flatMap(([id, { reachedAt, total }]) => {
    if (reachedAt === null || (watched !== undefined && !watched.includes(id))) return [];
    return [
      {
        subject: id,
        episode: 'reached',
        evidence: { total },
        expiresAt: later(reachedAt, expiresDays * DAY_MS),
      },
    ];
  });
}

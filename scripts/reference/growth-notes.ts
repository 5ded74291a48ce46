import type { GROWTH_PRESETS } from '../../packages/engine/src/catalog/growth-presets.ts';
import type { AccountInWorld } from '../../packages/engine/src/testing/world.ts';
import { everyDay, joinedBy, noonAfter, type SignalNotes, WATCHED_METERS } from './signal-note.ts';

const ticket = { properties: { ticket: 'export-fails' } };

/** What the reference says of the signals of value proven, of growth, of a renewal near, and of trouble. */
export const GROWTH_NOTES: SignalNotes<typeof GROWTH_PRESETS> = {
  'engagement.peer_p90': {
    params: {
      meters: WATCHED_METERS,
      percentile: 'more than so many percent of the accounts on the same plan',
      expiresDays: 'of a meter that never resets: lasts so many days',
    },
    ends: 'With the meter’s period; of one that never resets, after thirty days. Silent while fewer than 20 accounts of the plan can be compared.',
    example: {
      story: 'A hundred accounts on the plan made 1, 2, 3 and so on up to 100 exports this month; this one makes 91.',
      happens: (account) => account.sent('File Exported', { times: 91 }),
      passes: (account) => account.tick('2026-04-01T00:00:00Z'),
      peers: {
        plans: { team: { exports: { used: Array.from({ length: 100 }, (_, index) => index + 1), accounts: 100 } } },
      },
    },
  },
  'engagement.daily_30': {
    params: { days: 'so many days in a row, in the account’s own time zone' },
    ends: 'With the first day that is missed.',
    example: {
      story: 'Somebody draws a board on each of thirty days.',
      happens: (account) => everyDay(account, 30, ['Board Drawn']),
      passes: (account) => account.tick('2026-04-02T00:00:00Z'),
    },
  },
  'users.power_density': {
    params: {
      share: 'this share of the members',
      activeDays: 'each active on so many of the last 28 days',
      features: 'each with so many different features in use',
      members: 'in a team of at least so many',
    },
    ends: 'When too few of the members still use it that way.',
    example: {
      story: 'On Agency, one of three members uses Boards, Charts and the Brand kit on twelve days.',
      happens: (account) =>
        everyDay(joinedBy(account.subscribed('agency'), 'ana', 'ben', 'cleo'), 12, [
          'Board Drawn',
          'Chart Drawn',
          'Brand Applied',
        ]),
      passes: (account) => account.tick('2026-04-13T00:00:00Z'),
    },
  },
  'integrations.three': {
    params: { count: 'so many at once' },
    ends: 'When fewer are connected.',
    example: {
      story: 'Mail, chat and drive are connected.',
      happens: (account) => connected(account, 'mail', 'chat', 'drive'),
      passes: (account) => account.sent('Integration Disconnected', { properties: { integration: 'mail' } }),
    },
  },
  'value.first_workflow': {
    params: {
      workflows: 'ids of the workflows to watch; all of them when left out',
      expiresDays: 'lasts so many days',
    },
    ends: 'After fourteen days. Fires once for each workflow.',
    example: {
      story: 'A review is closed for the first time.',
      happens: (account) => account.sent('Review Closed'),
      passes: (account) => account.tick(noonAfter(14)),
    },
  },
  'value.streak_7': {
    params: { days: 'so many days in a row, in the account’s own time zone' },
    ends: 'With the first day that is missed.',
    example: {
      story: 'Somebody draws a board on each of seven days.',
      happens: (account) => everyDay(account, 7, ['Board Drawn']),
      passes: (account) => account.tick('2026-03-10T00:00:00Z'),
    },
  },
  'value.milestone': {
    params: {
      milestones: 'ids of the milestones to watch; all of them when left out',
      expiresDays: 'lasts so many days',
    },
    ends: 'After fourteen days. Fires once for each milestone.',
    example: {
      story: 'The hundredth board is drawn.',
      happens: (account) => account.sent('Board Drawn', { times: 100 }),
      passes: (account) => account.tick(noonAfter(14)),
    },
  },
  'value.outcome': {
    params: { outcomes: 'ids of the outcomes to watch; all of them when left out', expiresDays: 'lasts so many days' },
    ends: 'After fourteen days. Fires once for each outcome.',
    example: {
      story: 'Work worth 1,000 was billed, in two parts.',
      happens: (account) =>
        account
          .sent('Work Billed', { properties: { amount: 600 } })
          .sent('Work Billed', { properties: { amount: 400 } }),
      passes: (account) => account.tick(noonAfter(14)),
    },
  },
  'org.growth': {
    params: { additions: 'so many members, departments and connected products together', days: 'within so many days' },
    ends: 'Thirty days after the latest addition.',
    example: {
      story: 'Within two weeks a colleague joins, a department is added, and a mail product is connected.',
      happens: (account) => {
        account
          .sent('Account Added User', { properties: { userId: 'ben' } })
          .at(noonAfter(7))
          .sent('Department Added');
        return connected(account.at(noonAfter(14)), 'mail');
      },
      passes: (account) => account.tick(noonAfter(44)),
    },
  },
  'renewal.window': {
    params: { fromDays: 'opens so many days before the renewal', toDays: 'closes so many days before it' },
    ends: 'Sixty days before the renewal. Never opens by the calendar alone: without proof of value it stays silent.',
    example: {
      story: 'A yearly subscription renews in 90 days, and the milestone “first review” was reached.',
      happens: (account) => account.subscribed('team', 'year').sent('Review Closed').tick('2026-12-02T12:00:00Z'),
      passes: (account) => account.tick('2027-01-01T12:00:00Z'),
    },
  },
  'health.declining': {
    params: { slope: 'a loss of this share of the typical week, week by week: 0.05 is a twentieth' },
    ends: 'When whole weeks no longer show a decline.',
    example: {
      story:
        'From week to week the boards drawn fall from 40 to 36, 30, 27 and 22. The week that the account began in is not counted.',
      happens: (account) => weekly(account, [40, 36, 30, 27, 22]).tick('2026-04-06T00:00:00Z'),
      passes: (account) => account.tick('2027-01-01T00:00:00Z'),
    },
  },
  'health.tickets': {
    params: { open: 'so many at once' },
    ends: 'When they are resolved.',
    example: {
      story: 'A support ticket is opened.',
      happens: (account) => account.sent('Ticket Opened', ticket),
      passes: (account) => account.sent('Ticket Resolved', ticket),
    },
  },
  'health.complaint': {
    params: { expiresDays: 'lasts so many days from the latest complaint' },
    ends: 'Thirty days after the latest complaint.',
    example: {
      story: 'Somebody complains.',
      happens: (account) => account.sent('Complaint Received'),
      passes: (account) => account.tick(noonAfter(30)),
    },
  },
  'health.payment_failed': {
    params: { expiresDays: 'lasts so many days from the latest failure' },
    ends: 'Thirty days after the latest failure, or with a purchase.',
    example: {
      story: 'A payment fails.',
      happens: (account) => account.subscribed('team').sent('Payment Failed'),
      passes: (account) => account.subscribed('agency'),
    },
  },
  'health.inactive': {
    params: { days: 'so many days from the end of the last active one' },
    ends: 'With the first thing that anybody does.',
    example: {
      story: 'A board is drawn on 2 March, and then nothing is heard of the account.',
      happens: (account) => account.sent('Board Drawn').tick('2026-03-17T00:00:00Z'),
      passes: (account) => account.sent('Board Drawn'),
    },
  },
};

function connected(account: AccountInWorld, ...names: readonly string[]): AccountInWorld {
  for (const integration of names) account.sent('Integration Connected', { properties: { integration } });
  return account;
}

/** So many boards in each of the weeks. */
function weekly(account: AccountInWorld, counts: readonly number[]): AccountInWorld {
  for (const [week, times] of counts.entries()) account.at(noonAfter(week * 7)).sent('Board Drawn', { times });
  return account;
}

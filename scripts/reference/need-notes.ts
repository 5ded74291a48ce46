import type { NEED_PRESETS } from '../../packages/engine/src/catalog/need-presets.ts';
import { everyDay, joinedBy, noonAfter, type SignalNotes, WATCHED_FEATURES, WATCHED_METERS } from './signal-note.ts';

const OF_A_LIMIT =
  'With the meter’s period; of a meter that never resets, when use falls five points below the threshold. At once when the limit grows.';
const charts = { properties: { feature: 'charts' } };

/** What the reference says of the signals of need. */
export const NEED_NOTES: SignalNotes<typeof NEED_PRESETS> = {
  'usage.approaching': {
    params: { meters: WATCHED_METERS },
    ends: OF_A_LIMIT,
    example: {
      story: 'Eight of the ten exports of the month are made.',
      happens: (account) => account.sent('File Exported', { times: 8 }),
      passes: (account) => account.tick('2026-04-01T00:00:00Z'),
    },
  },
  'usage.critical': {
    params: { meters: WATCHED_METERS },
    ends: OF_A_LIMIT,
    example: {
      story: 'Storage, which never resets, stands at 950 of 1,000.',
      happens: (account) => account.sent('Storage Measured', { properties: { bytes: 950 } }),
      passes: (account) => account.sent('Storage Measured', { properties: { bytes: 899 } }),
    },
  },
  'usage.reached': {
    params: { meters: WATCHED_METERS },
    ends: OF_A_LIMIT,
    example: {
      story: 'The tenth of ten exports is made. What was being done is kept.',
      happens: (account) => account.sent('File Exported', { times: 10 }),
      passes: (account) => account.subscribed('open'),
    },
  },
  'usage.sustained': {
    params: {
      meters: WATCHED_METERS,
      percent: 'from this share of the limit on, use counts as high',
      periods: 'so many periods in a row, where the meter resets',
      days: 'so many days without a break, where it never does',
    },
    ends: 'With the period; of a meter that never resets, when use falls below the share. At once when the limit grows.',
    example: {
      story: 'Eight of ten exports in March, and eight again in April.',
      happens: (account) =>
        account.sent('File Exported', { times: 8 }).at('2026-04-10T12:00:00Z').sent('File Exported', { times: 8 }),
      passes: (account) => account.tick('2026-05-01T00:00:00Z'),
    },
  },
  'api.over_limit': {
    params: {},
    ends: 'With the meter’s period, or when the limit grows. Looks at the meters that say `"dimension": "api"`.',
    example: {
      story: 'The plan includes 100 API calls a month; the account makes 101.',
      happens: (account) => account.sent('API Called', { properties: { calls: 101 } }),
      passes: (account) => account.tick('2026-04-01T00:00:00Z'),
    },
  },
  'ratelimit.repeated': {
    params: { hits: 'so often within seven days of the account’s calendar' },
    ends: 'When a week no longer holds so many hits.',
    example: {
      story: 'The rate limit of the API is hit three times in one day.',
      happens: (account) => account.sent('Rate Limit Hit', { times: 3, properties: { meter: 'calls' } }),
      passes: (account) => account.tick('2026-03-09T00:00:00Z'),
    },
  },
  'content.blocked': {
    params: { perWeek: 'so often within seven days of the account’s calendar' },
    ends: 'When a week no longer holds so many.',
    example: {
      story: 'Fifty searches of one week lead to files that are older than the plan’s 90 days of history.',
      happens: (account) =>
        account
          .sent('Content Blocked', { times: 30, properties: { meter: 'history', items: ['brief.pdf'] } })
          .at(noonAfter(3))
          .sent('Content Blocked', { times: 20, properties: { meter: 'history', items: ['logo.svg'] } }),
      passes: (account) => account.tick('2026-03-09T00:00:00Z'),
    },
  },
  'gate.discovered': {
    params: { features: WATCHED_FEATURES, expiresDays: 'lasts so many days from the latest hit' },
    ends: 'Seven days after the latest hit, or when the account gets the feature.',
    example: {
      story: 'Somebody opens Charts, which their plan does not include.',
      happens: (account) => account.sent('Charts Opened'),
      passes: (account) => account.tick(noonAfter(7)),
    },
  },
  'gate.repeated': {
    params: {
      features: WATCHED_FEATURES,
      hits: 'so many hits of the same gate',
      days: 'within so many days, to the millisecond',
      expiresDays: 'lasts so many days from the latest hit',
    },
    ends: 'Fourteen days after the latest hit, or when the account gets the feature.',
    example: {
      story: 'Charts is opened on three days of one week, by two people.',
      happens: (account) =>
        account
          .sent('Charts Opened')
          .at(noonAfter(2))
          .sent('Charts Opened', { user: 'ben' })
          .at(noonAfter(4))
          .sent('Charts Opened'),
      passes: (account) => account.subscribed('agency'),
    },
  },
  'gate.dwell': {
    params: {
      features: WATCHED_FEATURES,
      seconds: 'so long in one stay',
      expiresDays: 'lasts so many days from the latest such stay',
    },
    ends: 'Fourteen days after the latest such stay, or when the account gets the feature.',
    example: {
      story: 'Somebody stays with the preview of Charts for two minutes.',
      happens: (account) =>
        account.sent('Charts Opened').sent('Feature Gate Left', { properties: { feature: 'charts', seconds: 120 } }),
      passes: (account) => account.tick(noonAfter(14)),
    },
  },
  'seats.at_limit': {
    params: { expiresDays: 'an invitation that nobody follows stands so many days' },
    ends: 'When a seat is free again, or there are more of them. Told once for the same number of seats.',
    example: {
      story: 'Two of three seats are taken, and an invitation goes out that fills the third.',
      happens: (account) => joinedBy(account, 'ana', 'ben').sent('Invite Sent'),
      passes: (account) => account.subscribed('agency'),
    },
  },
  'seats.exceeded': {
    params: { expiresDays: 'an invitation that nobody follows stands so many days' },
    ends: 'When members and invitations fit into the seats again. Told once for the same number of seats.',
    example: {
      story: 'All three seats are taken, and a fourth person is invited.',
      happens: (account) => joinedBy(account, 'ana', 'ben', 'cleo').sent('Invite Sent'),
      passes: (account) => account.tick(noonAfter(30)),
    },
  },
  'team.on_individual_plan': {
    params: { members: 'so many people' },
    ends: 'With a plan that is made for more than one, or when there are fewer people.',
    example: {
      story: 'The account is on Solo, and a fifth person joins.',
      happens: (account) => joinedBy(account.subscribed('solo'), 'ana', 'ben', 'cleo', 'dora', 'emil'),
      passes: (account) => account.subscribed('agency'),
    },
  },
  'feature.adjacent': {
    params: {
      features: 'ids of the locked features to watch; all of them when left out',
      uses: 'so many uses of the feature beside it',
      expiresDays: 'lasts so many days from the latest use',
    },
    ends: 'Thirty days after the latest use of the feature beside it, or when the account gets the locked one.',
    example: {
      story: 'Ten boards are drawn. Charts, which the plan lacks, says that it is `"adjacentTo": ["boards"]`.',
      happens: (account) => everyDay(account, 10, ['Board Drawn']),
      passes: (account) => account.subscribed('agency'),
    },
  },
  'outcome.gap': {
    params: {
      workflows: 'ids of the workflows to watch; all of them when left out',
      expiresDays: 'lasts so many days from the latest completion',
    },
    ends: 'Seven days after the workflow was last completed, or when the account gets the feature.',
    example: {
      story: 'A hand-over is completed; the question it leaves is `"answeredBy": "charts"`, which the plan lacks.',
      happens: (account) => account.sent('Workflow Completed', { properties: { workflow: 'handover' } }),
      passes: (account) => account.tick(noonAfter(7)),
    },
  },
  'collaboration.blocked': {
    params: { expiresDays: 'lasts so many days from the latest attempt' },
    ends: 'Fourteen days after the latest attempt, or when the account gets the feature.',
    example: {
      story: 'Somebody shares a chart with a person who would need Charts to open it.',
      happens: (account) => account.sent('Share Attempted', charts),
      passes: (account) => account.tick(noonAfter(14)),
    },
  },
  'intent.pricing': {
    params: { expiresDays: 'lasts so many days from the latest look' },
    ends: 'Seven days after the latest look, or with a purchase.',
    example: {
      story: 'Somebody looks at the prices.',
      happens: (account) => account.sent('Pricing Viewed'),
      passes: (account) => account.tick(noonAfter(7)),
    },
  },
  'intent.checkout_abandoned': {
    params: {
      minutes: 'so long after it was begun, without a purchase',
      expiresDays: 'lasts so many days from its beginning',
    },
    ends: 'Fourteen days after the checkout was begun, with a purchase, or while another one is under way.',
    example: {
      story: 'A checkout is begun, and an hour goes by.',
      happens: (account) => account.sent('Checkout Started').tick('2026-03-02T13:00:00Z'),
      passes: (account) => account.subscribed('agency'),
    },
  },
  'intent.search': {
    params: { features: WATCHED_FEATURES, expiresDays: 'lasts so many days from the latest search' },
    ends: 'Seven days after the latest search, or when the account gets the feature.',
    example: {
      story: 'Somebody searches for “trend lines”; Charts has `"searchTerms": ["chart", "Trend"]`.',
      happens: (account) => account.sent('Search Performed', { properties: { query: 'trend lines' } }),
      passes: (account) => account.tick(noonAfter(7)),
    },
  },
};

import type { ConfigInput } from '../../packages/engine/src/catalog/config-schema.ts';

/** One condition for each thing that conditions may ask for, under its name on the page. */
export const SLOT_EXAMPLES: Readonly<Record<string, string>> = {
  'account.id': 'account.id.startsWith("eu-")',
  'account.plan': 'account.plan in ["solo", "team"]',
  'account.planRank': 'account.planRank < 2',
  'account.ageDays': 'account.ageDays > 14',
  'account.members': 'account.members >= 5',
  'account.timeZone': 'account.timeZone.startsWith("Europe/")',
  'account.employees': 'account.employees >= 50',
  'account.fundingStage': 'account.fundingStage in ["series-a", "series-b"]',
  'account.traits.<trait>': 'account.traits.industry == "architecture"',
  'activity.streakDays': 'activity.streakDays >= 5',
  'activity.activeDays30': 'activity.activeDays30 >= 12',
  'activity.events': 'activity.events > 1000',
  'activity.trend': 'activity.trend == "growing"',
  'health.openTickets': 'health.openTickets == 0',
  'health.complaintAgoDays': '!has(health.complaintAgoDays) || health.complaintAgoDays > 60',
  'health.paymentFailedAgoDays': 'health.paymentFailedAgoDays < 10',
  'intent.pricingAgoDays': 'intent.pricingAgoDays <= 7',
  'intent.checkoutAgoDays': 'intent.checkoutAgoDays <= 3',
  'intent.searchAgoDays': 'intent.searchAgoDays <= 7',
  'organisation.departments': 'organisation.departments >= 2',
  'organisation.integrations': 'organisation.integrations >= 3',
  'organisation.joined30d': 'organisation.joined30d >= 3',
  'subscription.interval': 'subscription.interval == "year"',
  'subscription.seats': 'subscription.seats - account.members <= 2',
  'subscription.renewsInDays': 'subscription.renewsInDays < 60',
  'usage.<meter>.used': 'usage.exports.used >= 8',
  'usage.<meter>.limit': 'usage.exports.limit <= 10',
  'usage.<meter>.ratio': 'usage.exports.ratio >= 0.8',
  'usage.<meter>.remaining': 'usage.exports.remaining < 3',
  'features.<feature>.count': 'features.boards.count >= 20',
  'features.<feature>.users': 'features.boards.users >= 3',
  'features.<feature>.granted': '!features.charts.granted',
  'gates.<feature>.hits': 'gates.charts.hits >= 3',
  'gates.<feature>.hits7d': 'gates.charts.hits7d >= 2',
  'gates.<feature>.users': 'gates.charts.users >= 2',
  'gates.<feature>.dwellSeconds': 'gates.charts.dwellSeconds > 60',
  'workflows.<workflow>.count': 'workflows.review.count >= 5',
  'workflows.<workflow>.reached': 'workflows.handover.reached',
  'milestones.<milestone>.count': 'milestones["hundredth-board"].count >= 50',
  'milestones.<milestone>.reached': 'milestones["first-review"].reached',
  'outcomes.<outcome>.total': 'outcomes.billed.total >= 10000',
  'outcomes.<outcome>.reached': 'outcomes.billed.reached',
  signals: '"seats.at_limit" in signals',
  'user.id': 'user.id != "auditor"',
  'user.role': 'user.role in ["owner", "admin"]',
  'event.name': 'event.name == "Work Billed"',
  'event.properties.<property>': 'event.properties.amount > 5000',
};

/** Parts of a config, each with what it is for. */
export const RECIPES: readonly { readonly what: string; readonly config: Partial<ConfigInput> }[] = [
  {
    what: 'A team that fills its plan and still grows: both at once, kept for a week after it is no longer so.',
    config: {
      signals: {
        outgrowing: {
          when: 'usage.exports.ratio >= 0.8 && organisation.joined30d >= 2',
          category: 'usage',
          priority: 'high',
          holdDays: 7,
        },
      },
    },
  },
  {
    what: 'Any of three signs that a customer became larger than its plan was made for (S2.42). A trait that nobody sent spoils nothing: the others still count.',
    config: {
      signals: {
        'ready-for-agency': {
          when: 'account.traits.yearlyRevenue > 1000000 || account.traits.countries > 1 || gates.charts.hits7d >= 3',
          category: 'organisation',
          priority: 'high',
        },
      },
    },
  },
  {
    what: 'Asked at an event rather than watched: one large job. It lasts two weeks from the event on.',
    config: {
      signals: {
        'large-job': {
          when: 'event.properties.amount >= 5000 && account.plan == "team"',
          on: ['Work Billed'],
          category: 'value',
          expiresDays: 14,
        },
      },
    },
  },
  {
    what: 'Two signals of the library together say more than either. Name them under `signals` as well: a config that lists signals has those and no others.',
    config: {
      signals: {
        'seats.at_limit': { preset: 'seats.at_limit' },
        'intent.pricing': { preset: 'intent.pricing' },
        'full-and-looking': {
          when: '"seats.at_limit" in signals && "intent.pricing" in signals',
          category: 'intent',
          priority: 'critical',
        },
      },
    },
  },
  {
    what: 'A sign of trouble of your own: a yearly customer that renews soon and hardly comes any more.',
    config: {
      signals: {
        'quiet-before-renewal': {
          when: 'subscription.interval == "year" && subscription.renewsInDays < 90 && activity.activeDays30 < 4',
          category: 'health',
          polarity: 'negative',
          priority: 'high',
        },
      },
    },
  },
  {
    what: 'A play for some: teams on a yearly subscription, asked by somebody who can buy.',
    config: {
      plays: [
        {
          id: 'room-for-yearly-teams',
          trigger: ['usage.approaching'],
          audience: 'subscription.interval == "year" && account.members >= 3 && user.role in ["owner", "admin"]',
        },
      ],
    },
  },
];

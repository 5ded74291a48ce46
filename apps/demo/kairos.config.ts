import { defineConfig } from '@kairos/engine';

/**
 * What Ledgerly sells, and what it says when somebody outgrows it. Ledgerly's server puts this to Kairos on start; its own pages
 * (`/pricing`, `/billing`) are drawn from the same object, so that the two can't drift apart.
 */
export default defineConfig({
  product: { name: 'Ledgerly', currency: 'USD', buyerRoles: ['owner'] },
  meters: {
    invoices: { name: 'invoices', event: 'Invoice Sent', aggregate: 'count', reset: 'month' },
    seats: { name: 'seats', aggregate: 'members' },
  },
  features: {
    reports: {
      name: 'advanced reporting',
      value: 'See what every month brought in, who your best customers are, and how long each takes to pay',
      gateEvent: 'Report Opened',
      searchTerms: ['report', 'trend', 'revenue', 'late payers'],
    },
  },
  plans: [
    {
      id: 'free',
      name: 'Free',
      prices: [{ interval: 'month', amount: 0 }],
      entitlements: {
        invoices: { limit: 10, grace: { percent: 10, days: 3 } },
        seats: { limit: 2, grace: null },
        reports: false,
      },
    },
    {
      id: 'pro',
      name: 'Pro',
      prices: [
        { interval: 'month', amount: 4900 },
        { interval: 'year', amount: 49_000 },
      ],
      entitlements: { invoices: { limit: 100 }, seats: { limit: 5, grace: null }, reports: true },
    },
    {
      id: 'business',
      name: 'Business',
      prices: [
        { interval: 'month', amount: 14_900 },
        { interval: 'year', amount: 149_000 },
      ],
      entitlements: { invoices: { limit: null }, seats: { limit: null }, reports: true },
    },
  ],
  signals: {
    'usage.approaching': { preset: 'usage.approaching', meters: ['invoices'] },
    'usage.critical': { preset: 'usage.critical', meters: ['invoices'] },
    'usage.reached': { preset: 'usage.reached', meters: ['invoices'] },
    'seats.at_limit': { preset: 'seats.at_limit' },
    'gate.discovered': { preset: 'gate.discovered', features: ['reports'] },
    'gate.repeated': { preset: 'gate.repeated', features: ['reports'] },
  },
  plays: [
    {
      id: 'keep-invoices-going-out',
      trigger: ['usage.approaching', 'usage.critical', 'usage.reached'],
      placements: ['home'],
      message: {
        done: '{% if remaining == 0 %}You have sent {{ used }} invoices this month, and {{ plan.name }} holds {{ limit }}.{% else %}You have sent {{ used }} of your {{ limit }} invoices this month.{% endif %}',
        near: '{% if remaining == 0 %}{{ plan.name }} has room again on {{ resetsOn }}.{% else %}That leaves {{ remaining }} until {{ resetsOn }}.{% endif %}',
        unlock: 'Keep every invoice going out on the day it is ready: {{ unlocks }}.',
        action: 'Upgrade to {{ next.name }}',
        reassurance: 'It starts at once. Step back down whenever you like.',
      },
    },
    {
      id: 'room-for-the-team',
      trigger: ['seats.at_limit'],
      // Seats are only ever spoken of when somebody needs one.
      proactive: false,
      message: {
        done: 'All {{ limit }} of your seats have somebody in them.',
        near: 'The teammate you are inviting needs one more.',
        unlock: 'Bring them in to draft, send and follow up invoices beside you: {{ unlocks }}.',
        action: 'Upgrade to {{ next.name }}',
        reassurance: 'Your invitation goes out once there is a seat. Step back down whenever you like.',
      },
    },
    {
      id: 'open-the-reports',
      trigger: ['gate.repeated', 'gate.discovered'],
      // And reports only to those who came for them, where they are.
      proactive: false,
      message: {
        done: '{% if hits > 1 %}You have come for your reports {{ hits }} times.{% else %}You came for your reports.{% endif %}',
        near: 'They are drawn from the invoices that you have written already; there is nothing to set up.',
        unlock: '{{ feature.value }}.',
        action: 'Open reports',
        reassurance: 'They open at once. Step back down whenever you like.',
      },
    },
  ],
  // A demo shows everybody what it does. A real product leaves this out, and ten percent of its accounts prove what Kairos earns.
  holdout: { percent: 0 },
});

import type { ConfigInput } from '../../packages/engine/src/catalog/config-schema.ts';
import type { WarningRule } from '../../packages/engine/src/catalog/config-warnings.ts';
import type { CopyRuleId } from '../../packages/engine/src/present/copy-lint/rule.ts';
import type { Message } from '../../packages/engine/src/present/message.ts';

/** A config that something is said of: what it is, for the reader, and the parts of it that are changed. */
interface ConfigExample {
  readonly told: string;
  readonly config: Partial<ConfigInput>;
}

export interface ConfigNote {
  readonly why: string;
  readonly source: string;
  readonly example: ConfigExample;
}

/** Copy that a rule finds fault with, and the same said better. */
export interface CopyNote {
  readonly why: string;
  readonly source: string;
  readonly bad: Partial<Message>;
  readonly good: Partial<Message>;
}

const month = (amount: number): [{ interval: 'month'; amount: number }] => [{ interval: 'month', amount }];
const boards = { boards: { name: 'Boards', useEvents: ['Board Drawn'] } };
const exports = { exports: { event: 'File Exported', aggregate: 'count' } } as const;

/** What keeps a config from being put, beside shapes that are wrong and names that nobody declared. */
export const REFUSAL_NOTES: Readonly<Record<'catalog.flat' | 'play.calendar', ConfigNote>> = {
  'catalog.flat': {
    why: 'One plan with everything in it and no limit: nothing could ever be offered. That is a matter of prices, not of plays.',
    source: 'S4.27',
    example: {
      told: 'One plan, without a limit.',
      config: {
        meters: {},
        features: boards,
        plans: [{ id: 'all', name: 'Everything', prices: month(2_900), entitlements: { boards: true } }],
      },
    },
  },
  'play.calendar': {
    why: 'A date is no need. A play whose signals look at dates alone (an age, a renewal) would mail everybody by the calendar.',
    source: 'S3.1, S4.3',
    example: {
      told: 'A signal `"when": "account.ageDays >= 30"`, and a play on it.',
      config: {
        signals: { 'thirty-days': { when: 'account.ageDays >= 30' } },
        plays: [{ id: 'day-thirty', trigger: ['thirty-days'] }],
      },
    },
  },
};

/** What a catalog is advised against. */
export const WARNING_NOTES: Readonly<Record<WarningRule, ConfigNote>> = {
  'ladder.milestones': {
    why: 'Milestones of value show where a plan begins to be too small. Fewer than five leave gaps, more than eight are no map. Silent while there are none.',
    source: 'S2.1',
    example: {
      told: 'One milestone for all plans.',
      config: { milestones: { 'hundredth-invoice': { event: 'Invoice Sent', count: 100 } } },
    },
  },
  'ladder.plan-count': {
    why: 'Three or four plans are easiest to choose from.',
    source: 'S2.9',
    example: {
      told: 'Two plans.',
      config: {
        meters: exports,
        features: {},
        plans: [
          { id: 'free', name: 'Free', prices: month(0), entitlements: { exports: { limit: 10 } } },
          { id: 'pro', name: 'Pro', prices: month(2_900), entitlements: { exports: { limit: 100 } } },
        ],
      },
    },
  },
  'ladder.price-jump': {
    why: 'A step of more than three times the price is a leap; few take it without something in between.',
    source: 'S2.57, S2.44',
    example: {
      told: 'Starter for $9, Team for $49 and Business for $99 a month.',
      config: {
        meters: exports,
        features: {},
        plans: [
          { id: 'starter', name: 'Starter', prices: month(900), entitlements: { exports: { limit: 10 } } },
          { id: 'team', name: 'Team', prices: month(4_900), entitlements: { exports: { limit: 100 } } },
          { id: 'business', name: 'Business', prices: month(9_900), entitlements: { exports: { limit: 1_000 } } },
        ],
      },
    },
  },
  'ladder.no-usage': {
    why: 'Where nothing grows with use, revenue does not grow with the customer.',
    source: 'S2.13',
    example: {
      told: 'Three plans that differ in features alone.',
      config: {
        meters: {},
        features: boards,
        plans: [
          { id: 'free', name: 'Free', prices: month(0) },
          { id: 'pro', name: 'Pro', prices: month(2_900), entitlements: { boards: true } },
          { id: 'business', name: 'Business', prices: month(5_900), entitlements: { boards: true } },
        ],
      },
    },
  },
  'ladder.same-feature': {
    why: 'A feature that all plans have, or none, gives nobody a reason to choose one.',
    source: 'S2.10',
    example: {
      told: 'A feature that no plan grants.',
      config: { features: { ...boards, reports: { name: 'Reports' } } },
    },
  },
  'ladder.unlimited-meter': {
    why: 'A meter without a limit and without a price creates no friction for the power users who would pay for more.',
    source: 'S2.2',
    example: {
      told: 'A meter that nothing speaks of.',
      config: {
        meters: {
          ...exports,
          invoices: { event: 'Invoice Sent', aggregate: 'count' },
          storage: { event: 'File Stored', aggregate: 'count' },
          seats: { aggregate: 'members' },
        },
      },
    },
  },
  'catalog.bundle': {
    why: 'A bundle hides what each of its parts is worth.',
    source: 'S4.9',
    example: {
      told: 'An add-on with invoices and storage under one price.',
      config: {
        addOns: [
          {
            id: 'more',
            name: 'More of everything',
            prices: month(1_900),
            entitlements: { invoices: { add: 100 }, storage: { add: 10_000 } },
          },
        ],
      },
    },
  },
  'catalog.unnamed-event': {
    why: 'A gate that nobody hears of can start nothing: every interaction with it is to be told.',
    source: 'S2.16',
    example: {
      told: 'A feature with neither `gateEvent` nor `useEvents`.',
      config: { features: { reports: { name: 'Advanced reporting' } } },
    },
  },
};

/** How a moment may not speak, and how it may. The other parts of the message are as on the page's first example. */
export const COPY_NOTES: Readonly<Record<CopyRuleId, CopyNote>> = {
  'copy.price-first': {
    why: 'Value before price, in every channel. The price is never hidden: it always stands beside the action, without being written.',
    source: 'S0.13, X6',
    bad: { unlock: 'For $49/month you get {{ unlocks }}.' },
    good: { unlock: '{{ next.name }} gives you {{ unlocks }}.' },
  },
  'copy.tier-headline': {
    why: 'The first thing said is what they did or what a feature does for them. Which plan has it comes later; after a picture of the value it may come first.',
    source: 'S0.9, S0.14, S0.15, X5',
    bad: { done: 'This feature is available on the Pro plan.' },
    good: { done: 'You came to {{ feature.name }}: {{ feature.value }}.' },
  },
  'copy.scarcity': {
    why: 'Urgency only from limits that are real.',
    source: 'S1.12, S2.35',
    bad: { near: 'Hurry: this offer ends tonight.' },
    good: { near: 'That leaves {{ remaining }} until {{ resetsOn }}.' },
  },
  'copy.attempted-missing': {
    why: 'Says what the user was trying to do, or how much they used. An error where somebody walked into something, else a warning.',
    source: 'S0.10, S2.60',
    bad: { done: 'Your team is growing.', near: 'You will need more room soon.' },
    good: { done: 'You tried to export {{ attempted }}.', near: 'You have used {{ used }} of {{ limit }}.' },
  },
  'copy.unbound-number': {
    why: 'A number that is written out is wrong for everybody else, and wrong tomorrow.',
    source: 'S3.28, S0.21',
    bad: { near: 'You have used 8 of 10 exports.' },
    good: { near: 'You have used {{ used }} of {{ limit }} {{ meter.name }}.' },
  },
  'copy.unmeasured-claim': {
    why: 'A claim of time or effect stands only where it was measured.',
    source: 'S3.28',
    bad: { action: 'Upgrade to {{ next.name }}: takes 60 seconds' },
    good: { action: 'Upgrade to {{ next.name }}' },
  },
  'copy.generic': {
    why: 'A call that fits any product says nothing of this one.',
    source: 'S1.57',
    bad: { action: 'Learn more' },
    good: { action: 'See what {{ next.name }} adds' },
  },
  'copy.reassurance-missing': {
    why: 'The last part removes a risk: a trial, the money back, the way down.',
    source: 'S0.12',
    bad: { reassurance: 'Many teams are on it already.' },
    good: { reassurance: 'Step back down whenever you like.' },
  },
  'copy.shouting': {
    why: 'Nothing is shouted before the upgrade.',
    source: 'Kairos’ own',
    bad: { unlock: 'Get {{ unlocks }} NOW!' },
    good: { unlock: 'You get {{ unlocks }}.' },
  },
};

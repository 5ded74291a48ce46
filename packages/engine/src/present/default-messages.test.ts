import { describe, expect, it } from 'vitest';
import { studio } from '../testing/studio.ts';
import { compiled } from '../testing/world.ts';
import { lintCopy } from './copy-lint/lint-copy.ts';
import { PRESETS } from '../catalog/presets.ts';
import { checkTemplate, renderMessage } from './message-book.ts';
import { type Message, MESSAGE_PARTS } from './message.ts';
import { BARE_TRIAL, TRIAL } from './trial-variables.ts';
import type { MessageVariables } from './variables.ts';

const { catalog, messages } = compiled(studio());

/** One of everything. */
const ONE: MessageVariables = {
  ...TRIAL,
  used: 1,
  limit: 1,
  remaining: 0,
  percent: 100,
  closest: { name: 'invoices', used: 1, limit: 1, percent: 100 },
  members: 1,
  integrations: 1,
  hits: 1,
  users: 1,
  minutes: 1,
  times: 1,
  days: 1,
  periods: 1,
  completed: 1,
  total: 1,
  uses: 1,
  powerUsers: 1,
};
const BEYOND: MessageVariables = {
  ...TRIAL,
  used: 12,
  limit: 10,
  remaining: 0,
  percent: 120,
  resetsOn: null,
  periods: null,
};
/** A feature is all that is known: what somebody just walked into, before any signal fired. */
const FEATURE_ALONE: MessageVariables = { ...BARE_TRIAL, feature: { name: 'Reports', value: null } };

const ABOUT_A_FEATURE = ['locked-feature', 'searched-feature', 'next-question', 'sharing-blocked', 'feature-beside'];
const ABOUT_A_METER = ['outgrowing-limit', 'beyond-api-limit', 'full-for-long'];

function saidBy(play: string, variables: MessageVariables): Message {
  return renderMessage(messages, play, { variables, answer: 'offer', variants: [] });
}

/** The cases that a play can meet. */
function casesOf(play: string): readonly MessageVariables[] {
  if (ABOUT_A_METER.includes(play)) return [TRIAL, ONE, BEYOND];
  return ABOUT_A_FEATURE.includes(play) ? [TRIAL, ONE, FEATURE_ALONE] : [TRIAL, ONE, BEYOND, BARE_TRIAL];
}

describe.each(catalog.plays.map(({ id }) => id))('the default play %s', (id) => {
  const play = catalog.plays.find((each) => each.id === id);
  const message = play?.message;

  it('has copy in which nothing is found, and names nothing that there isn’t (S0.9-S0.15)', () => {
    const signal = catalog.signals.find((rule) => rule.id === play?.trigger[0]);
    const kind = signal === undefined || signal.preset === null ? null : PRESETS[signal.preset].category;
    expect(message === undefined ? ['no message'] : lintCopy({ message, kind, plans: ['Free', 'Pro'] })).toEqual([]);
    expect(MESSAGE_PARTS.flatMap((part) => checkTemplate(message?.[part] ?? ''))).toEqual([]);
  });

  it('reads as whole sentences with many, with one, beyond the limit, and with nothing known', () => {
    for (const variables of casesOf(id)) {
      const said = saidBy(id, variables);
      for (const part of MESSAGE_PARTS) {
        expect(said[part], `${part}: ${said[part]}`).toMatch(part === 'action' ? /^[A-Z].*[^.\s]$/ : /^[A-Z0-9].*\.$/);
        expect(said[part]).not.toMatch(
          / {2}| [.,:;]|\.\.|“”|null|undefined|\{|\b1 (?:times|people|days|seats|minutes)\b|\b0 (?:times|people)\b/,
        );
      }
    }
  });
});

it.each([
  [
    'outgrowing-limit',
    TRIAL,
    'You have used 8 of your 10 invoices.',
    'That is 80% of what Free includes, until it starts again on 1 April.',
  ],
  [
    'locked-feature',
    { ...TRIAL, minutes: null },
    '2 of you have come to Reports, 3 times in all.',
    'You are one step away from this: See what every month brought in.',
  ],
  ['locked-feature', FEATURE_ALONE, 'You came to Reports.', 'You are one step away from it.'],
  [
    'sought-behind-limit',
    TRIAL,
    'You looked for “spring offer” and 3 more.',
    '52 searches of the last 7 days ended behind what Free keeps open.',
  ],
  [
    'team-needs-seats',
    { ...TRIAL, used: 5, limit: 5 },
    'All 5 of your seats have somebody in them.',
    'The next teammate you invite needs one more.',
  ],
  ['team-needs-seats', ONE, 'Your one seat has somebody in it.', 'The next teammate you invite needs one more.'],
  ['team-needs-seats', BEYOND, '12 people share 10 seats.', 'The next teammate you invite needs one more.'],
  [
    'team-needs-seats',
    { ...TRIAL, used: 4, limit: 5 },
    '4 of your 5 seats have somebody in them, and you invited somebody to the last.',
    'The next teammate you invite needs one more.',
  ],
  [
    'next-question',
    ONE,
    'You completed month end.',
    'The question that comes next is answered by Reports: See what every month brought in.',
  ],
  ['outcome-reached', TRIAL, 'What you have done comes to 100 hours saved.', 'You have used 8 of your 10 invoices.'],
  [
    'growing-organisation',
    TRIAL,
    'You added 4 people and 1 department in the last 7 days.',
    'You have used 8 of your 10 invoices.',
  ],
  ['before-renewal', BARE_TRIAL, 'Free has carried you a good way.', 'You do it all on Free.'],
])('%s says, of this account', (id, variables, done, near) => {
  expect(saidBy(id, variables)).toMatchObject({ done, near });
});

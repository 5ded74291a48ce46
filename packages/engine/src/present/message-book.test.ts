import { describe, expect, it } from 'vitest';
import { LIMIT_MESSAGE } from '../catalog/default-messages.ts';
import { ledgerly } from '../testing/ledgerly.ts';
import { type AccountInWorld, aWorld } from '../testing/world.ts';
import { checkMessages } from './check-messages.ts';
import { MESSAGE_PARTS, type Message } from './message.ts';

const now = '2026-03-10T12:00:00Z';

function playSaying(message: Partial<Message>): ReturnType<typeof ledgerly> {
  return ledgerly({
    plays: [
      {
        id: 'p',
        trigger: ['usage.approaching'],
        message: { ...LIMIT_MESSAGE, ...message },
      },
    ],
  });
}

/** What a play says of itself, of an account at 8 of 10 invoices. */
function said(
  done: string,
  prepare: (account: AccountInWorld) => AccountInWorld = (account) => account,
): string | undefined {
  const acme = aWorld({ now, config: playSaying({ done }) })
    .account('acme')
    .sent('Invoice Sent', { times: 8 });
  return prepare(acme).decide().moment?.message.done;
}

function complaints(done: unknown): readonly string[] {
  return checkMessages({ plays: [{}, { message: { done } }] }).map(({ path, message }) => `${path}: ${message}`);
}

describe('a message', () => {
  it('has its five parts in the one order, value before price (S3.24-S3.27, S0.12, S0.13)', () => {
    expect(MESSAGE_PARTS).toEqual(['done', 'near', 'unlock', 'action', 'reassurance']);
    const { moment } = aWorld({ now }).account('acme').sent('Invoice Sent', { times: 8 }).decide();
    expect(Object.entries(moment?.message ?? {})).toEqual([
      ['done', 'You have used 8 of your 10 invoices.'],
      ['near', 'That is 80% of what Free includes, until it starts again on 1 April.'],
      ['unlock', 'With Pro you have 100 invoices, 50,000 bytes of storage, 5 seats and Advanced reporting.'],
      ['action', 'Upgrade to Pro'],
      ['reassurance', 'Access is immediate, and you can step back down whenever you like.'],
    ]);
  });

  it('leaves out when a meter resets where it never does', () => {
    const { moment } = aWorld({ now })
      .account('acme')
      .sent('File Stored', { properties: { bytes: 800 } })
      .decide();
    expect(moment?.message.near).toBe('That is 80% of what Free includes.');
  });

  it('tells who can’t buy whom to ask, and everything else as it is (S2.34)', () => {
    const acme = aWorld({ now }).account('acme').sent('Invoice Sent', { times: 8 });
    const { moment } = acme.decide({
      role: 'member',
      trigger: { meter: 'invoices' },
    });
    expect(moment?.message).toMatchObject({
      done: 'You have used 8 of your 10 invoices.',
      action: 'Ask your admin',
      reassurance: 'Only an admin of your team can change the plan. Nothing changes until they do.',
    });
  });
});

describe('a template', () => {
  it('groups its numbers', () => {
    const acme = aWorld({
      now,
      config: playSaying({
        done: '{{ used }} of {{ limit }}, {{ used | plus: 1000 }}',
      }),
    }).account('acme', { plan: 'pro' });
    acme.sent('File Stored', { properties: { bytes: 40_000 } });
    expect(acme.decide().moment?.message.done).toBe('40,000 of 50,000, 41,000');
  });

  it('shows what is missing as nothing, or as what the author put in its place', () => {
    expect(said('Hello {{ user.name }}!')).toBe('Hello !');
    expect(said('Hello {{ user.name | default: "there" }}!')).toBe('Hello there!');
    expect(said('{% if user.name %}{{ user.name }}{% else %}You{% endif %} sent {{ used }}')).toBe('You sent 8');
  });

  it('is plain text: what puts it into a page escapes it', () => {
    expect(said('{{ account.name }}', (acme) => acme.grouped({ name: '<b>Acme & Sons</b>' }))).toBe(
      '<b>Acme & Sons</b>',
    );
  });

  it('does not read what a trait holds as a template', () => {
    expect(said('{{ account.traits.motto }}', (acme) => acme.grouped({ motto: '{{ used }}{% include "x" %}' }))).toBe(
      '{{ used }}{% include "x" %}',
    );
  });

  it('sees a value’s own properties and nothing behind them', () => {
    expect(said('[{{ account.traits.constructor }}{{ account.traits.__proto__ }}{{ account.traits.toString }}]')).toBe(
      '[]',
    );
  });
});

describe('a mistake in a template', () => {
  it('is told with its path, together with everything else that is wrong', () => {
    const config = {
      ...playSaying({ near: '{{ precent }}%' }),
      quoteHours: -1,
    };
    expect(() => aWorld({ now, config })).toThrow(/quoteHours.*plays\.0\.message\.near/s);
  });

  it.each([
    '{{ foo }}',
    '{{ used.constructor }}',
    '{{ account.traits }}',
    '{% if foo %}x{% endif %}',
    '{{ account[user.name] }}',
  ])('%s names a variable that there isn’t', (text) => {
    expect(complaints(text)).toEqual([
      expect.stringMatching(/^plays\.1\.message\.done: no variable ".+"; there is account\.name, /),
    ]);
  });

  it.each([
    ['{{ used', 'output "{{ used" not closed, line:1, col:1'],
    ['{% if used %}', 'tag {% if used %} not closed, line:1, col:1'],
    ['{{ used | shout }}', 'undefined filter: shout, line:1, col:1'],
    ['{{ used | append }}', 'append expect 2 arguments, line:1, col:1'],
    ['{% include "package.json" %}', 'tag "include" not found, line:1, col:1'],
    ['{% render "package.json" %}', 'tag "render" not found, line:1, col:1'],
    ['{% for i in (1..9) %}x{% endfor %}', 'tag "for" not found, line:1, col:1'],
    ['{{ "now" | date: "%Y" }}', 'undefined filter: date, line:1, col:1'],
    ['{{ "a,b" | sample }}', 'undefined filter: sample, line:1, col:1'],
  ])('%s can’t be read: no file, no loop, no clock, no lot', (text, reason) => {
    expect(complaints(text)).toEqual([`plays.1.message.done: not a template that can be read: ${reason}`]);
  });

  it('is looked for in whatever was sent', () => {
    expect(
      [null, {}, { plays: 7 }, { plays: [null, { message: 'x' }, { message: { done: 7 } }] }].flatMap(checkMessages),
    ).toEqual([]);
  });
});

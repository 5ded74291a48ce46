import { describe, expect, it } from 'vitest';
import { dayOf } from '../kernel/days.ts';
import { toIso } from '../kernel/instant.ts';
import { aWorld, time } from '../testing/world.ts';
import { LIMITS, memberOf } from './account.ts';

const now = '2026-03-10T12:00:00Z';

describe('members', () => {
  it('are those who did something, were identified, or joined', () => {
    const acme = aWorld({ now })
      .account('acme')
      .sent('Invoice Sent', { user: 'ana' })
      .identified('ben', { role: 'admin', name: 'Ben' });
    expect(acme.state.members).toEqual({
      ana: { role: null, name: null, days: { last: dayOf(time(now), 'UTC'), bits: '1' }, features: [] },
      ben: { role: 'admin', name: 'Ben', days: null, features: [] },
    });
  });

  it('keep their role and name until others are given, and take none that are not text', () => {
    const acme = aWorld({ now }).account('acme').identified('ben', { role: 'admin', name: 'Ben' });
    acme.identified('ben', { role: 7, name: '' }).identified('ben', { name: 'Benjamin' });
    expect(memberOf(acme.state, 'ben')).toMatchObject({
      role: 'admin',
      name: 'Benjamin',
    });
  });

  it('take their role from a group call too, and nothing else of it', () => {
    const acme = aWorld({ now }).account('acme').identified('ben', { name: 'Ben' });
    acme.fold({ kind: 'group', id: 'evt_group', at: time(now), user: 'ben', traits: { role: 'owner', name: 'Acme' } });
    expect(memberOf(acme.state, 'ben')).toMatchObject({ role: 'owner', name: 'Ben' });
    expect(acme.state.traits['name']).toBe('Acme');
  });

  it('may have names that mean something to the language', () => {
    const acme = aWorld({ now }).account('acme').identified('constructor').identified('__proto__', { role: 'admin' });
    expect(Object.keys(acme.state.members)).toEqual(['constructor', '__proto__']);
    expect(memberOf(acme.state, '__proto__')?.role).toBe('admin');
    expect(memberOf(acme.state, 'toString')).toBeNull();
    expect(acme.usage('seats').used).toBe(2);
  });

  it('are kept up to a bound', () => {
    const acme = aWorld({ now }).account('acme');
    for (let count = 0; count < LIMITS.members + 5; count += 1) acme.identified(`user-${count}`);
    acme.identified('hasOwnProperty');
    expect(Object.keys(acme.state.members)).toHaveLength(LIMITS.members);
    expect(acme.identified('user-3', { role: 'admin' }).state.members['user-3']?.role).toBe('admin');
  });
});

describe('traits', () => {
  it('are merged, the newest value wins, and only scalars stay', () => {
    const acme = aWorld({ now })
      .account('acme')
      .grouped({ name: 'Acme', employees: 12, tags: ['a'] })
      .grouped({ employees: 14 });
    expect(acme.state.traits).toEqual({ name: 'Acme', employees: 14 });
  });

  it('are kept up to a bound, those known before first', () => {
    const acme = aWorld({ now }).account('acme').grouped({ plan: 'gold' });
    acme.grouped(Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`trait${index}`, 'x'.repeat(900)])));
    expect(Object.keys(acme.state.traits)).toHaveLength(LIMITS.traits);
    expect(acme.state.traits['plan']).toBe('gold');
    expect(acme.state.traits['trait0']).toHaveLength(LIMITS.traitLength);
  });

  it('set the account’s time zone where they name one that exists', () => {
    const acme = aWorld({ now }).account('acme').grouped({ timezone: 'Europe/Berlin' });
    expect(acme.state.timeZone).toBe('Europe/Berlin');
    expect(acme.grouped({ timezone: 'Mars/Olympus' }).grouped({ timezone: 5 }).state.timeZone).toBe('Europe/Berlin');
  });
});

describe('a moment', () => {
  it('moves from offered to converted, and never back whatever order its steps arrive in', () => {
    const acme = aWorld({ now }).account('acme').sent('Invoice Sent', { times: 8 });
    const { moment } = acme.decide();
    acme.took(moment, 'clicked').took(moment, 'shown').took(moment, 'converted').took(moment, 'dismissed');
    expect(acme.state.touches).toMatchObject([
      {
        step: 'converted',
        user: 'ana',
        reactive: false,
        shownAt: acme.state.since,
      },
    ]);
  });

  it('was shown when it was clicked, and not when it was merely dismissed', () => {
    const acme = aWorld({ now }).account('acme').sent('Invoice Sent', { times: 8 });
    acme.took(acme.decide().moment, 'dismissed');
    expect(acme.state.touches).toMatchObject([{ step: 'dismissed', shownAt: null }]);
  });

  it('is offered once, and steps of one that nobody offered change nothing', () => {
    const acme = aWorld({ now }).account('acme').sent('Invoice Sent', { times: 8 });
    const { reservation, moment } = acme.decide();
    if (reservation === null || moment === null) throw new TypeError('a moment');
    acme.fold(reservation).took({ ...moment, id: 'mom_unknown' }, 'shown');
    expect(acme.state.touches.map((touch) => [touch.moment, touch.step])).toEqual([[moment.id, 'offered']]);
  });

  it('that holds the slot is remembered however many walls are answered after it (S3.32)', () => {
    const acme = aWorld({ now }).account('acme').sent('Invoice Sent', { times: 8 });
    const { moment } = acme.decide({ session: 'monday' });
    acme.took(moment, 'shown').at('2026-03-10T13:00:00Z');
    for (let count = 0; count < 100; count += 1) acme.decide({ session: `s${count}`, trigger: { meter: 'invoices' } });
    expect(acme.state.touches).toHaveLength(LIMITS.touches);
    expect(acme.state.touches[0]?.moment).toBe(moment?.id);
    expect(acme.decide({ session: 'tuesday' }).moment).toBeNull();
  });
});

it('an account begins with the earliest thing known of it, however late that arrives', () => {
  const acme = aWorld({ now })
    .account('acme')
    .sent('Invoice Sent')
    .sent('Invoice Sent', { at: '2026-01-05T08:00:00Z' });
  expect(toIso(acme.state.since)).toBe('2026-01-05T08:00:00.000Z');
});

it('a page seen or an alias makes a member and counts nothing', () => {
  const acme = aWorld({ now }).account('acme');
  acme.fold({
    kind: 'page',
    id: 'e1',
    at: acme.state.since,
    user: 'ana',
    name: 'Pricing',
    properties: {},
  });
  acme.fold({
    kind: 'alias',
    id: 'e2',
    at: acme.state.since,
    user: 'ben',
    previous: 'anonymous',
  });
  expect(Object.keys(acme.state.members)).toEqual(['ana', 'ben']);
});

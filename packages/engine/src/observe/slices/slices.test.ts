import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../kernel/days.ts';
import { DAY_MS, later } from '../../kernel/instant.ts';
import { time } from '../../testing/world.ts';
import { type BlockedById, block, blockedInWeek, WINDOW_DAYS } from './blocked.ts';
import { type FeatureUses, MAX_FEATURES, MAX_USERS, useFeature } from './feature-use.ts';
import { type Gates, hitGate, leaveGate, MAX_GATES } from './gates.ts';
import { HEALTHY, openTicket, resolveTicket } from './health.ts';
import { NO_INTENT, searched, startCheckout } from './intent.ts';
import { integrationConnected, integrationDisconnected, memberJoined, NO_ORGANISATION } from './organisation.ts';
import { type ProgressById, progress } from './progress.ts';

const now = time('2026-03-02T12:00:00Z');
const later1 = later(now, DAY_MS);
const many = Array.from({ length: 200 }, (_, index) => index);

describe('what lay behind a limit', () => {
  const blocked = (known: BlockedById, day: number, items: readonly string[] = []): BlockedById =>
    block(known, 'history', { at: later(now, day * DAY_MS), timeZone: 'UTC', items });

  it('is counted by day for a week', () => {
    const state = [0, 0, 3, 6, 7].reduce((known, day) => blocked(known, day), {} as BlockedById)['history'];
    const today = dayOf(now, 'UTC');
    expect([0, 6, 7, 13, 14].map((day) => (state === undefined ? null : blockedInWeek(state, today + day)))).toEqual([
      0, 2, 3, 1, 0,
    ]);
  });

  it('stays small in whatever order it is told', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 60 }), (days) => {
        const state = days.reduce((known, day) => blocked(known, day), {} as BlockedById)['history'];
        expect(Object.keys(state?.days ?? {}).length).toBeLessThanOrEqual(WINDOW_DAYS);
        expect(state?.lastAt).toBe(later(now, Math.max(...days) * DAY_MS));
      }),
    );
  });

  it('remembers the last ten items, each once and cut to length', () => {
    const known = many.reduce((each, index) => blocked(each, 0, [`item ${index}`, 'x'.repeat(500)]), {});
    expect(known).toMatchObject({ history: { items: expect.arrayContaining(['item 199', 'x'.repeat(120)]) } });
    expect((known as BlockedById)['history']?.items).toHaveLength(10);
  });
});

describe('use of a feature', () => {
  it('is counted with when first and last, in whatever order it is told', () => {
    const uses = [later1, now].reduce((each, at) => useFeature(each, 'boards', { at, user: 'ana' }), {} as FeatureUses);
    expect(uses['boards']).toEqual({ first: now, last: later1, count: 2, users: ['ana'] });
  });

  it('is kept for so many features and users', () => {
    const uses = many.reduce<FeatureUses>((each, index) => useFeature(each, `f${index}`, { at: now, user: null }), {});
    expect(Object.keys(uses)).toHaveLength(MAX_FEATURES);
    const used = many.reduce<FeatureUses>((each, user) => useFeature(each, 'f', { at: now, user: `u${user}` }), {});
    expect(used['f']).toMatchObject({ count: 200 });
    expect(used['f']?.users).toHaveLength(MAX_USERS);
  });
});

describe('gates', () => {
  it('keep the latest hits in order, and let no old one push out a newer', () => {
    const hits = [5, 1, 2, 3, 4, 6, 7, 8, 9, 0];
    const gates = hits.reduce<Gates>(
      (each, day) => hitGate(each, 'g', { at: later(now, day * DAY_MS), user: null }),
      {},
    );
    expect(gates['g']?.hits).toEqual([2, 3, 4, 5, 6, 7, 8, 9].map((day) => later(now, day * DAY_MS)));
  });

  it('keep the latest stay', () => {
    const gates = leaveGate(leaveGate({}, 'g', { at: later1, seconds: 10 }), 'g', { at: now, seconds: 500 });
    expect(gates['g']).toMatchObject({ dwellSeconds: 10, dwelledAt: later1 });
  });

  it('are kept up to a bound', () => {
    const gates = many.reduce<Gates>((each, index) => hitGate(each, `g${index}`, { at: now, user: `u${index}` }), {});
    expect(Object.keys(gates)).toHaveLength(MAX_GATES);
  });
});

describe('tickets', () => {
  it('are open until they are resolved, and one that is unknown changes nothing', () => {
    const open = openTicket(openTicket(HEALTHY, 'a', now), 'a', later1);
    expect(resolveTicket(open, 'b')).toEqual(open);
    expect(resolveTicket(open, 'a')).toEqual(HEALTHY);
  });
});

describe('intent', () => {
  it('is the latest checkout, whatever comes late', () => {
    const started = startCheckout(startCheckout(NO_INTENT, { at: later1, user: 'ben' }), { at: now, user: 'ana' });
    expect(started).toMatchObject({ checkoutAt: later1, checkoutUser: 'ben' });
  });

  it('is the last five searches', () => {
    const intent = many.reduce(
      (each, index) => searched(each, { query: `q${index}`, feature: 'f', at: now }),
      NO_INTENT,
    );
    expect(intent.searches.map((search) => search.query)).toEqual(['q195', 'q196', 'q197', 'q198', 'q199']);
  });
});

describe('the organisation', () => {
  it('keeps each integration once until it is disconnected', () => {
    const connected = integrationConnected(integrationConnected(NO_ORGANISATION, 'mail', now), 'mail', later1);
    expect(connected.integrations).toEqual(['mail']);
    expect(integrationDisconnected(connected, 'mail').integrations).toEqual([]);
  });

  it('stays small', () => {
    const grown = many.reduce(
      (each, index) => memberJoined(integrationConnected(each, `i${index}`, now), now),
      NO_ORGANISATION,
    );
    expect([grown.joinedAt.length, grown.integrations.length, grown.integratedAt.length]).toEqual([12, 30, 12]);
  });
});

describe('progress towards a goal', () => {
  const step = (amount: number, at = now): Parameters<typeof progress>[2] => ({ at, amount, needed: 10 });

  it('is reached when the sum comes to what it needs, and stays reached', () => {
    const short = progress(progress({}, 'g', step(9)), 'g', step(0.5));
    expect(short['g']).toMatchObject({ count: 2, total: 9.5, reachedAt: null });
    const reached = progress(short, 'g', step(0.5, later1));
    expect(reached['g']).toMatchObject({ total: 10, reachedAt: later1 });
    expect(progress(reached, 'g', step(-100, later(later1, 1)))['g']?.reachedAt).toBe(later1);
  });

  it('stays a number that JSON can hold, and small', () => {
    const grown = progress(progress({}, 'g', step(1e308)), 'g', step(1e308));
    expect(grown['g']?.total).toBe(Number.MAX_SAFE_INTEGER);
    const full = many.reduce<ProgressById>((each, index) => progress(each, `g${index}`, step(1)), {});
    expect(Object.keys(full)).toHaveLength(40);
  });
});

import { addIntervals, type Instant, parseInstant, toIso } from '@kairos/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deskly } from '../../../engine/src/testing/deskly.ts';
import { ledgerly } from '../../../engine/src/testing/ledgerly.ts';
import { compiled, time } from '../../../engine/src/testing/world.ts';
import { type Subscribing, subscribeTo } from './subscribe.ts';

const program = compiled(ledgerly());
const now = time('2026-03-10T12:00:00Z');

function subscribe(said: Partial<Subscribing>): ReturnType<typeof subscribeTo> {
  const nothing = {
    plan: 'pro',
    interval: null,
    seats: null,
    addOns: [],
    startedAt: null,
    renewsAt: null,
    billedBy: 'kairos',
  } as const;
  return subscribeTo(program, { ...nothing, now, ...said });
}

const period = ({ startedAt, renewsAt }: { startedAt: Instant; renewsAt: Instant }): readonly string[] =>
  [startedAt, renewsAt].map((at) => toIso(at).slice(0, 10));

describe('what an account is said to have', () => {
  it('begins now, for one period, where nothing of time is said', () => {
    expect(period(subscribe({}))).toEqual(['2026-03-10', '2026-04-10']);
    expect(period(subscribe({ interval: 'year' }))).toEqual(['2026-03-10', '2027-03-10']);
  });

  it('is in the period that its start leads to', () => {
    expect(period(subscribe({ startedAt: time('2025-01-31') }))).toEqual(['2025-01-31', '2026-03-31']);
  });

  it('began whole periods before the renewal that is said, so that those after it are whole too', () => {
    expect(period(subscribe({ renewsAt: time('2026-03-20') }))).toEqual(['2026-02-20', '2026-03-20']);
    expect(period(subscribe({ renewsAt: time('2026-08-20') }))).toEqual(['2026-02-20', '2026-08-20']);
  });

  it('began on the day of the month that the renewal means, also after a short month', () => {
    expect(period(subscribe({ renewsAt: time('2026-03-31') }))).toEqual(['2026-01-31', '2026-03-31']);
  });

  it('renews when it is said to, whatever is said', () => {
    const later = fc.integer({ min: now + 1, max: time('2040-01-01') });
    fc.assert(
      fc.property(later, fc.constantFrom('month' as const, 'year' as const), (at, interval) => {
        const renewsAt = parseInstant(new Date(at).toISOString()) ?? now;
        const { startedAt } = subscribe({ renewsAt, interval });
        expect(startedAt).toBeLessThanOrEqual(now);
        const counts = Array.from({ length: 400 }, (_, count) => addIntervals(startedAt, interval, count));
        expect(counts).toContain(renewsAt);
      }),
    );
  });
});

describe('the add-ons that an account is said to have', () => {
  const nothing = { interval: null, seats: null, startedAt: null, renewsAt: null, billedBy: 'kairos', now } as const;
  const withAddOns = (plan: string, ...addOns: readonly string[]): ReturnType<typeof subscribeTo> =>
    subscribeTo(compiled(deskly()), { ...nothing, plan, addOns });

  it('are kept in the order of the catalog', () => {
    expect(withAddOns('team', 'sso', 'more-tickets').addOns).toEqual(['more-tickets', 'sso']);
    expect(withAddOns('team')).not.toHaveProperty('addOns');
  });

  it.each([
    ['team', 'more', 'addOns.0: no add-on "more"; there is "more-tickets", "sso", "team-reports"'],
    ['scale', 'team-reports', 'addOns.0: Reports for teams is not sold on Scale'],
  ])('on %s, %s is refused where it is not sold', (plan, addOn, says) => {
    expect(() => withAddOns(plan, addOn)).toThrow(says);
  });
});

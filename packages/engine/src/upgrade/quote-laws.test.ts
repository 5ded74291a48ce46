import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf, recurringAmount } from '../catalog/terms.ts';
import { DAY_MS, later, toIso } from '../kernel/instant.ts';
import { add } from '../kernel/money.ts';
import { termsOf } from '../observe/granted.ts';
import { deskly } from '../testing/deskly.ts';
import { type AccountInWorld, aWorld, compiled, time } from '../testing/world.ts';
import type { Change } from '../catalog/change.ts';

/** What holds of every change of plan, interval, seats and add-ons. */

const start = time('2026-04-01');
const { catalog } = compiled(deskly());
const plans = fc.constantFrom('team', 'scale');
const seats = fc.integer({ min: 1, max: 40 });
/** Those that are sold on both plans by both intervals, so that the order of changes loses none of them. */
const addOns = fc.subarray(['more-tickets', 'sso']);
const held = fc.record({ plan: plans, seats, addOns });
const changes = fc.record(
  {
    plan: fc.constantFrom('free', 'team', 'scale'),
    interval: fc.constantFrom('month' as const, 'year' as const),
    seats,
    addOns,
  },
  { requiredKeys: [] },
);

function accountOn(terms: {
  readonly plan: string;
  readonly seats: number;
  readonly addOns: readonly string[];
}): AccountInWorld {
  const { plan, ...bought } = terms;
  return aWorld({ now: toIso(start), config: deskly() })
    .account('acme')
    .subscribed(plan, 'month', bought);
}

describe('money', () => {
  it('conserves: what is due is the sum of its lines, and no line is more than the part that it is of', () => {
    fc.assert(
      fc.property(held, changes, fc.nat(30 * DAY_MS - 1), (terms, change, after) => {
        const acme = accountOn(terms).at(toIso(later(start, after)));
        const result = acme.quote(change);
        if (!result.ok) return;
        const { lines, dueNow, recurringAfter, recurringBefore, subscription } = result.quote;
        expect(add(...lines.map((line) => line.amount))).toBe(dueNow);
        const [before, now] = [acme.state.subscription, subscription].map((each) => partsOf(termsOf(catalog, each)));
        const dearest = Math.max(0, ...[...(before ?? []), ...(now ?? [])].map((part) => part.amount));
        for (const line of lines) expect(Math.abs(line.amount)).toBeLessThanOrEqual(dearest);
        expect(recurringBefore.amount).toBe(recurringAmount(termsOf(catalog, acme.state.subscription)));
        const has = subscription.pending === null ? recurringAmount(termsOf(catalog, subscription)) : null;
        expect(has ?? recurringAfter.amount).toBe(recurringAfter.amount);
      }),
    );
  });

  it('within a period is charged for the difference alone, for the time that is left, give or take half a unit a line', () => {
    fc.assert(
      fc.property(held, fc.record({ seats, addOns }), fc.nat(30 * DAY_MS - 1), (terms, change, after) => {
        const acme = accountOn(terms).at(toIso(later(start, after)));
        const result = acme.quote(change);
        if (!result.ok) return;
        const { dueNow, lines, subscription, recurringBefore } = result.quote;
        const seconds = Math.floor((30 * DAY_MS - after) / 1_000);
        const share = seconds / (30 * 86_400);
        const difference = recurringAmount(termsOf(catalog, subscription)) - recurringBefore.amount;
        expect(Math.abs(dueNow - difference * share)).toBeLessThanOrEqual(lines.length / 2 + 1e-6);
      }),
    );
  });

  it('is never paid back', () => {
    fc.assert(
      fc.property(held, changes, fc.nat(30 * DAY_MS - 1), (terms, change, after) => {
        const result = accountOn(terms)
          .at(toIso(later(start, after)))
          .quote(change);
        expect(result.ok ? result.quote.dueNow : 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('the order of changes', () => {
  it('makes no difference to what recurs in the end, nor does asking for all of them at once', () => {
    const parts = fc.record({
      plan: plans,
      interval: fc.constantFrom('month' as const, 'year' as const),
      seats,
      addOns,
    });
    const order = fc.shuffledSubarray(['plan', 'interval', 'seats', 'addOns'] as const, { minLength: 4 });
    fc.assert(
      fc.property(held, parts, order, order, (terms, wanted, first, second) => {
        const after = (steps: readonly Change[]): number => {
          const acme = accountOn(terms).at('2026-04-11T00:00:00Z');
          for (const change of steps) if (acme.quote(change).ok) acme.accepted(change);
          acme.tick('2028-01-01T00:00:00Z');
          return recurringAmount(termsOf(catalog, acme.state.subscription));
        };
        const oneByOne = (keys: readonly (keyof typeof wanted)[]): readonly Change[] =>
          keys.map((key) => ({ [key]: wanted[key] }));
        const once = after([wanted]);
        expect(after(oneByOne(first))).toBe(once);
        expect(after(oneByOne(second))).toBe(once);
      }),
    );
  });

  it('of the add-ons in a change makes no difference at all', () => {
    fc.assert(
      fc.property(held, fc.shuffledSubarray(['more-tickets', 'sso'], { minLength: 2 }), (terms, named) => {
        expect(accountOn(terms).quote({ addOns: named })).toEqual(
          accountOn(terms).quote({ addOns: ['more-tickets', 'sso'] }),
        );
      }),
    );
  });
});

describe('what is asked for', () => {
  it('is what the account has in the end', () => {
    fc.assert(
      fc.property(held, changes, (terms, change) => {
        const acme = accountOn(terms);
        if (!acme.quote(change).ok) return;
        const { recurringAfter, to } = acme.price(change);
        acme.accepted(change).tick('2027-06-01T00:00:00Z');
        const has = termsOf(catalog, acme.state.subscription);
        expect([has.plan.id, recurringAmount(has), has.interval]).toEqual([
          to,
          recurringAfter.amount,
          recurringAfter.interval,
        ]);
        expect(acme.state.subscription?.pending).toBeNull();
      }),
    );
  });

  it('and accepted once more changes nothing: it is there already, or waits for the period’s end', () => {
    fc.assert(
      fc.property(held, changes, (terms, change) => {
        const acme = accountOn(terms);
        if (!acme.quote(change).ok) return;
        acme.accepted(change);
        const has = acme.state.subscription;
        const again = acme.quote(change);
        const [due, after] = again.ok ? [again.quote.dueNow, again.quote.subscription] : [again.refusal.code, has];
        expect([due, after]).toEqual([again.ok ? 0 : 'no-change', has]);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deskly } from '../testing/deskly.ts';
import { type AccountInWorld, aWorld, compiled } from '../testing/world.ts';
import { grantedTo } from './granted.ts';

const now = '2026-04-10T12:00:00Z';
const { catalog } = compiled(deskly());

function on(plan: string, terms: Parameters<AccountInWorld['subscribed']>[2] = {}): AccountInWorld {
  return aWorld({ now, config: deskly() }).account('acme').subscribed(plan, 'month', terms);
}

describe('what an account has been granted', () => {
  it('is its plan itself where it bought nothing beside it', () => {
    expect(grantedTo(catalog, on('free').state)).toBe(catalog.planById.get('free'));
    expect(grantedTo(catalog, on('free', { seats: 30 }).state)).toBe(catalog.planById.get('free'));
  });

  it('adds what add-ons add, once each, and leaves alone what the plan does not limit', () => {
    expect(on('team', { addOns: ['more-tickets', 'more-tickets'] }).usage('tickets').limit).toBe(200);
    expect(on('scale', { addOns: ['more-tickets'] }).usage('tickets').limit).toBeNull();
    expect(on('team', { addOns: ['no longer sold'] }).usage('tickets').limit).toBe(100);
  });

  it('is the same in whatever order it was bought', () => {
    const ids = catalog.addOns.map((addOn) => addOn.id);
    const limits = fc.shuffledSubarray(ids).map((addOns) => ({ addOns, sorted: addOns.toSorted() }));
    fc.assert(
      fc.property(limits, ({ addOns, sorted }) => {
        const [shuffled, ordered] = [addOns, sorted].map((each) => {
          const granted = grantedTo(catalog, on('team', { addOns: each }).state);
          return [...catalog.meters.keys()].map((id) => granted.limits.get(id)).concat([]);
        });
        expect(shuffled).toEqual(ordered);
      }),
    );
  });

  it('is what signals, gates and the answer at the wall go by', () => {
    const acme = on('team', { addOns: ['sso'] }).sent('SSO Opened', { times: 3 });
    expect(acme.firedNames).toEqual([]);
    expect(Object.keys(acme.state.features)).toEqual(['sso']);
    expect(on('team').sent('SSO Opened').active).toContain('gate.discovered');
  });

  it('warns at its own limit: at 80% of what plan and add-on come to', () => {
    const acme = on('team', { addOns: ['more-tickets'] }).sent('Ticket Answered', { times: 159 });
    expect(acme.active).not.toContain('usage.approaching');
    expect(acme.sent('Ticket Answered').active).toContain('usage.approaching');
  });

  it('names the plan that has room for it together with what is kept beside it', () => {
    const config = deskly({
      plans: [1, 2, 3].map((step) => ({
        id: `plan-${step}`,
        name: `Plan ${step}`,
        prices: [{ interval: 'month', amount: step * 1_000 }],
        entitlements: { tickets: { limit: step * 10, grace: null } },
      })),
      addOns: [
        { id: 'five', name: 'Five', prices: [{ interval: 'month', amount: 1 }], entitlements: { tickets: { add: 5 } } },
      ],
    });
    const acme = aWorld({ now, config })
      .account('acme')
      .subscribed('plan-1', 'month', { addOns: ['five'] });
    acme.sent('Ticket Answered', { times: 15 });
    expect(acme.check('tickets', 10)).toMatchObject({ allowed: false, requiredPlan: 'plan-2' });
    expect(acme.check('tickets', 11)).toMatchObject({ allowed: false, requiredPlan: 'plan-3' });
  });

  it('is what an offer is measured by: seats that were bought are kept, and priced', () => {
    const acme = on('team', { seats: 8 }).sent('Ticket Answered', { times: 95 });
    const { moment } = acme.decide();
    expect(moment?.offer).toMatchObject({ to: 'scale', priceDelta: 9_900 + 3 * 700 - 4_900 - 3 * 900 });
    expect(moment?.message.unlock).toBe('With Scale you have unlimited tickets, Reports and Support.');
  });
});

describe('seats that are sold', () => {
  it.each([
    [null, 5],
    [3, 5],
    [5, 5],
    [12, 12],
  ])('%j bought are a limit of %i', (seats, limit) => {
    expect(on('team', { seats }).usage('seats').limit).toBe(limit);
  });

  it.each([
    [{ limit: 4 }, 4],
    [{ limit: null }, 1],
  ])('begin with the plan’s own limit where none are included: %j with %i', (seats, limit) => {
    const config = deskly({
      plans: [
        {
          id: 'each',
          name: 'Each',
          prices: [{ interval: 'month', amount: 0, perUnit: { meter: 'seats', amount: 900, included: 0 } }],
          entitlements: { seats },
        },
      ],
      addOns: [],
    });
    const acme = aWorld({ now, config }).account('acme', { plan: 'each' });
    expect(acme.usage('seats').limit).toBe(limit);
    expect(acme.price({ seats: 10 }).recurringBefore.amount).toBe(limit * 900);
  });

  it('have the usual grace, and a plan that sells them is not made for one', () => {
    const acme = on('team', { seats: 20 });
    for (let member = 0; member < 21; member += 1) acme.identified(`member-${member}`);
    expect(acme.usage('seats')).toMatchObject({ state: 'grace', graceRemaining: 1 });
    expect(catalog.planById.get('team')?.isIndividual).toBe(false);
  });
});

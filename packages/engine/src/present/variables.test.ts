import { describe, expect, it } from 'vitest';
import type { Plan } from '../catalog/catalog.ts';
import { minorUnits } from '../kernel/money.ts';
import { termsOn } from '../observe/granted.ts';
import { ledgerly } from '../testing/ledgerly.ts';
import { studio } from '../testing/studio.ts';
import { type AccountInWorld, aWorld, World, compiled, time } from '../testing/world.ts';
import { bindVariables, isKnownVariable, type MessageVariables, unlockedBy } from './variables.ts';

const now = '2026-03-10T12:00:00Z';
const { catalog } = compiled(ledgerly());

function planOf(id: string): Plan {
  const plan = catalog.planById.get(id);
  if (plan === undefined) throw new TypeError(`a plan ${id}`);
  return plan;
}

function bound(account: AccountInWorld, meter: string | null = 'invoices', user = 'ana'): MessageVariables {
  const subject = {
    user,
    meter,
    feature: null,
    signal: null,
    from: planOf('free'),
    terms: termsOn(catalog, account.state, planOf('pro')),
    name: 'Pro',
    priceDelta: minorUnits(4_900),
    at: time(now),
  };
  return bindVariables(catalog, account.state, subject);
}

describe('the variables of a message', () => {
  it('are bound to what is so now', () => {
    const acme = aWorld({ now }).account('acme', { timezone: 'Europe/Berlin' }).sent('Invoice Sent', { times: 8 });
    acme.grouped({ name: 'Acme Ltd', employees: 12 }).identified('ana', { name: 'Ana' });
    expect(bound(acme)).toMatchObject({
      account: {
        name: 'Acme Ltd',
        traits: { name: 'Acme Ltd', employees: 12, timezone: 'Europe/Berlin' },
      },
      user: { name: 'Ana' },
      plan: { name: 'Free' },
      next: { name: 'Pro' },
      meter: { name: 'invoices' },
      feature: null,
      used: 8,
      limit: 10,
      remaining: 2,
      percent: 80,
      resetsOn: '1 April',
      closest: { name: 'invoices', used: 8, limit: 10, percent: 80 },
      members: 1,
      integrations: 0,
      renewsOn: null,
      unlocks: '100 invoices, 50,000 bytes of storage, 5 seats and Advanced reporting',
      priceDelta: '$49',
    });
  });

  it('are null where the account has no such thing', () => {
    const acme = aWorld({ now }).account('acme');
    expect(bound(acme, 'storage')).toMatchObject({
      account: { name: 'acme' },
      user: { name: null },
      resetsOn: null,
    });
    expect(bound(acme, null)).toMatchObject({
      meter: null,
      used: null,
      limit: null,
      percent: null,
    });
    expect(bound(acme, 'invoices', 'constructor').user.name).toBeNull();
  });

  it.each([29, 57, 58, 94, 99])('count %i of 100 as so many percent, cut and never rounded up (S3.25)', (used) => {
    const world = new World(compiled(ledgerly()), time(now));
    const acme = world.account('acme', { plan: 'pro' }).sent('Invoice Sent', { times: used });
    expect(bound(acme).percent).toBe(used);
    expect(bound(world.account('small').sent('File Stored', { properties: { bytes: 999.9 } }), 'storage').percent).toBe(
      99,
    );
  });

  it('are known by name, traits by any', () => {
    expect(['used', 'plan.name', 'account.traits.industry', 'account.traits["team size"]'].every(isKnownVariable)).toBe(
      true,
    );
    expect(['use', 'plan', 'plan.id', 'account.traits', 'account.traitsx', 'user.traits.x'].some(isKnownVariable)).toBe(
      false,
    );
  });
});

describe('what a step unlocks', () => {
  it('begins with the meter or feature in question, and leaves out what stays as it is', () => {
    expect(unlockedBy(catalog, planOf('free'), planOf('pro'), 'storage')).toEqual([
      '50,000 bytes of storage',
      '100 invoices',
      '5 seats',
      'Advanced reporting',
    ]);
    expect(unlockedBy(catalog, planOf('free'), planOf('pro'), 'reports')[0]).toBe('Advanced reporting');
    expect(unlockedBy(catalog, planOf('pro'), planOf('business'), 'invoices')).toEqual([
      'unlimited invoices',
      '500,000 bytes of storage',
      '50 seats',
    ]);
  });

  it('counts history in days', () => {
    const config = studio();
    const plans = config.plans.map((plan) =>
      plan.id === 'agency' ? { ...plan, entitlements: { history: { limit: 365 } } } : plan,
    );
    const { catalog: archive } = compiled({ ...config, plans });
    const [team, agency] = ['team', 'agency'].map((id) => archive.planById.get(id));
    expect(team && agency && unlockedBy(archive, team, agency, 'history')[0]).toBe('365 days of history');
  });

  it('is nothing on the way down', () => {
    expect(unlockedBy(catalog, planOf('business'), planOf('free'), 'invoices')).toEqual([]);
  });
});

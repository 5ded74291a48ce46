import { describe, expect, it } from 'vitest';
import type { SubscriptionFact } from '../observe/fact.ts';
import { deskly } from '../testing/deskly.ts';
import { type AccountInWorld, aWorld, compiled } from '../testing/world.ts';
import { renewalLines } from './renewal.ts';

const start = '2026-04-10T00:00:00Z';

function onScale(): AccountInWorld {
  return aWorld({ now: start, config: deskly() }).account('acme', { plan: 'scale' });
}

/** The renewals of an account, oldest first, as lines of their invoices. */
function invoices(acme: AccountInWorld): readonly (readonly [description: string, amount: number])[][] {
  const { catalog } = compiled(deskly());
  const facts = acme.facts.filter((fact): fact is SubscriptionFact => fact.kind === 'subscription');
  return facts.flatMap((fact, index) => {
    const ended = facts[index - 1]?.subscription;
    if (ended === undefined || !fact.id.startsWith('renewal:')) return [];
    return [renewalLines(catalog, ended, fact).map((line) => [line.description, line.amount] as const)];
  });
}

const called = (acme: AccountInWorld, at: string, calls: number): AccountInWorld =>
  acme.at(at).sent('API Called', { properties: { calls } });

describe('what is charged by use', () => {
  it('is a line of the renewal’s invoice, by what was used in the period, whatever period the meter itself has', () => {
    const acme = called(called(onScale(), '2026-04-11T00:00:00Z', 4_000), '2026-05-09T23:00:00Z', 3_000).tick(
      '2026-05-10T00:00:00Z',
    );
    expect(acme.usage('calls').used).toBe(0);
    expect(invoices(acme)).toEqual([
      [
        ['Scale API calls × 7,000, used in the period', 4_000 * 2 + 2_000],
        ['Scale, one month', 9_900],
      ],
    ]);
  });

  it('begins again from nought with each period', () => {
    const acme = called(onScale(), '2026-04-11T00:00:00Z', 1_010).tick('2026-05-10T00:00:00Z');
    called(acme, '2026-05-20T00:00:00Z', 1_001).tick('2026-07-10T00:00:00Z');
    expect(invoices(acme).map(([first]) => first)).toEqual([
      ['Scale API calls × 1,010, used in the period', 20],
      ['Scale API calls × 1,001, used in the period', 2],
      ['Scale, one month', 9_900],
    ]);
  });

  it('is no line where everything used was included', () => {
    const acme = called(onScale(), '2026-04-11T00:00:00Z', 1_000).tick('2026-05-10T00:00:00Z');
    expect(invoices(acme)).toEqual([[['Scale, one month', 9_900]]]);
  });

  it('belongs to the period in which it happened, even when the renewal is told after it', () => {
    const acme = called(called(onScale(), '2026-05-09T23:59:59.999Z', 1_500), '2026-05-10T00:00:00Z', 1_700);
    acme.tick('2026-06-10T00:00:00Z');
    expect(invoices(acme).map(([first]) => first)).toEqual([
      ['Scale API calls × 1,500, used in the period', 1_000],
      ['Scale API calls × 1,700, used in the period', 1_400],
    ]);
  });

  it('and comes after its invoice is not charged any more', () => {
    const acme = called(onScale(), '2026-04-11T00:00:00Z', 1_010).tick('2026-05-10T00:00:00Z');
    acme.sent('API Called', { properties: { calls: 9_000 }, at: '2026-05-01T00:00:00Z' }).tick('2026-06-10T00:00:00Z');
    expect(invoices(acme)[1]).toEqual([['Scale, one month', 9_900]]);
  });

  it('counts from the step up to the plan that charges for it', () => {
    const acme = called(aWorld({ now: start, config: deskly() }).account('acme', { plan: 'team' }), start, 50_000);
    acme.at('2026-04-20T00:00:00Z').accepted({ plan: 'scale' });
    called(acme, '2026-04-21T00:00:00Z', 1_100).tick('2026-05-10T00:00:00Z');
    expect(invoices(acme)[0]?.[0]).toEqual(['Scale API calls × 1,100, used in the period', 200]);
  });

  it('is charged under the terms that held, when a step down takes effect with the renewal', () => {
    const acme = called(onScale(), '2026-04-11T00:00:00Z', 1_100)
      .accepted({ plan: 'team' })
      .tick('2026-05-10T00:00:00Z');
    expect(invoices(acme)).toEqual([
      [
        ['Scale API calls × 1,100, used in the period', 200],
        ['Team, one month', 4_900],
      ],
    ]);
  });

  it('is what a meter stands at where it never starts again', () => {
    const prices = [{ interval: 'month' as const, amount: 0, perUnit: { meter: 'storage', amount: 25, included: 10 } }];
    const config = deskly({ plans: [{ id: 'disk', name: 'Disk', prices }], addOns: [] });
    const acme = aWorld({ now: start, config }).account('acme', { plan: 'disk' });
    acme.sent('Storage Measured', { properties: { gigabytes: 14.5 } }).tick('2026-06-10T00:00:00Z');
    const used = acme.facts.map((fact) => (fact.kind === 'subscription' ? fact.used : undefined));
    expect(used.slice(-2)).toEqual([{ storage: 14.5 }, { storage: 14.5 }]);
    const [, ended, renewal] = acme.facts.filter((fact): fact is SubscriptionFact => fact.kind === 'subscription');
    if (ended === undefined || renewal === undefined) throw new TypeError('two renewals');
    expect(renewalLines(compiled(config).catalog, ended.subscription, renewal)).toEqual([
      { description: 'Disk GB × 14.5, used in the period', amount: 112, proration: false },
    ]);
  });

  it('is part of no quote, and of nothing that recurs', () => {
    const acme = called(onScale(), '2026-04-20T00:00:00Z', 90_000);
    expect(acme.price({ seats: 6 })).toMatchObject({ recurringBefore: { amount: 9_900 }, mrrDelta: 700 });
  });

  it('is not counted for an account that nothing charges for it', () => {
    const acme = called(aWorld({ now: start, config: deskly() }).account('acme', { plan: 'team' }), start, 50);
    expect(Object.keys(acme.state.meters)).not.toContain('calls@period');
  });
});

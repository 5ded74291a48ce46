import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PresetName } from '../../catalog/presets.ts';
import { DAY_MS, later, toIso } from '../../kernel/instant.ts';
import { studio, studioWith } from '../../testing/studio.ts';
import { type AccountInWorld, aWorld, compiled, time, World } from '../../testing/world.ts';

const now = '2026-03-02T12:00:00Z';
/** On the plan `team`, which has three seats. */
const acme = (...presets: readonly PresetName[]): AccountInWorld =>
  aWorld({ now, config: studioWith(...presets) }).account('acme');
const both = (): AccountInWorld => acme('seats.at_limit', 'seats.exceeded');

function joined(account: AccountInWorld, ...users: readonly string[]): AccountInWorld {
  for (const user of users) account.identified(user);
  return account;
}

function left(account: AccountInWorld, user: string): AccountInWorld {
  return account.sent('Account Removed User', { properties: { userId: user } });
}

describe('seats (X9)', () => {
  it('are at their limit with the member who fills them, and stay so', () => {
    const account = joined(both(), 'ana', 'ben');
    expect(account.fired).toEqual([]);
    expect(joined(account, 'cleo').fired).toMatchObject([
      { signal: 'seats.at_limit', priority: 'high', subject: 'seats', evidence: { used: 3, limit: 3 } },
    ]);
    expect(account.tick('2027-03-02T00:00:00Z').active).toEqual(['seats.at_limit']);
  });

  it('are at their limit with the invitation that fills the last of them (S1.34)', () => {
    const account = joined(both(), 'ana').sent('Invite Sent');
    expect(account.fired).toEqual([]);
    joined(account, 'ben').sent('Invite Sent');
    expect(account.fired).toMatchObject([{ signal: 'seats.at_limit', evidence: { used: 2, limit: 3 } }]);
    expect(joined(account, 'cleo').firedNames).toEqual(['seats.at_limit']);
  });

  it('are not taken for good by an invitation that nobody followed', () => {
    const account = joined(both(), 'ana', 'ben').sent('Invite Sent');
    expect(account.tick('2026-04-01T11:59:59.999Z').active).toEqual(['seats.at_limit']);
    expect(account.tick('2026-04-01T12:00:00Z').active).toEqual([]);
    expect(account.sent('Invite Sent').active).toEqual(['seats.at_limit']);
    expect(account.firedNames).toHaveLength(1);
  });

  it('are exceeded by the invitation beyond them, told once', () => {
    const account = joined(acme('seats.exceeded'), 'ana', 'ben').sent('Invite Sent');
    expect(account.fired).toEqual([]);
    joined(account, 'cleo').sent('Invite Sent', { times: 3 });
    expect(account.fired).toMatchObject([{ signal: 'seats.exceeded', priority: 'critical', subject: 'seats' }]);
    account.at('2026-03-20T12:00:00Z').sent('Invite Sent');
    expect(account.firedNames).toHaveLength(1);
    expect(account.tick('2026-04-19T11:59:59.999Z').active).toHaveLength(1);
    expect(account.tick('2026-04-19T12:00:00Z').active).toEqual([]);
  });

  it('are exceeded for as long as there are more members than seats', () => {
    const account = joined(acme('seats.exceeded'), 'ana', 'ben', 'cleo', 'dora');
    expect(account.firedNames).toEqual(['seats.exceeded']);
    expect(account.tick('2027-03-02T00:00:00Z').active).toEqual(['seats.exceeded']);
    account.sent('Account Removed User', { properties: { userId: 'dora' } });
    expect(account.active).toEqual([]);
  });

  it('free up, and are enough on a larger plan', () => {
    const account = joined(both(), 'ana', 'ben', 'cleo').sent('Invite Sent');
    expect(account.subscribed('agency').active).toEqual([]);
    expect(left(joined(both(), 'ana', 'ben', 'cleo'), 'ben').active).toEqual([]);
  });

  it('of the plan after are not exceeded by an invitation beyond those of the plan before', () => {
    const account = acme('seats.exceeded').subscribed('solo');
    joined(account, 'ana').sent('Invite Sent').subscribed('team');
    expect(joined(account, 'ben', 'cleo').active).toEqual([]);
  });

  it('are never filled where there is no limit', () => {
    const account = acme('seats.at_limit', 'seats.exceeded').subscribed('open');
    expect(joined(account, 'ana', 'ben', 'cleo', 'dora').sent('Invite Sent').fired).toEqual([]);
  });
});

describe('seats of the same number (X9: once per account)', () => {
  it('fire once, however often people leave and come back', () => {
    const account = joined(both(), 'ana', 'ben', 'cleo', 'dora');
    expect(account.firedNames.toSorted()).toEqual(['seats.at_limit', 'seats.exceeded']);
    left(left(account, 'cleo'), 'dora');
    expect(account.active).toEqual([]);
    joined(account.at('2026-09-02T12:00:00Z'), 'emil', 'finn').sent('Invite Sent');
    expect(account.active.toSorted()).toEqual(['seats.at_limit', 'seats.exceeded']);
    expect(account.firedNames).toHaveLength(2);
  });

  it('fire once even where so much else has ended since that it would be forgotten', () => {
    const meters = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [`m${index}`, { event: 'Much Done', aggregate: 'count' as const }]),
    );
    const limits = Object.fromEntries(Object.keys(meters).map((id) => [id, { limit: 1 }]));
    const plan = (id: string, entitlements: object): object => ({
      id,
      name: id,
      prices: [{ interval: 'month', amount: 0 }],
      entitlements: { seats: { limit: 2 }, ...entitlements },
    });
    const config = {
      product: { name: 'Studio' },
      meters: { ...meters, seats: { aggregate: 'members' } },
      plans: [plan('small', limits), plan('large', {})],
    };
    const account = joined(new World(compiled(config), time(now)).account('acme'), 'ana', 'ben').sent('Much Done');
    left(account, 'ben').subscribed('large').subscribed('small').subscribed('large');
    expect(account.state.signals.filter((signal) => signal.endedAt !== null).length).toBeGreaterThan(24);
    joined(account, 'cleo');
    expect(account.firedNames.filter((name) => name === 'seats.at_limit')).toHaveLength(1);
  });

  it('fire once across plans that have as many', () => {
    const config = studio();
    const twin = config.plans.find((plan) => plan.id === 'team');
    const plans = [...config.plans, { ...twin, id: 'twin', name: 'Twin', prices: twin?.prices ?? [] }];
    const account = joined(aWorld({ now, config: { ...config, plans } }).account('acme'), 'ana', 'ben', 'cleo');
    left(account, 'cleo').subscribed('twin');
    joined(account, 'dora');
    expect(account.firedNames.filter((name) => name === 'seats.at_limit')).toHaveLength(1);
  });

  it('fire at most once and hold when they should, whoever comes, goes and is invited', () => {
    const users = fc.constantFrom('ana', 'ben', 'cleo', 'dora', 'emil');
    const steps = fc.record({ what: fc.constantFrom('joins', 'leaves', 'is invited'), user: users, days: fc.nat(20) });
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 60 }), (told) => {
        const account = both();
        let at = time(now);
        let invitation = { at: 0, seat: 0 };
        for (const { what, user, days } of told) {
          at = later(at, days * DAY_MS);
          account.tick(toIso(at));
          if (what === 'joins') joined(account, user);
          else
            account.sent(what === 'leaves' ? 'Account Removed User' : 'Invite Sent', { properties: { userId: user } });
          const members = Object.keys(account.state.members).length;
          if (what === 'is invited') invitation = { at, seat: members + 1 };
          const seat = at < invitation.at + 30 * DAY_MS ? invitation.seat : 0;
          const isFull = members >= 3 || (members === 2 && seat >= 3);
          const isBeyond = members > 3 || (members === 3 && seat > 3);
          const holds = [...(isBeyond ? ['seats.exceeded'] : []), ...(isFull ? ['seats.at_limit'] : [])];
          expect(account.active).toEqual(holds);
        }
        expect(new Set(account.firedNames).size).toBe(account.firedNames.length);
      }),
    );
  });

  it('fire anew once their number has changed, though it changed back', () => {
    const account = joined(both(), 'ana', 'ben', 'cleo');
    expect(account.subscribed('agency').active).toEqual([]);
    expect(account.subscribed('team').active).toEqual(['seats.at_limit']);
    expect(account.firedNames).toEqual(['seats.at_limit', 'seats.at_limit']);
  });

  it('are told of each number by itself: the next plan fills up too', () => {
    const account = joined(both().subscribed('solo'), 'ana').subscribed('team');
    joined(account, 'ben', 'cleo');
    expect(account.fired.map(({ signal, evidence }) => [signal, evidence['limit']])).toEqual([
      ['seats.at_limit', 1],
      ['seats.at_limit', 3],
    ]);
  });
});

describe('a team on a plan for one (S1.42)', () => {
  it('fires with the fifth person, and ends with a plan for more', () => {
    const account = acme('team.on_individual_plan').subscribed('solo');
    joined(account, 'ana', 'ben', 'cleo', 'dora');
    expect(account.fired).toEqual([]);
    expect(joined(account, 'emil').fired).toMatchObject([{ priority: 'high', evidence: { members: 5, plan: 'solo' } }]);
    expect(account.subscribed('agency').active).toEqual([]);
    expect(account.subscribed('solo').firedNames).toHaveLength(2);
  });

  it('is none on a plan for many', () => {
    expect(joined(acme('team.on_individual_plan'), 'a', 'b', 'c', 'd', 'e').fired).toEqual([]);
  });
});

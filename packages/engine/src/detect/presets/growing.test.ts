import { describe, expect, it } from 'vitest';
import type { PresetName } from '../../catalog/presets.ts';
import { DAY_MS, HOUR_MS, later, toIso } from '../../kernel/instant.ts';
import { compile } from '../../program.ts';
import { studio, studioWith } from '../../testing/studio.ts';
import { type AccountInWorld, aWorld, time, World } from '../../testing/world.ts';
import type { PeerTable } from '../peers.ts';

const now = '2026-03-02T12:00:00Z';
const acme = (...presets: readonly PresetName[]): AccountInWorld =>
  aWorld({ now, config: studioWith(...presets) }).account('acme');

function joined(account: AccountInWorld, ...users: readonly string[]): AccountInWorld {
  for (const user of users) account.identified(user);
  return account;
}

/** Does something on so many days in a row, each at the same hour in UTC. */
function daily(account: AccountInWorld, days: number, from = now): AccountInWorld {
  for (let day = 0; day < days; day += 1) account.at(toIso(later(time(from), day * DAY_MS))).sent('Board Drawn');
  return account;
}

describe('a streak (S3.9)', () => {
  it('fires on the seventh day in a row, and lasts until a day is missed', () => {
    const account = daily(acme('value.streak_7'), 6);
    expect(account.fired).toEqual([]);
    account.at('2026-03-08T12:00:00Z').sent('Board Drawn', { times: 3 });
    expect(account.fired).toMatchObject([{ evidence: { days: 7 }, firedAt: time('2026-03-08T12:00:00Z') }]);
    expect(account.tick('2026-03-09T23:59:59.999Z').active).toEqual(['value.streak_7']);
    expect(account.tick('2026-03-10T00:00:00Z').active).toEqual([]);
  });

  it('fires once however long it goes on, and anew after a break', () => {
    const account = daily(acme('value.streak_7'), 20);
    expect(account.firedNames).toHaveLength(1);
    expect(account.active).toEqual(['value.streak_7']);
    expect(daily(account, 7, '2026-04-02T12:00:00Z').firedNames).toHaveLength(2);
  });

  it('does not fire where one day of the seven is missed', () => {
    expect(daily(daily(acme('value.streak_7'), 6), 6, '2026-03-09T12:00:00Z').fired).toEqual([]);
  });

  it('counts days in the zone of the account', () => {
    const world = aWorld({ now, config: studioWith('value.streak_7') });
    const newYork = world.account('ny', { timezone: 'America/New_York' });
    expect(daily(newYork, 7, '2026-06-01T02:30:00Z').firedNames).toHaveLength(1);
    // Seven instants 25 hours apart: in UTC they miss a day, in Los Angeles none.
    const hours = [0, 25, 50, 75, 100, 125, 150];
    const send = (account: AccountInWorld): AccountInWorld =>
      hours.reduce(
        (each, hour) => each.at(toIso(later(time('2026-06-01T19:00:00Z'), hour * HOUR_MS))).sent('Board Drawn'),
        account,
      );
    expect(send(world.account('la', { timezone: 'America/Los_Angeles' })).firedNames).toHaveLength(1);
    expect(send(world.account('utc')).fired).toEqual([]);
  });

  it.each([
    ['forward', '2026-03-25T22:30:00Z', 7],
    ['back', '2026-10-21T21:30:00Z', 7],
  ])('is not broken by a clock that goes %s', (_, from, days) => {
    const account = aWorld({ now: from, config: studioWith('value.streak_7') });
    const berlin = account.account('b', { timezone: 'Europe/Berlin' });
    for (let day = 0; day < days; day += 1) {
      const noon = later(time(from.slice(0, 10)), day * DAY_MS + 11 * HOUR_MS);
      berlin.at(toIso(noon)).sent('Board Drawn');
    }
    expect(berlin.firedNames).toEqual(['value.streak_7']);
  });
});

describe('daily use for a month (S1.40)', () => {
  it.each([
    [29, []],
    [30, ['engagement.daily_30']],
    [60, ['engagement.daily_30']],
  ])('of %i days fires %j', (days, fired) => {
    expect(daily(acme('engagement.daily_30'), days).firedNames).toEqual(fired);
  });

  it('ends with the first day missed', () => {
    const account = daily(acme('engagement.daily_30'), 30);
    expect(account.tick('2026-04-02T00:00:00Z').active).toEqual([]);
  });
});

describe('power users (S2.22)', () => {
  function practised(account: AccountInWorld, user: string, days: number): AccountInWorld {
    for (let day = 0; day < days; day += 1) {
      account.at(toIso(later(time(now), day * DAY_MS)));
      for (const event of ['Board Drawn', 'Chart Drawn', 'Brand Applied']) account.sent(event, { user });
    }
    return account;
  }

  it('are dense where a third of the members use much of it on twelve days of four weeks', () => {
    const account = joined(acme('users.power_density'), 'ana', 'ben', 'cleo');
    expect(practised(account, 'ana', 11).fired).toEqual([]);
    practised(account, 'ana', 12);
    expect(account.fired).toMatchObject([{ evidence: { powerUsers: 1, members: 3 } }]);
    expect(joined(account, 'dora').active).toEqual([]);
  });

  it('need to use more than one thing, and to be a team', () => {
    expect(daily(joined(acme('users.power_density'), 'ana', 'ben', 'cleo'), 20).fired).toEqual([]);
    expect(practised(acme('users.power_density'), 'ana', 20).fired).toEqual([]);
  });

  it('are no more once they stopped coming', () => {
    const account = practised(joined(acme('users.power_density'), 'ana', 'ben', 'cleo'), 'ana', 12);
    expect(account.tick('2026-03-23T00:00:00Z').active).toEqual(['users.power_density']);
    expect(account.tick('2026-04-13T00:00:00Z').active).toEqual([]);
  });
});

describe('connected products (S1.43)', () => {
  const connect = (account: AccountInWorld, ...names: readonly string[]): AccountInWorld =>
    names.reduce((each, integration) => each.sent('Integration Connected', { properties: { integration } }), account);

  it('fires with the third, not with one connected thrice, and ends when one is gone', () => {
    const account = connect(acme('integrations.three'), 'mail', 'chat', 'chat', 'mail');
    expect(account.fired).toEqual([]);
    expect(connect(account, 'drive').fired).toMatchObject([
      { evidence: { count: 3, integrations: ['mail', 'chat', 'drive'] } },
    ]);
    expect(connect(account, 'forms').firedNames).toHaveLength(1);
    account.sent('Integration Disconnected', { properties: { integration: 'mail' } });
    account.sent('Integration Disconnected', { properties: { integration: 'chat' } });
    expect(account.active).toEqual([]);
  });
});

describe('value that is proven', () => {
  it('is the first completion of a workflow, for two weeks and once (S3.8)', () => {
    const account = acme('value.first_workflow').sent('Review Closed', { times: 3 });
    account.sent('Workflow Completed', { properties: { workflow: 'handover' } });
    account.sent('Workflow Completed', { properties: { workflow: 'unheard of' } });
    expect(account.fired.map((signal) => signal.subject)).toEqual(['review', 'handover']);
    expect(account.tick('2026-03-16T12:00:00Z').active).toEqual([]);
    expect(account.sent('Review Closed').firedNames).toHaveLength(2);
  });

  it.each([
    [99, []],
    [100, ['hundredth-board']],
    [150, ['hundredth-board']],
  ])('is a milestone: %i tasks reach %j (S3.10)', (times, reached) => {
    const account = acme('value.milestone').sent('Board Drawn', { times });
    expect(account.fired.map((signal) => signal.subject)).toEqual(reached);
    expect(account.tick('2026-03-16T12:00:00Z').active).toEqual([]);
  });

  it('is an outcome in numbers, such as what was billed (S3.11)', () => {
    const billed = (amount: number): Parameters<AccountInWorld['sent']>[1] => ({ properties: { amount } });
    const account = acme('value.outcome').sent('Work Billed', billed(600)).sent('Work Billed', billed(399.5));
    expect(account.fired).toEqual([]);
    account.sent('Work Billed', billed(0.5)).sent('Work Billed', billed(900));
    expect(account.fired).toMatchObject([{ subject: 'billed', priority: 'high', evidence: { total: 1_000 } }]);
  });

  it('is only what a signal watches', () => {
    const signals = { first: { preset: 'value.milestone' as const, milestones: ['first-review'] } };
    const account = aWorld({ now, config: studio({ signals }) })
      .account('acme')
      .sent('Board Drawn', { times: 100 });
    expect(account.fired).toEqual([]);
    expect(account.sent('Review Closed').fired).toMatchObject([{ signal: 'first', subject: 'first-review' }]);
  });
});

describe('a customer that grows (S2.23)', () => {
  it('adds three of people, departments and connected products within a month', () => {
    const account = acme('org.growth').sent('Account Added User', { properties: { userId: 'ben' } });
    account.sent('Department Added').at('2026-04-01T11:59:59.999Z');
    account.sent('Integration Connected', { properties: { integration: 'mail' } });
    expect(account.fired).toMatchObject([{ evidence: { members: 1, departments: 1, integrations: 1, days: 30 } }]);
    expect(account.tick('2026-05-01T11:59:59.998Z').active).toEqual(['org.growth']);
    expect(account.tick('2026-05-01T11:59:59.999Z').active).toEqual([]);
  });

  it('counts nobody twice: who is told of again, or was there already, is no addition', () => {
    const added = (account: AccountInWorld, userId: string): AccountInWorld =>
      account.sent('Account Added User', { properties: { userId } });
    const account = ['ben', 'ben', 'cleo', 'ben', 'ana'].reduce(added, acme('org.growth').identified('ana'));
    expect(account.fired).toEqual([]);
    expect(added(account, 'dora').fired).toMatchObject([{ evidence: { members: 3 } }]);
  });

  it('counts those who say of themselves that they were added', () => {
    const account = ['ana', 'ben', 'ben', 'cleo'].reduce(
      (each, user) => each.sent('Account Added User', { user }),
      acme('org.growth'),
    );
    expect(account.fired).toMatchObject([{ evidence: { members: 3 } }]);
  });

  it('does not where it takes longer', () => {
    const account = acme('org.growth').sent('Department Added', { times: 2 });
    expect(account.at('2026-04-01T12:00:00Z').sent('Department Added').fired).toEqual([]);
  });
});

describe('the window before a renewal (S4.15)', () => {
  const yearly = (): AccountInWorld => acme('renewal.window').subscribed('team', 'year');

  it('opens 90 days before and closes 60 days before, for an account with proof of value', () => {
    const account = yearly().sent('Review Closed').tick('2026-12-02T11:59:59.999Z');
    expect(account.fired).toEqual([]);
    expect(account.tick('2026-12-02T12:00:00Z').fired).toMatchObject([{ evidence: { proof: 'first-review' } }]);
    expect(account.tick('2027-01-01T11:59:59.999Z').active).toEqual(['renewal.window']);
    expect(account.tick('2027-01-01T12:00:00Z').active).toEqual([]);
    expect(account.tick('2027-03-01T12:00:00Z').firedNames).toHaveLength(1);
    expect(account.tick('2028-01-01T12:00:00Z').firedNames).toHaveLength(2);
  });

  it('does not open by the calendar alone, and opens when the proof comes (S3.1)', () => {
    const account = yearly().tick('2026-12-10T00:00:00Z');
    expect(account.fired).toEqual([]);
    expect(account.sent('Review Closed').firedNames).toEqual(['renewal.window']);
  });

  it('is none for who pays by the month', () => {
    const account = acme('renewal.window').subscribed('team').sent('Review Closed');
    expect(account.tick('2027-06-01T00:00:00Z').fired).toEqual([]);
  });
});

describe('more use than the peers (S1.39)', () => {
  const peers: PeerTable = {
    plans: { team: { exports: { used: Array.from({ length: 100 }, (_, index) => index + 1), accounts: 100 } } },
  };
  function among(table: PeerTable | null): AccountInWorld {
    const compiled = compile(studioWith('engagement.peer_p90'), { peers: table });
    if (!compiled.ok) throw new TypeError('a config that compiles');
    return new World(compiled.value, time(now)).account('acme');
  }

  it('is beyond what 90% of them stay at, until the period ends', () => {
    const account = among(peers).sent('File Exported', { times: 90 });
    expect(account.fired).toEqual([]);
    expect(account.sent('File Exported', { times: 5 }).fired).toMatchObject([
      { subject: 'exports', evidence: { used: 91, peers: 90, percentile: 90 } },
    ]);
    expect(account.tick('2026-04-01T00:00:00Z').active).toEqual([]);
  });

  it('is judged on the plan that the account is on, and not at all without a table', () => {
    expect(among(peers).sent('File Exported', { times: 95 }).subscribed('agency').active).toEqual([]);
    expect(among(null).sent('File Exported', { times: 95 }).fired).toEqual([]);
  });
});

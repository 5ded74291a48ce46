import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observe } from '../program.ts';
import { histories } from '../testing/arbitrary-facts.ts';
import { ledgerly } from '../testing/ledgerly.ts';
import { studio } from '../testing/studio.ts';
import { aWorld, compiled, time } from '../testing/world.ts';
import { type Account, newAccount } from './account.ts';
import { packAccount, unpackAccount } from './pack-account.ts';
import { upgradePacked } from './upgrade-account.ts';

const now = time('2026-03-10T12:00:00Z');

describe('the state of an account, packed', () => {
  it('is the same when it is unpacked, whatever happened', () => {
    const program = compiled(studio());
    fc.assert(
      fc.property(histories, (facts) => {
        const account = facts.reduce((state, fact) => observe(program, state, fact).account, newAccount('acme', now));
        const kept = JSON.parse(JSON.stringify(packAccount(account)));
        expect(unpackAccount(kept, 'acme')).toEqual(account);
      }),
    );
  });

  it('is next to nothing for an account of which nothing is known', () => {
    expect(packAccount(newAccount('acme', now))).toEqual({ since: now, seenAt: now });
  });

  it('is under 1 KB for a typical account', () => {
    expect(JSON.stringify(packAccount(typical())).length).toBeLessThan(1_024);
  });

  it('is unpacked with what was added to the state since it was packed', () => {
    expect(unpackAccount({ since: now, seenAt: now, members: { ana: {} } }, 'acme')).toEqual({
      ...newAccount('acme', now),
      members: { ana: { role: null, name: null, days: null, features: [] } },
    });
  });
});

describe('a state of the first version', () => {
  it('is upgraded when it is read', () => {
    const account = typical();
    const { weeks, events, wake: _wake, ...rest } = account;
    const first = {
      ...rest,
      activity: {
        days: account.activity.days,
        week: weeks.week,
        weeks: [...weeks.past, events.thisWeek],
        events: events.all,
      },
      signals: account.signals.map((signal) => {
        const { episode: _episode, ...kept } = signal;
        return kept;
      }),
    };
    const upgraded = upgradePacked(JSON.parse(JSON.stringify(first)), 1) ?? {};
    expect(unpackAccount(upgraded, 'acme')).toEqual({ ...account, wake: null });
  });

  it('that is of no version known is not guessed at', () => {
    expect(upgradePacked({}, 3)).toBeNull();
  });
});

/** Three people on a paid plan, past 80% of a limit, who were shown what comes next. */
function typical(): Account {
  const account = aWorld({ now: '2026-03-10T12:00:00Z', config: ledgerly() }).account('acme', { plan: 'pro' });
  for (const user of ['ana', 'ben', 'cleo']) account.sent('Invoice Sent', { times: 27, user });
  account.decide({ session: 'monday' });
  return account.state;
}

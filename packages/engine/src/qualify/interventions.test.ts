import { describe, expect, it } from 'vitest';
import { ledgerly } from '../testing/ledgerly.ts';
import { studio } from '../testing/studio.ts';
import { type AccountInWorld, aWorld, compiled, time } from '../testing/world.ts';
import { type Intervention, interventionsOf } from './interventions.ts';
import { judged } from './testing/judged.ts';

const now = '2026-03-01T00:00:00Z';
const config = ledgerly();
const anAccount = (): AccountInWorld => aWorld({ now, config }).account('acme').sent('Signed In');

function dueTo(account: AccountInWorld, at: string, due: unknown = config): readonly Intervention[] {
  const verdicts = judged(account, { config: due, at });
  return interventionsOf(compiled(due).catalog, account.state, { verdicts, at: time(at) });
}

const kinds = (account: AccountInWorld, at: string) => dueTo(account, at).map(({ kind }) => kind);

describe('what is due instead of an offer (S3.35)', () => {
  it('is nothing to an account that is merely young, or has no need', () => {
    expect(dueTo(anAccount(), now)).toEqual([]);
    expect(dueTo(anAccount().sent('Invoice Sent', { times: 7 }), now)).toEqual([]);
  });

  it('is everything that is wrong, the most pressing first', () => {
    const account = anAccount().subscribed('pro').subscribed('free');
    account
      .sent('Ticket Opened', { properties: { ticket: 't1' } })
      .sent('Complaint Received')
      .sent('Payment Failed');
    expect(dueTo(account, now)).toEqual([
      {
        kind: 'payment',
        rules: ['health.payment'],
        reason: 'a failed payment on 2026-03-01T00:00:00.000Z; it stands until 2026-03-31T00:00:00.000Z',
        since: time(now),
      },
      expect.objectContaining({ kind: 'resolve-tickets', since: time(now) }),
      expect.objectContaining({ kind: 'answer-complaint', since: time(now) }),
      expect.objectContaining({ kind: 'ask-about-downgrade', since: time(now) }),
    ]);
  });

  it('is over as soon as the gap is closed', () => {
    const account = anAccount().sent('Ticket Opened', { properties: { ticket: 't1' } });
    expect(kinds(account, now)).toEqual(['resolve-tickets']);
    account.sent('Ticket Resolved', { properties: { ticket: 't1' } });
    expect(kinds(account, now)).toEqual([]);
  });

  it('is help with onboarding in its second month, and with adoption from its end on (S4.17)', () => {
    const account = anAccount();
    expect(kinds(account, '2026-03-30T23:59:59Z')).toEqual([]);
    expect(dueTo(account, '2026-03-31T00:00:00Z')).toEqual([
      {
        kind: 'onboarding-help',
        rules: ['onboarding'],
        reason: 'day 31, in month two of onboarding; no value is proven',
        since: time('2026-03-31T00:00:00Z'),
      },
    ]);
    expect(dueTo(account, '2026-04-30T00:00:00Z')).toMatchObject([
      {
        kind: 'adoption-help',
        rules: ['qualification.adoption', 'qualification.value'],
        since: time('2026-04-30T00:00:00Z'),
      },
      { kind: 'reach-out', rules: ['qualification.engagement'], since: null },
    ]);
  });

  it('is due since the step up, where it is what came with it that is not used', () => {
    const account = anAccount().sent('Board Drawn').sent('Brand Applied');
    account.at('2026-06-01T00:00:00Z').subscribed('pro');
    expect(dueTo(account, '2026-06-02T00:00:00Z')).toMatchObject([
      { kind: 'adoption-help', since: time('2026-06-01T00:00:00Z') },
      { kind: 'reach-out' },
    ]);
  });

  it('is to reach out while use declines, once, since the signal told of it', () => {
    const due = studio();
    const account = aWorld({ now: '2026-03-02T00:00:00Z', config: due })
      .account('acme')
      .sent('Board Drawn', { times: 20 });
    for (const [day, times] of [
      ['2026-03-09', 15],
      ['2026-03-16', 10],
      ['2026-03-23', 2],
    ] as const)
      account.at(`${day}T00:00:00Z`).sent('Board Drawn', { times });
    account.tick('2026-03-30T00:00:00Z');
    expect(dueTo(account, '2026-03-30T00:00:00Z', due)).toMatchObject([
      { kind: 'reach-out', rules: ['health.declining'], since: time('2026-03-30T00:00:00Z') },
    ]);
    const later = dueTo(account, '2026-05-30T00:00:00Z', due).filter(({ kind }) => kind === 'reach-out');
    expect(later).toHaveLength(1);
  });
});

import type { MomentStep } from '@kairos/engine';
import { describe, expect, it } from 'vitest';
import { aWorld, type AccountInWorld } from '../../../engine/src/testing/world.ts';
import { snapshotView } from '../accounts/views.ts';
import { changesBetween, type Told } from './changes.ts';

const world = aWorld({ now: '2026-03-10T12:00:00Z' });

/** What a browser was told of an account as it is. */
function told(account: AccountInWorld, steps: Readonly<Record<string, MomentStep>> = {}): Told {
  const subject = { user: 'ana', role: 'owner', moments: [], now: world.now };
  return { snapshot: snapshotView(world.program, account.state, subject), signals: account.state.signals, steps };
}

describe('what changed between two looks at an account', () => {
  it('is nothing where nothing did', () => {
    const account = world.account('acme').sent('Invoice Sent');
    expect(changesBetween(told(account), told(account))).toEqual([]);
  });

  it('is the meters that were filled, and no others, with what may still be done', () => {
    const account = world.account('acme').sent('Invoice Sent');
    const before = told(account);
    const [event, ...others] = changesBetween(before, told(account.sent('Invoice Sent')));
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      event: 'usage',
      data: { usage: { invoices: { used: 2 } }, entitlements: { invoices: { remaining: 8 } } },
    });
    expect(event).toHaveProperty('data.usage', { invoices: expect.objectContaining({ used: 2 }) });
  });

  it('is everything anew where the plan changed, instead of each part of it', () => {
    const account = world.account('acme').sent('Invoice Sent');
    const before = told(account);
    const events = changesBetween(before, told(account.subscribed('pro').sent('Invoice Sent')));
    expect(events.map(({ event }) => event)).toEqual(['entitlements']);
    expect(events[0]?.data).toMatchObject({ plan: { id: 'pro' }, usage: { invoices: { used: 2 } } });
  });

  it('is each signal that fired, once', () => {
    const account = world.account('acme');
    const before = told(account);
    const after = told(account.sent('Invoice Sent', { times: 8 }));
    expect(changesBetween(before, after).map(({ event }) => event)).toEqual(['usage', 'signal']);
    expect(changesBetween(after, after)).toEqual([]);
  });

  it('is each step of a moment, also of one that went on before it was ever looked at', () => {
    const account = world.account('acme');
    const moments = (
      before: Readonly<Record<string, MomentStep>>,
      after: Readonly<Record<string, MomentStep>>,
    ): readonly unknown[] => changesBetween(told(account, before), told(account, after));
    expect(moments({ a: 'offered' }, { a: 'shown' })).toEqual([{ event: 'moment', data: { id: 'a', step: 'shown' } }]);
    expect(moments({}, { b: 'dismissed' })).toEqual([{ event: 'moment', data: { id: 'b', step: 'dismissed' } }]);
    expect(moments({}, { c: 'offered' })).toEqual([]);
    expect(moments({ d: 'shown' }, {})).toEqual([]);
  });
});

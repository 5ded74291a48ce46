import { describe, expect, it } from 'vitest';
import { assign } from '../assign/assign.ts';
import type { ConfigInput } from '../catalog/config-schema.ts';
import { ledgerly } from '../testing/ledgerly.ts';
import { type AccountInWorld, aWorld, compiled, time } from '../testing/world.ts';

const now = '2026-03-10T12:00:00Z';
const plays = [{ id: 'p', trigger: ['usage.approaching', 'usage.reached'] }];

function nearLimit(id: string, changes: Partial<ConfigInput>): AccountInWorld {
  return aWorld({ now, config: ledgerly({ plays, ...changes }) })
    .account(id)
    .sent('Invoice Sent', { times: 8 });
}

/** An account that an assignment comes out so for. */
function accountThat(changes: Partial<ConfigInput>, is: (assigned: ReturnType<typeof assign>) => boolean): string {
  const { catalog } = compiled(ledgerly({ plays, ...changes }));
  const ids = Array.from({ length: 200 }, (_, index) => `account-${index}`);
  const found = ids.find((id) => is(assign(catalog, id, time(now))));
  if (found === undefined) throw new Error('one of two hundred accounts is assigned so');
  return found;
}

const failed = ({ trace }: ReturnType<AccountInWorld['decide']>): string | undefined => {
  const rule = trace[0]?.rules.find(({ outcome }) => outcome === 'fail');
  return rule === undefined ? undefined : `${rule.rule}: ${rule.detail}`;
};

describe('an account that is held out', () => {
  const holdout = { holdout: { percent: 50 } };
  const heldOut = accountThat(holdout, (assigned) => assigned.heldOut);

  it('is shown nothing; what it would have been shown is noted, and takes the slot that it would have taken', () => {
    const account = nearLimit(heldOut, holdout);
    const decided = account.decide({ session: 's1' });
    expect(decided).toMatchObject({
      moment: null,
      routed: null,
      wall: null,
      heldOut: { play: 'p', offer: { to: 'pro' } },
    });
    expect(failed(decided)).toBe('holdout: held out: it would have been shown');
    expect(account.state.touches).toMatchObject([{ play: 'p', step: 'held-out' }]);
    const again = account.at('2026-03-12T12:00:00Z').decide({ session: 's2' });
    expect(again.heldOut).toBeNull();
    expect(failed(again)).toContain('guardrail.account');
  });

  it('walks into the plain wall, without an offer', () => {
    const account = nearLimit(heldOut, holdout).sent('Invoice Sent', { times: 3 });
    const decided = account.decide({ trigger: { meter: 'invoices' } });
    expect(decided).toMatchObject({
      moment: null,
      wall: { meter: 'invoices', reason: 'limit-reached', requiredPlan: 'pro' },
      heldOut: { reactive: true },
      reservation: null,
    });
  });

  it('is one in ten unless the config says otherwise, and none where it says nought', () => {
    const { holdout: _none, ...unsaid } = ledgerly();
    expect(compiled(unsaid).catalog.config.holdout.percent).toBe(10);
    expect(nearLimit(heldOut, { holdout: { percent: 0 } }).decide().moment).not.toBeNull();
  });
});

describe('an experiment', () => {
  const of = (about: object): Partial<ConfigInput> => ({
    holdout: { percent: 0 },
    experiments: [{ id: 'x', ...about } as NonNullable<ConfigInput['experiments']>[number]],
  });
  const inVariant = (changes: Partial<ConfigInput>, name: string): AccountInWorld =>
    nearLimit(
      accountThat(changes, ({ variants }) => variants[0]?.variant === name),
      changes,
    );

  it('on plays turns some of them off for a variant, and says so', () => {
    const changes = of({
      about: 'plays',
      plays: ['p'],
      variants: [
        { id: 'with', weight: 1 },
        { id: 'without', weight: 1, on: [] },
      ],
    });
    expect(inVariant(changes, 'with').decide().moment?.variants).toEqual([{ experiment: 'x', variant: 'with' }]);
    expect(failed(inVariant(changes, 'without').decide())).toBe('experiment: x: without leaves it out');
  });

  it('on messages words some parts anew', () => {
    const message = { action: 'Have room for {{ limit }} more' };
    const changes = of({
      about: 'message',
      variants: [
        { id: 'control', weight: 1 },
        { id: 'room', weight: 1, message },
      ],
    });
    const [control, room] = ['control', 'room'].map((name) => inVariant(changes, name).decide().moment?.message);
    expect(room?.action).toBe('Have room for 10 more');
    expect({ ...room, action: control?.action }).toEqual(control);
  });

  it('on timing lets a variant wait, and never a wall', () => {
    const changes = of({
      about: 'timing',
      variants: [
        { id: 'now', weight: 1 },
        { id: 'later', weight: 1, delayDays: 2, fromPercent: 90 },
      ],
    });
    const account = inVariant(changes, 'later');
    expect(failed(account.decide())).toBe('experiment: x: later waits until 2026-03-12T12:00:00.000Z');
    expect(account.decide({ trigger: { meter: 'invoices' } }).moment).not.toBeNull();
    account.at('2026-03-12T12:00:00Z');
    expect(failed(account.decide())).toBe('experiment: x: later waits for 90% of the limit; it is at 80%');
    expect(account.sent('Invoice Sent').decide().moment).not.toBeNull();
  });

  it('on the price says where it stands, always after the value (X6)', () => {
    const changes = of({
      about: 'price',
      variants: [
        { id: 'control', weight: 1 },
        { id: 'last', weight: 1, priceAfter: 'reassurance' },
      ],
    });
    expect(inVariant(changes, 'last').decide().moment?.priceAfter).toBe('reassurance');
    expect(inVariant(changes, 'control').decide().moment?.priceAfter).toBeNull();
  });
});

describe('an account in trouble, or with a contact, that walks into a wall', () => {
  it('is answered with help first, and can buy as before', () => {
    const account = nearLimit('acme', { holdout: { percent: 0 } }).sent('Ticket Opened', {
      properties: { ticket: 't1' },
    });
    const { moment, trace } = account.decide({ trigger: { meter: 'invoices' } });
    expect(moment).toMatchObject({
      answer: 'help',
      canBuy: true,
      message: { reassurance: expect.stringContaining('see to that first') },
    });
    expect(trace[0]?.rules.find(({ rule }) => rule === 'role')?.detail).toContain('offered help first');
    expect(failed(account.decide({ session: 's' }))).toContain('health.tickets');
  });

  it('is sent to whoever works on it', () => {
    const account = nearLimit('acme', { holdout: { percent: 0 } }).grouped({ expansionOwner: 'Kim' });
    expect(account.decide({ trigger: { meter: 'invoices' } }).moment).toMatchObject({
      answer: 'ask-contact',
      message: { action: 'Ask your contact' },
    });
  });
});

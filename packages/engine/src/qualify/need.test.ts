import { describe, expect, it } from 'vitest';
import { ledgerly } from '../testing/ledgerly.ts';
import { studio } from '../testing/studio.ts';
import { type AccountInWorld, aWorld } from '../testing/world.ts';
import { verdictOf } from './testing/judged.ts';

const now = '2026-03-02T12:00:00Z';
const config = studio();
const anAccount = (): AccountInWorld => aWorld({ now, config }).account('acme');
const needOf = (account: AccountInWorld, signal?: string) =>
  verdictOf(account, 'qualification.need', { config, ...(signal === undefined ? {} : { signal }) });

describe('an account as such', () => {
  it('has no need while nothing tells of one', () => {
    expect(needOf(anAccount().sent('Brand Applied', { times: 20 }))).toMatchObject({
      pass: false,
      detail: 'nothing tells of a need',
    });
  });

  it.each([
    [1, false, 'gate.discovered of charts is exploring; nothing tells of a need'],
    [2, false, 'gate.discovered of charts is exploring; nothing tells of a need'],
    [3, true, 'gate.repeated of charts tells of a need'],
  ])('that looks at a locked feature %i times has a need: %s (S1.5, X2)', (times, pass, detail) => {
    expect(needOf(anAccount().sent('Charts Opened', { times }))).toMatchObject({ pass, detail });
  });

  it.each<readonly [string, (account: AccountInWorld) => AccountInWorld]>([
    ['a limit', (account) => account.sent('File Exported', { times: 8 })],
    [
      'two minutes',
      (account) => account.sent('Feature Gate Left', { properties: { feature: 'charts', seconds: 120 } }),
    ],
    ['full seats', (account) => account.identified('ana').identified('ben').identified('cleo')],
    ['a search', (account) => account.sent('Search Performed', { properties: { query: 'a chart' } })],
    ['a share', (account) => account.sent('Share Attempted', { properties: { feature: 'charts' } })],
    ['the prices', (account) => account.sent('Pricing Viewed')],
  ])('has one by %s', (_, happen) => {
    expect(needOf(happen(anAccount())).pass).toBe(true);
  });

  it('has one near a limit even where the config watches for no signal', () => {
    const blind = ledgerly({ signals: {}, plays: [] });
    const account = aWorld({ now, config: blind }).account('acme').sent('Invoice Sent', { times: 7 });
    const need = () => verdictOf(account, 'qualification.need', { config: blind });
    expect(need().pass).toBe(false);
    account.sent('Invoice Sent');
    expect(need()).toMatchObject({
      pass: true,
      detail: '8 of 10 invoices: a limit is near',
      values: { near: ['invoices'] },
    });
  });
});

describe('an offer that answers a signal', () => {
  it('has the need that the signal tells of', () => {
    const account = anAccount().sent('Charts Opened').sent('File Exported', { times: 8 });
    expect(needOf(account, 'usage.approaching')).toMatchObject({
      pass: true,
      detail: 'usage.approaching of exports tells of a need',
      values: { signal: 'usage.approaching' },
    });
  });

  it('is not helped by another need where its own signal is a look around', () => {
    const account = anAccount().sent('Charts Opened').sent('File Exported', { times: 8 });
    expect(needOf(account, 'gate.discovered')).toMatchObject({
      pass: false,
      detail: 'gate.discovered of charts is exploring; nothing tells of a need for it',
    });
  });

  it('is helped by a search for the same', () => {
    const account = anAccount()
      .sent('Charts Opened')
      .sent('Search Performed', { properties: { query: 'trend' } });
    expect(needOf(account, 'gate.discovered').detail).toBe(
      'gate.discovered of charts is more than exploring: intent.search of charts tells of a need',
    );
  });

  it.each([
    [4, false],
    [5, true],
  ])('about value needs a constraint in sight (S4.11): %i of 10 exports is %s', (times, pass) => {
    const account = anAccount().sent('Workflow Completed', { properties: { workflow: 'review' } });
    expect(needOf(account.sent('File Exported', { times }), 'value.first_workflow').pass).toBe(pass);
  });

  it('about value can do with a team that grows instead (S4.11)', () => {
    const account = anAccount().sent('Workflow Completed', { properties: { workflow: 'review' } });
    expect(needOf(account, 'value.first_workflow').pass).toBe(false);
    account.sent('Account Added User', { properties: { userId: 'ben' } });
    expect(needOf(account, 'value.first_workflow').detail).toBe(
      'value.first_workflow of review tells of value, and beside it 1 joined in the last 30 days',
    );
  });

  it('has the need of a condition of the team’s own, and none of one that warns', () => {
    const own = studio({
      signals: {
        large: { when: 'account.traits.orders > 100' },
        leaving: { when: 'account.traits.orders > 100', polarity: 'negative' },
      },
    });
    const account = aWorld({ now, config: own }).account('acme').grouped({ orders: 101 });
    expect(verdictOf(account, 'qualification.need', { config: own, signal: 'large' }).pass).toBe(true);
    expect(verdictOf(account, 'qualification.need', { config: own, signal: 'leaving' })).toMatchObject({
      pass: false,
      detail: 'leaving tells of trouble, not of a need',
    });
  });
});

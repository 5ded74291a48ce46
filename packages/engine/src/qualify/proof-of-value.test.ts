import { describe, expect, it } from 'vitest';
import { ledgerly } from '../testing/ledgerly.ts';
import { studio } from '../testing/studio.ts';
import { type AccountInWorld, aWorld } from '../testing/world.ts';
import { verdictOf } from './testing/judged.ts';

const now = '2026-03-02T12:00:00Z';
const inLedgerly = (): AccountInWorld => aWorld({ now, config: ledgerly() }).account('acme');
const inStudio = (): AccountInWorld => aWorld({ now, config: studio() }).account('acme');
const valueIn = (config: unknown) => (account: AccountInWorld, at?: string) =>
  verdictOf(account, 'qualification.value', { config, ...(at === undefined ? {} : { at }) });
const valueInLedgerly = valueIn(ledgerly());
const valueInStudio = valueIn(studio());

describe('value is proven (S0.5)', () => {
  it('by an outcome, a milestone or a workflow, in that order', () => {
    const account = inStudio().sent('Workflow Completed', { properties: { workflow: 'handover' } });
    expect(valueInStudio(account).detail).toBe(
      'value is proven: the workflow "handover" was reached on 2026-03-02T12:00:00.000Z',
    );
    account.sent('Board Drawn', { times: 100 });
    expect(valueInStudio(account).values).toMatchObject({ kind: 'goal' });
    expect(valueInStudio(account).detail).toContain('the milestone "hundredth-board"');
    account.sent('Work Billed', { properties: { amount: 1_000 } });
    expect(valueInStudio(account).detail).toContain('the outcome "billed"');
  });

  it('not by a goal that is under way', () => {
    const account = inStudio()
      .sent('Work Billed', { properties: { amount: 999 } })
      .sent('Board Drawn', { times: 9 });
    expect(valueInStudio(account)).toMatchObject({
      pass: false,
      detail:
        'no value is proven yet: none of 5 goals was reached, the fullest limit is at 0 of 100 calls, the most days in a row are 1 of 7',
    });
  });

  it.each([
    [4, false],
    [5, true],
    [6, true],
  ])('by half of a limit: %i of 10 is %s', (times, pass) => {
    expect(valueInLedgerly(inLedgerly().sent('Invoice Sent', { times })).pass).toBe(pass);
  });

  it('by the limit that was high when the last period ended, and no longer a period later', () => {
    const account = inLedgerly().sent('Invoice Sent', { times: 8 });
    expect(valueInLedgerly(account, '2026-04-01T00:00:00Z')).toMatchObject({
      pass: true,
      detail: 'value is proven: the period before ended near the limit of invoices',
    });
    expect(valueInLedgerly(account, '2026-05-01T00:00:00Z').pass).toBe(false);
  });

  it.each([
    [9, false],
    [10, true],
  ])('by a feature used %i times: %s', (times, pass) => {
    expect(valueInStudio(inStudio().sent('Board Drawn', { times })).pass).toBe(pass);
  });

  it('not by a feature that the plan no longer has', () => {
    const account = aWorld({ now, config: studio() })
      .account('acme', { plan: 'agency' })
      .sent('Chart Drawn', { times: 10 });
    expect(valueInStudio(account).pass).toBe(true);
    expect(valueInStudio(account.subscribed('team')).pass).toBe(false);
  });

  it.each([
    [6, false],
    [7, true],
    [8, true],
  ])('by %i days in a row (S3.9), and stays so when they end: %s', (days, pass) => {
    const account = inLedgerly();
    for (let day = 1; day <= days; day += 1) account.at(`2026-03-0${day + 1}T12:00:00Z`).sent('Signed In');
    expect(valueInLedgerly(account, '2026-04-20T12:00:00Z').pass).toBe(pass);
  });

  it('by a team of three and more that runs out of seats, not by a pair that does', () => {
    const pair = inLedgerly().identified('ana').identified('ben');
    expect(valueInLedgerly(pair).pass).toBe(false);
    const team = inStudio().identified('ana').identified('ben');
    expect(valueInStudio(team).pass).toBe(false);
    expect(valueInStudio(team.identified('cleo')).detail).toBe('value is proven: 3 of 3 seats are in use');
  });

  it('by what the config says it takes', () => {
    const strict = studio({ qualification: { coreLimitShare: 0.9, coreUses: 3, coreStreakDays: 2 } });
    const account = aWorld({ now, config: strict }).account('acme').sent('File Exported', { times: 8 });
    const value = valueIn(strict);
    expect(value(account).pass).toBe(false);
    expect(value(account.sent('Board Drawn', { times: 3 })).pass).toBe(true);
  });
});

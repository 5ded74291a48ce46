import { describe, expect, it } from 'vitest';
import type { ConfigInput } from '../catalog/config-schema.ts';
import { compile } from '../program.ts';
import { ledgerly } from '../testing/ledgerly.ts';
import { type AccountInWorld, aWorld } from '../testing/world.ts';

const now = '2026-03-10T12:00:00Z';
type Play = NonNullable<ConfigInput['plays']>[number];

const config = (play: Partial<Play>): ConfigInput =>
  ledgerly({
    workflows: { billing: { event: 'Invoice Paid' } },
    plays: [{ id: 'p', trigger: ['usage.approaching'], ...play }],
  });

function nearLimit(play: Partial<Play>): AccountInWorld {
  return aWorld({ now, config: config(play) })
    .account('acme')
    .sent('Invoice Sent', { times: 8 });
}

const said = (account: AccountInWorld, role = 'admin'): string | undefined =>
  account.decide({ role }).trace[0]?.rules.find(({ rule }) => rule === 'audience')?.detail;

describe('the audience of a play', () => {
  const german = { audience: 'account.traits.country == "DE" && user.role != "guest"' };

  it('is a condition over the account and who asks, told with the values that it was judged by', () => {
    const acme = nearLimit(german).grouped({ country: 'DE' });
    expect(said(acme)).toBe('account.traits.country DE, user.role admin');
  });

  it('leaves out whoever it is not true of, and whatever it can’t tell', () => {
    expect(said(nearLimit(german).grouped({ country: 'FR' }))).toBe(
      'not for it: account.traits.country FR, user.role admin',
    );
    expect(said(nearLimit(german))).toBe('not for it: account.traits.country is missing, user.role admin');
    expect(nearLimit(german).decide({ trigger: { meter: 'invoices' } }).moment).toBeNull();
  });

  it('knows the signals that hold and the use as it is when it is asked', () => {
    const both = { audience: '"usage.approaching" in signals && usage.invoices.used == 8.0' };
    expect(nearLimit(both).decide().moment).not.toBeNull();
  });

  it('is compiled with the config: a slip is an issue with its path', () => {
    const result = compile(config({ audience: 'usage.invoice.used > 5' }));
    expect(result).toMatchObject({ ok: false, issues: [{ path: 'plays.0.audience' }] });
    expect(JSON.stringify(result)).toContain('invoices');
  });
});

describe('a cross-sell (S3.29-S3.31)', () => {
  const play = { kind: 'cross-sell' } as const;

  it('waits for sixty days of core use; on day two it does not come', () => {
    const account = nearLimit(play).sent('Invoice Paid');
    expect(said(account.at('2026-03-12T12:00:00Z'))).toBe(
      '2 days of core use; something of another kind is offered from 60 on',
    );
    account.at('2026-05-09T11:59:59Z').sent('Invoice Paid').sent('Invoice Sent', { times: 8 });
    expect(said(account)).toContain('59 days of core use');
    expect(account.at('2026-05-09T12:00:00Z').decide().moment).toMatchObject({ kind: 'cross-sell' });
  });

  it('is for those who use the core still', () => {
    const account = nearLimit(play).sent('Invoice Paid');
    account.at('2026-06-20T12:00:00Z').sent('Invoice Sent', { times: 8 });
    expect(said(account)).toBe('the core was last used 102 days ago');
  });
});

import { compile } from '@kairos/engine';
import { describe, expect, it } from 'vitest';
import config from '../../../kairos.config.ts';
import { aLedgerly, COMPANY, MEMBER, OWNER } from '../testing/a-ledgerly.ts';
import { PLAN_LADDER } from './plan-ladder.ts';

async function movedTo(plan: string) {
  const world = await aLedgerly();
  const account = COMPANY;
  const quote = await world.kairos.send('POST', '/v1/quotes', { account, change: { plan } });
  await world.kairos.send('POST', `/v1/quotes/${(quote as { id: string }).id}/accept`, {});
  return world;
}

describe('the config', () => {
  it('is one that Kairos takes', () => {
    expect(compile(config)).toMatchObject({ ok: true });
  });

  it('is what the pages show', () => {
    expect(
      PLAN_LADDER.map(({ id, monthly, yearly, limits }) => [id, monthly, yearly, limits.invoices, limits.seats]),
    ).toEqual([
      ['free', 0, null, 10, 2],
      ['pro', 4_900, 49_000, 100, 5],
      ['business', 14_900, 149_000, null, null],
    ]);
  });
});

describe('the pricing page', () => {
  it('draws the company’s own use on every plan', async () => {
    const page = await (await (await aLedgerly()).browserOf(OWNER)).text('/pricing');
    expect(page).toContain('you use 7, 3 to spare');
    expect(page).toContain('you use 7, 93 to spare');
    expect(page).toContain('Unlimited invoices a month');
    expect(page).toContain('Your plan now');
  });

  it('offers a member no button', async () => {
    const page = await (await (await aLedgerly()).browserOf(MEMBER)).text('/pricing');
    expect(page).not.toContain('data-change-plan');
    expect(page).toContain('Wren Halloway can change your plan');
  });
});

describe('the billing page', () => {
  it('shows what was paid, and the way down as plainly as the way up', async () => {
    const { browserOf } = await movedTo('pro');
    const page = await (await browserOf(OWNER)).text('/billing');
    expect(page).toContain('Pro, one month');
    expect(page).toContain('$49.00');
    expect(page).toContain('Step down to Free');
    expect(page).toContain('Move up to Business');
  });

  it('says of a step down when it comes, and how to stay', async () => {
    const { kairos, browserOf } = await movedTo('pro');
    await kairos.send('POST', '/v1/quotes', { account: COMPANY, change: { plan: 'free' } });
    await kairos.send('POST', '/v1/quotes/quo_4/accept', {});
    const page = await (await browserOf(OWNER)).text('/billing');
    expect(page).toMatch(/You are on <strong>Pro<\/strong> until 18 June, and on <strong>Free<\/strong> from then on/);
    expect(page).toContain('Stay on Pro');
  });
});

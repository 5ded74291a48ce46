import { describe, expect, it } from 'vitest';
import { ledgerly } from '../testing/ledgerly.ts';
import { aWorld } from '../testing/world.ts';

const now = '2026-03-10T12:00:00Z';

function playTo(to: string): ReturnType<typeof ledgerly> {
  return ledgerly({
    plays: [
      {
        id: 'p',
        trigger: ['usage.approaching', 'usage.reached'],
        offer: { to },
      },
    ],
  });
}

describe('the offer', () => {
  it('is the first plan up the ladder that holds one more than is used now', () => {
    const acme = aWorld({ now }).account('acme').sent('Invoice Sent', { times: 8 });
    expect(acme.decide().moment?.offer).toEqual({
      from: 'free',
      to: 'pro',
      priceDelta: 4_900,
      currency: 'USD',
    });
  });

  it('passes over a plan that would leave the account blocked', () => {
    const acme = aWorld({ now })
      .account('acme')
      .sent('File Stored', { properties: { bytes: 50_000 } });
    expect(acme.decide().moment?.offer.to).toBe('business');
  });

  it('is the plan that the play names, where that has room and is higher', () => {
    const acme = aWorld({ now, config: playTo('business') })
      .account('acme')
      .sent('Invoice Sent', { times: 8 });
    expect(acme.decide().moment?.offer.to).toBe('business');
  });

  it.each(['free', 'pro'])('is none where the play names %s and the account is on pro already', (to) => {
    const acme = aWorld({ now, config: playTo(to) })
      .account('acme', { plan: 'pro' })
      .sent('Invoice Sent', { times: 80 });
    const { moment, trace } = acme.decide();
    expect(moment).toBeNull();
    expect(trace[0]?.rules[1]).toEqual({
      rule: 'offer.fit',
      outcome: 'fail',
      detail: 'no higher plan has room for what is used now',
    });
  });

  it('is none on the highest plan', () => {
    const acme = aWorld({ now })
      .account('acme', { plan: 'business' })
      .sent('File Stored', { properties: { bytes: 450_000 } });
    expect(acme.decide().moment).toBeNull();
  });

  it('adds per month what the plan costs at the interval that the account pays by', () => {
    const monthly = aWorld({ now }).account('acme', { plan: 'pro' }).sent('Invoice Sent', { times: 80 });
    expect(monthly.decide().moment?.offer.priceDelta).toBe(5_000);
    const yearly = aWorld({ now })
      .account('acme', { plan: 'pro', interval: 'year' })
      .sent('Invoice Sent', { times: 80 });
    expect(yearly.decide().moment?.offer.priceDelta).toBe(8_250 - 4_083);
  });
});

import { describe, expect, it } from 'vitest';
import { aLedgerly, COMPANY, OWNER, STRANGER } from '../testing/a-ledgerly.ts';

const ADA = { name: 'Ada Inkwell', email: 'ada@paper-lantern-pottery.example' };

describe('inviting a teammate', () => {
  it('takes a seat, here and at Kairos', async () => {
    const { store, kairos, browserOf } = await aLedgerly();
    const browser = await browserOf(STRANGER);
    await browser.post('/team/invitations', { fields: ADA });
    expect(await browser.text('/team')).toContain('Ada Inkwell');
    expect((await kairos.account('paper-lantern-pottery'))?.usage['seats']).toMatchObject({ used: 2, limit: 2 });
    expect(store.companies.peopleOf('paper-lantern-pottery')).toHaveLength(2);
  });

  it('is refused where every seat is taken, and nobody is added', async () => {
    const { store, browserOf } = await aLedgerly();
    const browser = await browserOf(OWNER);
    const response = await browser.post('/team/invitations', { fields: ADA, wants: 'json' });
    expect(await response.json()).toEqual({
      outcome: 'limit-reached',
      message: 'Ada Inkwell is not invited: every seat is taken.',
    });
    const page = await (await browser.post('/team/invitations', { fields: ADA })).text();
    expect(page).toContain('Every seat of your plan is taken.');
    expect(page).toContain('value="Ada Inkwell"');
    expect(store.companies.peopleOf(COMPANY)).toHaveLength(2);
  });

  it('says what is wrong with the form', async () => {
    const browser = await (await aLedgerly()).browserOf(OWNER);
    const fields = { name: ' ', email: 'Wren@Harbour-and-Pine-Studio.example' };
    const page = await (await browser.post('/team/invitations', { fields })).text();
    expect(page).toContain('Say who it is');
    expect(page).toContain('Somebody with this address is in your team already.');
  });
});

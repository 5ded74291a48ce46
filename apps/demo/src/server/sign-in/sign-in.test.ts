import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { aLedgerly, COMPANY, MEMBER, OWNER, STRANGER } from '../testing/a-ledgerly.ts';

describe('signing in', () => {
  it.each(['/invoices', '/reports', '/team', '/pricing', '/billing', '/kairos-token'])(
    'comes before %s',
    async (path) => {
      const nobody = await (await aLedgerly()).browserOf(null);
      const response = await nobody.get(path);
      expect([response.status, response.headers.get('location')]).toEqual([303, '/sign-in']);
      expect((await nobody.post(path, { wants: 'json' })).status).toBe(401);
    },
  );

  it('offers the people of the open companies, and lets nobody in as anyone else', async () => {
    const world = await aLedgerly();
    const page = await (await world.browserOf(null)).text('/sign-in');
    expect(page).toContain('Wren Halloway');
    expect(page).not.toContain('Cornelia Foolscap');
    expect((await (await world.browserOf(OWNER)).get('/invoices')).status).toBe(200);
    expect((await (await world.browserOf('cornelia-foolscap')).get('/invoices')).status).toBe(303);
  });

  it('is over once signed out', async () => {
    const browser = await (await aLedgerly()).browserOf(OWNER);
    await browser.post('/sign-out');
    expect((await browser.get('/invoices')).status).toBe(303);
  });

  it('gives the browser a token for its own person and company', async () => {
    const browser = await (await aLedgerly()).browserOf(MEMBER);
    const { token } = z.object({ token: z.string() }).parse(await (await browser.get('/kairos-token')).json());
    expect(decodeJwt(token)).toMatchObject({ sub: MEMBER, account: COMPANY, role: 'member', aud: 'env_test' });
  });

  it('keeps one company out of what is another one’s', async () => {
    const { store, browserOf } = await aLedgerly();
    const draft = store.invoices.allOf(COMPANY).find(({ sentAt }) => sentAt === null)?.id ?? '';
    const stranger = await browserOf(STRANGER);
    expect((await stranger.get(`/invoices/${draft}`)).status).toBe(404);
    expect((await stranger.post(`/invoices/${draft}/send`, { wants: 'json' })).status).toBe(404);
    expect((await stranger.post(`/invoices/${draft}/paid`)).status).toBe(404);
    expect(await stranger.text('/invoices')).not.toContain(draft);
    expect(store.invoices.find(COMPANY, draft)?.sentAt).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { aLedgerly, COMPANY, NOW, OWNER } from '../testing/a-ledgerly.ts';

const PAGES = ['/sign-in', '/invoices', '/invoices/new', '/reports', '/team', '/pricing', '/billing', '/nowhere'];

describe('every page', () => {
  it.each(PAGES)(
    '%s allows scripts and styles of its own only, and beside itself no server but Kairos',
    async (path) => {
      const response = await (await (await aLedgerly()).browserOf(OWNER)).get(path);
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("style-src 'self';");
      expect(policy).toContain("connect-src 'self' http://kairos.test:4400;");
      expect(policy).not.toContain('unsafe');
      expect(await response.text()).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script>/);
    },
  );

  it.each(PAGES)('%s says that Ledgerly is fictional, and where the console is', async (path) => {
    const text = await (await (await aLedgerly()).browserOf(OWNER)).text(path);
    expect(text).toContain('Ledgerly is a fictional product');
    expect(text).toContain('href="http://kairos.test:4400/console/"');
  });

  it('refuses forms that are on another site', async () => {
    const browser = await (await aLedgerly()).browserOf(OWNER);
    expect((await browser.post('/sign-out', { origin: 'http://elsewhere.test' })).status).toBe(403);
    expect((await browser.get('/invoices')).status).toBe(200);
  });
});

describe('what people typed', () => {
  const HOSTILE = [
    '<img src=x onerror=alert(1)>',
    '"><script>alert(1)</script>',
    "' autofocus onfocus='alert(1)",
    '</template><svg onload=alert(1)>',
    '{{ constructor.constructor("alert(1)")() }}',
    '&lt;b&gt; & "quotes" \u202E',
  ];

  it('stands on the pages as text, whatever it is', async () => {
    const { store, browserOf } = await aLedgerly();
    for (const [index, text] of HOSTILE.entries()) {
      const id = `hostile-${index}`;
      const lines = [{ description: text, quantity: 1, unitAmount: 100 }];
      store.invoices.add({ id, company: COMPANY, customerName: text, createdAt: NOW, dueAt: NOW, lines });
      store.companies.addPerson({
        id,
        company: COMPANY,
        name: text,
        email: `${id}@x.example`,
        role: 'member',
        joinedAt: NOW,
      });
      store.invoices.markSent(id, { by: id, at: NOW });
    }
    const browser = await browserOf(OWNER);
    const invoices = HOSTILE.map((_, index) => `/invoices/hostile-${index}`);
    for (const path of [...PAGES, ...invoices]) {
      const page = await browser.text(path);
      for (const text of HOSTILE.slice(0, 4)) expect(page).not.toContain(text);
      expect(page).not.toMatch(/<(?:img|svg onload)|<script>|\sonfocus='/);
    }
    expect(await browser.text('/team')).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  it('comes back in its form as text too', async () => {
    const browser = await (await aLedgerly()).browserOf(OWNER);
    for (const text of HOSTILE.slice(0, 4)) {
      const invoice = await browser.post('/invoices', {
        fields: { customer: text, description: text, quantity: text, price: text },
      });
      const invitation = await browser.post('/team/invitations', { fields: { name: text, email: text } });
      expect([invoice.status, invitation.status]).toEqual([422, 422]);
      expect(await invoice.text()).not.toContain(text);
      expect(await invitation.text()).not.toContain(text);
    }
  });
});

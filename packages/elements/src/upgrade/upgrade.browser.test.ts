import type { MomentView } from '@kairos/client';
import { aMoment, aProSnapshot, aQuote, aSnapshot } from '@kairos/client/testing';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFindings, ElementsBrowser, type Looked } from '../testing/elements-page.ts';
import { HOSTILE } from '../testing/hostile.ts';

const HOME = '<kairos-banner placement="home"></kairos-banner>';
const CONFIRM = 'Upgrade to Pro, pay $49.00 today';

let browser: ElementsBrowser;

beforeAll(async () => {
  browser = await ElementsBrowser.start();
});

afterEach(async () => {
  expect(await browser.endTest()).toEqual([]);
});

afterAll(() => browser.stop());

function button(page: Page, name: string | RegExp): Locator {
  return page.getByRole('dialog').getByRole('button', { name });
}

/** A page whose dialog was opened by a host's own button, for a moment or for a plan. */
async function openDialog(
  looked: Looked = {},
  given: { readonly moment?: MomentView; readonly plan?: string } = { moment: aMoment() },
): Promise<Page> {
  const page = await browser.open(looked);
  await page.waitForFunction(() => window.harness.kairos?.state.get().connection === 'live');
  await page.evaluate((options) => window.harness.openUpgrade(options), given);
  await page.getByRole('dialog').waitFor();
  return page;
}

async function openFromBanner(looked: Looked = {}): Promise<Page> {
  browser.fake.offered = aMoment();
  const page = await browser.open({ markup: HOME, ...looked });
  await page.getByRole('button', { name: 'See Pro' }).click();
  await button(page, CONFIRM).waitFor();
  return page;
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement != null) active = active.shadowRoot.activeElement;
    return active?.textContent.trim() ?? '';
  });
}

describe('the upgrade dialog', () => {
  it('says value, then what the price is made of, what is due today, what follows, then the way on and the way out', async () => {
    const page = await openFromBanner();
    const dialog = page.getByRole('dialog', { name: aMoment().message.unlock });
    const parts = await dialog.evaluate((element) =>
      [...element.querySelectorAll('[part]')].map((part) => [
        part.getAttribute('part'),
        part.textContent.replaceAll(/\s+/g, ' ').trim(),
      ]),
    );
    expect(parts).toEqual([
      ['done', aMoment().message.done],
      ['near', aMoment().message.near],
      ['title', aMoment().message.unlock],
      ['lines', 'Pro, one month$49.00 Due today$49.00'],
      ['due', 'Due today$49.00'],
      ['then', 'Then $49.00 a month.'],
      ['confirm', CONFIRM],
      ['reassurance', aMoment().message.reassurance],
      ['dismiss', 'Not now'],
    ]);
  });

  it('shows a change that nobody offered by its plan', async () => {
    const page = await openDialog({}, { plan: 'pro' });
    await page.getByRole('dialog', { name: 'Change to Pro' }).waitFor();
    await button(page, CONFIRM).waitFor();
  });

  it('carries the upgrade through with the mouse, and confirms it plainly', async () => {
    const page = await openFromBanner();
    await button(page, CONFIRM).click();
    await page.getByRole('dialog', { name: 'Pro is live' }).waitFor();
    await page.getByText('You paid $49.00 today. Then $49.00 a month.').waitFor();
    await page.getByRole('dialog').getByRole('img', { name: '8 of 100 invoices used, 92 left.' }).waitFor();
    await button(page, 'Done').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('region').waitFor({ state: 'detached' });
    expect(browser.fake.accepted).toHaveLength(1);
    expect(await page.evaluate(() => window.harness.events)).toEqual([
      'kairos-upgrade',
      'kairos-upgraded',
      'kairos-close',
    ]);
  });

  it('carries it through with the keyboard alone', async () => {
    browser.fake.offered = aMoment();
    const page = await browser.open({ markup: HOME });
    await page.getByRole('region').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await button(page, CONFIRM).waitFor();
    expect(await focused(page)).toBe(aMoment().message.unlock);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe(CONFIRM);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Pro is live' }).waitFor();
    expect(await focused(page)).toBe('Pro is live');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('closes with Escape and gives the focus back', async () => {
    const page = await openFromBanner();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('See Pro');
    expect(browser.fake.accepted).toEqual([]);
  });

  it.each(['Not now', 'beside it'])('closes by a click on %s', async (where) => {
    const page = await openFromBanner();
    if (where === 'beside it') await page.mouse.click(5, 400);
    else await button(page, where).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'See Pro' }).waitFor();
  });

  it('can be opened again after it was closed', async () => {
    const page = await openFromBanner();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'See Pro' }).click();
    await button(page, CONFIRM).waitFor();
    expect(await page.locator('kairos-upgrade').count()).toBe(1);
  });

  it("is the page's own where it has one", async () => {
    const page = await openFromBanner({ markup: `${HOME}<kairos-upgrade id="own"></kairos-upgrade>` });
    expect(await page.locator('#own').getByRole('dialog').count()).toBe(1);
    expect(await page.locator('kairos-upgrade').count()).toBe(1);
  });

  it('keeps its place while the price is on its way, and says so only when it takes long', async () => {
    browser.fake.failNext('/v1/client/quotes', { kind: 'silence' });
    const page = await openDialog();
    await button(page, 'Working out the price').waitFor();
    expect(await page.getByRole('dialog').getAttribute('aria-busy')).toBe('true');
    expect(await page.getByRole('dialog').getByRole('status').textContent()).toBe('Working out the price');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('does not go away while money is on its way', async () => {
    const page = await openFromBanner();
    browser.fake.failNext('/v1/client/quotes/', { kind: 'silence' });
    await button(page, CONFIRM).click();
    await button(page, 'Confirming').waitFor();
    await page.keyboard.press('Escape');
    await button(page, 'Not now').click();
    await page.mouse.click(5, 400);
    expect(await page.getByRole('dialog').count()).toBe(1);
    expect(browser.fake.requests.filter((request) => request.endsWith('/accept'))).toHaveLength(1);
  });

  it('notices that somebody else of the account was faster', async () => {
    const page = await openFromBanner();
    browser.fake.push('entitlements', aProSnapshot());
    await page.getByRole('dialog', { name: 'Your account is on Pro already' }).waitFor();
  });

  it('says what a step down means, and when', async () => {
    browser.fake.quote = aQuote({
      lines: [],
      dueNow: 0,
      mrrDelta: -4900,
      from: 'pro',
      to: 'free',
      fromName: 'Pro',
      toName: 'Free',
      recurringBefore: { amount: 4900, interval: 'month' },
      recurringAfter: { amount: 0, interval: 'month' },
      effectiveAt: '2026-04-01T00:00:00.000Z',
    });
    browser.fake.upgraded = browser.fake.snapshot;
    const page = await openDialog({}, { plan: 'free' });
    await page.getByText('Takes effect on April 1, 2026. Then $0.00 a month, instead of $49.00 a month.').waitFor();
    await button(page, 'Change to Free').click();
    await page.getByRole('dialog', { name: 'Free starts on April 1, 2026' }).waitFor();
  });
});

describe('a modal moment', () => {
  const modal = aMoment({ presentation: 'modal', reactive: true });

  it('says what it is about before it asks for anything, and is refused with one click', async () => {
    const page = await openDialog({}, { moment: modal });
    expect(await page.getByRole('dialog').getByText('adds $49.00 a month').count()).toBe(1);
    await page.getByRole('img', { name: '8 of 10 invoices used, 2 left.' }).waitFor();
    await button(page, 'Not now').click();
    await browser.fake.until(() => browser.fake.steps.length === 2);
    expect(new Set(browser.fake.steps.map(({ step }) => step))).toEqual(new Set(['shown', 'dismissed']));
    expect(browser.fake.requests).not.toContain('POST /v1/client/quotes');
  });

  it('goes on to the price', async () => {
    const page = await openDialog({}, { moment: modal });
    await button(page, 'See Pro').click();
    await button(page, CONFIRM).waitFor();
  });

  it('gives who can not buy a note for who can', async () => {
    const page = await openDialog({}, { moment: { ...modal, canBuy: false } });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await button(page, 'Copy a note for your admin').click();
    await button(page, 'Copied').waitFor();
    const note = await page.evaluate(() => navigator.clipboard.readText());
    expect(note).toBe(`${modal.message.done} ${modal.message.near} ${modal.message.unlock}`);
  });
});

describe('when something fails', () => {
  it('says that the price could not be had, what that means, and tries again', async () => {
    browser.fake.failNext('/v1/client/quotes', { kind: 'problem', status: 400, code: 'invalid-request' });
    const page = await openDialog();
    const alert = page.getByRole('alert');
    expect((await alert.innerText()).replaceAll(/\s+/g, ' ')).toBe(
      'The price could not be worked out. Nothing has changed, and nothing was charged. Reference: req_1',
    );
    expect(await alert.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element)).toBe(
      true,
    );
    await button(page, 'Try again').click();
    await button(page, CONFIRM).waitFor();
  });

  it('buys once, though the answer got lost and the user tried again', async () => {
    const page = await openFromBanner();
    browser.fake.failNext('/v1/client/quotes/', { kind: 'garbage', body: '<html>', isCarriedOut: true });
    await button(page, CONFIRM).click();
    await page.getByRole('alert').getByText('you will not be charged twice').waitFor();
    await button(page, 'Try again').click();
    await page.getByRole('dialog', { name: 'Pro is live' }).waitFor();
    expect(browser.fake.accepted).toHaveLength(1);
  });

  it.each([
    ['quote-stale', 409, 'Your account changed meanwhile'],
    ['quote-expired', 410, 'The first price had run out'],
  ] as const)('works the price out anew after %s, and has it confirmed again', async (code, status, because) => {
    const page = await openFromBanner();
    browser.fake.failNext('/v1/client/quotes/', { kind: 'problem', status, code });
    browser.fake.quote = aQuote({ dueNow: 4410 });
    await button(page, CONFIRM).click();
    const said = `${because}, so it was worked out anew. Due today is now $44.10; before, it was $49.00. Nothing has been charged.`;
    await page.getByRole('alert').getByText(said).waitFor();
    await button(page, 'Upgrade to Pro, pay $44.10 today').click();
    await page.getByRole('dialog', { name: 'Pro is live' }).waitFor();
  });

  it('passes on where the plan is changed instead', async () => {
    browser.fake.failNext('/v1/client/quotes', { kind: 'problem', status: 409, code: 'external-billing' });
    const page = await openDialog();
    await page.getByRole('alert').getByText('The fake answers external-billing.').waitFor();
    expect(await button(page, 'Try again').count()).toBe(0);
    await button(page, 'Close').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});

describe('wherever the dialog is', () => {
  it.each([
    { width: 320, height: 500, colorScheme: 'light' },
    { width: 320, height: 700, colorScheme: 'dark' },
    { width: 1600, colorScheme: 'light' },
    { width: 1600, colorScheme: 'dark' },
    { width: 768, colorScheme: 'light', dir: 'rtl', lang: 'ar' },
    { width: 768, colorScheme: 'dark', forcedColors: 'active' },
  ] as const)('axe finds nothing from the price to the confirmation: %o', async (looked) => {
    const page = await openDialog(looked);
    const confirm = button(page, /^Upgrade to Pro/);
    await confirm.waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    browser.fake.failNext('/v1/client/quotes/', { kind: 'problem', status: 400, code: 'invalid-request' });
    await confirm.click();
    await button(page, 'Try again').waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await button(page, 'Try again').click();
    await button(page, 'Done').waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    const box = await page.getByRole('dialog').boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(looked.width);
  });

  it("writes money and days as the document's language does", async () => {
    const page = await openDialog({ lang: 'de' });
    await button(page, /49,00\s\$/).waitFor();
    expect(await page.getByText('Due today').last().locator('..').textContent()).toMatch(/49,00\s\$/);
  });

  it("says what the host's own language says", async () => {
    const page = await browser.open({ lang: 'de' });
    await page.waitForFunction(() => window.harness.kairos?.state.get().connection === 'live');
    await page.evaluate(() => {
      window.harness.provideTexts({
        notNow: 'Jetzt nicht',
        confirmUpgrade: ({ name, money }) => `Zu ${name} wechseln, heute ${money}`,
      });
      window.harness.openUpgrade({ plan: 'pro' });
    });
    await button(page, /^Zu Pro wechseln, heute 49,00/).waitFor();
    await button(page, 'Jetzt nicht').waitFor();
  });

  it('does not move where that is asked for', async () => {
    const page = await openDialog({ reducedMotion: 'reduce' });
    await button(page, CONFIRM).waitFor();
    expect(await page.getByRole('dialog').evaluate((dialog) => getComputedStyle(dialog).animationName)).toBe('none');
  });

  it('shows whatever it is told as text', async () => {
    const message = {
      done: HOSTILE[0],
      near: HOSTILE[1],
      unlock: HOSTILE[2],
      action: HOSTILE[3],
      reassurance: HOSTILE[4],
    };
    browser.fake.quote = aQuote({
      toName: HOSTILE[3],
      lines: HOSTILE.map((description) => ({ description, amount: 980, proration: false })),
    });
    browser.fake.snapshot = aSnapshot({ plan: { id: 'free', name: HOSTILE[0] } });
    const page = await openDialog({}, { moment: aMoment({ message }) });
    await button(page, /pay/).waitFor();
    const text = (await page.getByRole('dialog').textContent()) ?? '';
    for (const hostile of HOSTILE) expect(text).toContain(hostile);
    expect(await page.getByRole('dialog').locator('img, script, iframe, a, b').count()).toBe(0);
    expect(await page.evaluate(() => 'attacked' in window)).toBe(false);
  });

  it('is opened by nobody where there is no client', async () => {
    const page = await browser.open({ started: false });
    await page.evaluate(() => window.harness.openUpgrade({ plan: 'pro' }));
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

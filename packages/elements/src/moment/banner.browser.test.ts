import { aMoment, aProSnapshot, aSignal, aSnapshot, aUsage } from '@kairos/client/testing';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessibilityFindings, contrast, ElementsBrowser } from '../testing/elements-page.ts';
import { HOSTILE } from '../testing/hostile.ts';

const HOME = '<kairos-banner placement="home"></kairos-banner>';

/** What a brand can choose, in steps, and a few that are just on the edge between black and white. */
const ACCENTS = [
  ...[0, 85, 170, 255].flatMap((red) =>
    [0, 85, 170, 255].flatMap((green) => [0, 128, 255].map((blue) => `rgb(${red} ${green} ${blue})`)),
  ),
  '#757575',
  '#767676',
  'oklch(70% 0.2 150)',
  'color(display-p3 1 0 0)',
];

let browser: ElementsBrowser;

beforeAll(async () => {
  browser = await ElementsBrowser.start();
});

beforeEach(() => {
  browser.fake.offered = aMoment();
});

afterEach(async () => {
  expect(await browser.endTest()).toEqual([]);
});

afterAll(() => browser.stop());

function bannerOf(page: Page): Locator {
  return page.getByRole('region', { name: 'Offer: Pro, for invoices' });
}

async function openHome(looked: Parameters<ElementsBrowser['open']>[0] = {}): Promise<Page> {
  const page = await browser.open({ markup: HOME, ...looked });
  await bannerOf(page).waitFor();
  return page;
}

/** The parts of the banner that are drawn, in the order of the document. */
function partsOf(
  page: Page,
): Promise<readonly { readonly part: string; readonly text: string; readonly top: number }[]> {
  return page.locator('kairos-banner').evaluate((banner) => {
    const all = [...(banner.shadowRoot?.querySelectorAll('[part]:not([part=banner])') ?? [])];
    const drawn = all.filter((part) => part.getClientRects().length > 0);
    return drawn.map((part) => ({
      part: part.getAttribute('part') ?? '',
      text: part.textContent.trim(),
      top: part.getBoundingClientRect().top,
    }));
  });
}

describe('a banner without a moment', () => {
  it('takes no space, not even a gap', async () => {
    browser.fake.offered = null;
    const page = await browser.open({ markup: HOME });
    const bare = await browser.open({ markup: '' });
    await browser.fake.until(() => browser.fake.decisions.length === 1);
    const [here, there] = await Promise.all([page, bare].map((each) => each.getByText('Northwind').boundingBox()));
    expect(here).toEqual(there);
  });

  it('is quiet without a client, and shows its moment when one comes', async () => {
    const page = await browser.open({ markup: HOME, started: false });
    expect(await bannerOf(page).count()).toBe(0);
    await browser.startClient(page);
    await bannerOf(page).waitFor();
  });

  it('shows one when a signal fires', async () => {
    browser.fake.offered = null;
    const page = await browser.open({ markup: HOME });
    await browser.fake.until(() => browser.fake.decisions.length === 1);
    browser.fake.offered = aMoment();
    browser.fake.push('signal', aSignal());
    await bannerOf(page).waitFor();
  });
});

describe('a banner', () => {
  it('says value before price, in the document', async () => {
    const parts = await partsOf(await openHome());
    expect(parts.map(({ part, text }) => [part, text])).toEqual([
      ['done', 'You have sent 8 of your 10 invoices this month.'],
      ['near', '2 are left until 1 April.'],
      ['bar', '8 of 10'],
      ['unlock', 'Pro gives you 100 invoices a month, 5 seats and Advanced reporting.'],
      ['action', 'See Pro'],
      ['price', 'adds $49.00 a month'],
      ['reassurance', '30 days money back, and you can step down at any time.'],
      ['dismiss', 'Not now'],
      ['later', 'Remind me in a week'],
    ]);
  });

  it('has the same order on a narrow screen', async () => {
    const tops = (await partsOf(await openHome({ width: 320 }))).map(({ top }) => top);
    expect(tops).toEqual(tops.toSorted((left, right) => left - right));
  });

  it('is read out politely when it appears, and takes no focus', async () => {
    const page = await browser.open({ markup: `<input aria-label="Customer" autofocus>${HOME}`, started: false });
    await page.getByLabel('Customer').focus();
    await browser.startClient(page);
    await page.getByRole('status').filter({ hasText: '2 are left until 1 April.' }).waitFor();
    expect(await page.getByLabel('Customer').evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await page.getByRole('status').getAttribute('aria-live')).toBe('polite');
  });

  it('tells that it was shown when somebody can see it, and only then', async () => {
    const page = await browser.open({ markup: HOME, style: 'kairos-banner { margin-block-start: 3000px }' });
    await bannerOf(page).waitFor();
    await page.getByRole('heading', { name: 'Invoices' }).click();
    await page.evaluate(() => window.harness.kairos?.moment('mom_0').clicked());
    expect(browser.fake.steps).toEqual([{ id: 'mom_0', step: 'clicked' }]);
    await bannerOf(page).scrollIntoViewIfNeeded();
    await browser.fake.until(() => browser.fake.steps.length === 2);
    expect(browser.fake.steps[1]).toEqual({ id: 'mom_1', step: 'shown' });
  });

  it('follows use as it changes', async () => {
    const page = await openHome();
    browser.fake.push('usage', { usage: { invoices: aUsage({ used: 9 }) }, entitlements: {} });
    await page.getByRole('img', { name: '9 of 10 invoices used, 1 left.' }).waitFor();
  });

  it('leaves out the picture where there is no limit to show', async () => {
    browser.fake.snapshot = aSnapshot({ usage: {} });
    const page = await browser.open({ markup: HOME });
    await page.getByRole('region').waitFor();
    expect(await page.getByRole('img').count()).toBe(0);
  });

  it('tells a user who can not buy whom to ask', async () => {
    const message = {
      ...aMoment().message,
      action: 'Ask your admin',
      reassurance: 'Only an admin can change the plan.',
    };
    browser.fake.offered = aMoment({ canBuy: false, message });
    const page = await openHome();
    await page.getByRole('button', { name: 'Ask your admin' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Only an admin can change the plan.').waitFor();
    expect(await dialog.getByRole('button').allTextContents()).toEqual([
      expect.stringContaining('Copy a note'),
      expect.stringContaining('Close'),
    ]);
    expect(browser.fake.requests).not.toContain('POST /v1/client/quotes');
  });

  it('is gone when the element is, and there again when it is back', async () => {
    const page = await openHome();
    await page.evaluate(() => {
      const main = document.querySelector('main');
      const banner = document.querySelector('kairos-banner');
      banner?.remove();
      if (banner !== null) main?.append(banner);
    });
    await bannerOf(page).waitFor();
    await page.evaluate(() => document.querySelector('kairos-banner')?.remove());
    expect(await bannerOf(page).count()).toBe(0);
    expect(browser.fake.decisions).toHaveLength(1);
  });

  it('shows the moment of another placement when it is given one', async () => {
    const page = await browser.open({ markup: '<kairos-banner></kairos-banner>' });
    expect(browser.fake.decisions).toEqual([]);
    await page.locator('kairos-banner').evaluate((banner) => banner.setAttribute('placement', 'billing'));
    await bannerOf(page).waitFor();
    expect(browser.fake.decisions).toMatchObject([{ placement: 'billing' }]);
  });

  it('of two on a page, one shows the moment; two moments have two names', async () => {
    const page = await browser.open({ markup: `${HOME}<kairos-banner placement="list"></kairos-banner>` });
    await bannerOf(page).waitFor();
    await browser.fake.until(() => browser.fake.decisions.length === 2);
    expect(await page.getByRole('region').count()).toBe(1);
    browser.fake.reactive = { moment: aMoment({ id: 'mom_2', presentation: 'inline', reactive: true }) };
    await page.evaluate(async () => {
      const { kairos } = window.harness;
      const placement = ['home', 'list'].find((each) => kairos?.state.get().moments[each] === undefined) ?? '';
      await kairos?.moments.request({ placement, trigger: { type: 'limit', meter: 'invoices' } });
    });
    await page.getByRole('region', { name: 'Offer: Pro, for invoices (2)' }).waitFor();
    expect(await page.getByRole('region').count()).toBe(2);
    expect(await accessibilityFindings(page)).toEqual([]);
  });
});

describe('the action of a banner', () => {
  it('opens the upgrade, one click away', async () => {
    const page = await openHome();
    await page.getByRole('button', { name: 'See Pro' }).click();
    await page.getByRole('button', { name: 'Upgrade to Pro, pay $49.00 today' }).waitFor();
    await browser.fake.until(() => browser.fake.steps.length === 3);
    expect(new Set(browser.fake.steps.map(({ step }) => step))).toEqual(
      new Set(['shown', 'clicked', 'checkout-started']),
    );
  });

  it("is the host's, when it says so", async () => {
    const page = await openHome();
    await page.evaluate(() => addEventListener('kairos-upgrade', (event) => event.preventDefault()));
    await page.getByRole('button', { name: 'See Pro' }).click();
    await browser.fake.until(() => browser.fake.steps.some(({ step }) => step === 'clicked'));
    expect(await page.evaluate(() => window.harness.events)).toEqual(['kairos-upgrade']);
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

describe('the way out of a banner', () => {
  it('works at once, gives the space back, and the server hears of it', async () => {
    const page = await openHome();
    await page.getByRole('button', { name: 'Not now' }).click();
    await bannerOf(page).waitFor({ state: 'detached', timeout: 1_000 });
    const bare = await browser.open({ markup: '' });
    const [here, there] = await Promise.all([page, bare].map((each) => each.getByText('Northwind').boundingBox()));
    expect(here).toEqual(there);
    await browser.fake.until(() => browser.fake.steps.some(({ step }) => step === 'dismissed'));
    expect(await page.evaluate(() => window.harness.events)).toEqual(['kairos-dismiss']);
  });

  it('works with the keyboard alone, and both buttons show where the focus is', async () => {
    const page = await openHome();
    for (const name of ['See Pro', 'Not now']) {
      await page.keyboard.press('Tab');
      const button = page.getByRole('button', { name });
      await button.and(page.locator(':focus-visible')).waitFor();
      expect(await button.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
    }
    await page.keyboard.press('Enter');
    await bannerOf(page).waitFor({ state: 'detached' });
  });

  it('is not the Escape key, which belongs to what the user is doing', async () => {
    const page = await openHome({ markup: `<input aria-label="Customer">${HOME}` });
    await page.getByLabel('Customer').focus();
    await page.keyboard.press('Escape');
    expect(await bannerOf(page).count()).toBe(1);
    expect(await page.getByLabel('Customer').evaluate((input) => input === document.activeElement)).toBe(true);
  });

  it('is heard in the other tabs, and holds for the next page', async () => {
    const first = await openHome();
    const second = await browser.open({ markup: HOME }, first);
    await bannerOf(second).waitFor();
    await first.getByRole('button', { name: 'Not now' }).click();
    await bannerOf(second).waitFor({ state: 'detached' });
    const third = await browser.open({ markup: HOME }, first);
    await third.waitForFunction(() => window.harness.kairos?.state.get().connection === 'live');
    await third.evaluate(() => window.harness.kairos?.moments.request({ placement: 'home' }));
    expect(await bannerOf(third).count()).toBe(0);
  });

  it('is taken for the user when the plan changed', async () => {
    const page = await openHome();
    browser.fake.push('entitlements', aProSnapshot());
    await bannerOf(page).waitFor({ state: 'detached' });
  });
});

describe('wherever a banner is', () => {
  it.each([
    { width: 320, colorScheme: 'light' },
    { width: 320, colorScheme: 'dark' },
    { width: 1600, colorScheme: 'light' },
    { width: 1600, colorScheme: 'dark' },
    { width: 768, colorScheme: 'light', dir: 'rtl', lang: 'ar' },
    { width: 768, colorScheme: 'dark', forcedColors: 'active' },
  ] as const)('axe finds nothing and nothing runs over: %o', async (looked) => {
    const page = await openHome(looked);
    expect(await accessibilityFindings(page)).toEqual([]);
    const { scrolled, window } = await page.evaluate(() => ({
      scrolled: document.documentElement.scrollWidth,
      window: innerWidth,
    }));
    expect(scrolled).toBeLessThanOrEqual(window);
  });

  it("puts on the host's accent, whatever it is, the text that can be read", async () => {
    const page = await openHome();
    const button = page.getByRole('button', { name: 'See Pro' });
    for (const accent of ACCENTS) {
      await page.evaluate((color) => document.documentElement.style.setProperty('--kairos-accent', color), accent);
      expect(await contrast(page, button.locator('span'), button), accent).toBeGreaterThan(4.5);
    }
  });

  it("inherits the host's font and colour", async () => {
    const page = await openHome({ style: 'main { font-family: serif; color: rgb(0 60 120) }' });
    const style = await page
      .getByText('2 are left until 1 April.')
      .first()
      .evaluate((text) => {
        const { fontFamily, color } = getComputedStyle(text);
        return { fontFamily, color };
      });
    expect(style).toEqual({ fontFamily: 'serif', color: 'rgb(0, 60, 120)' });
  });

  it('runs from right to left where the page does', async () => {
    const page = await openHome({ dir: 'rtl', lang: 'ar', width: 1024 });
    const [done, action] = await Promise.all([
      page.getByText('You have sent 8').last().boundingBox(),
      page.getByRole('button', { name: 'See Pro' }).boundingBox(),
    ]);
    expect(done?.x).toBeGreaterThan(action?.x ?? Number.POSITIVE_INFINITY);
  });

  it('moves for less than a fifth of a second, and not at all where that is asked for', async () => {
    const durations = (page: Page): Promise<readonly unknown[]> =>
      page.locator('kairos-banner').evaluate(async (banner) => {
        const section = banner.shadowRoot?.querySelector('section');
        banner.shadowRoot?.querySelector<HTMLElement>('[part=dismiss]')?.click();
        return section?.getAnimations().map((animation) => animation.effect?.getComputedTiming().duration) ?? [];
      });
    const moving = await durations(await openHome());
    expect(moving.length).toBeGreaterThan(0);
    expect(moving.every((duration) => Number(duration) < 200)).toBe(true);
    await browser.endTest();
    browser.fake.offered = aMoment();
    expect(await durations(await openHome({ reducedMotion: 'reduce' }))).toEqual([]);
  });

  it('shows whatever it is told as text', async () => {
    const message = {
      done: HOSTILE[0],
      near: HOSTILE[1],
      unlock: HOSTILE[2],
      action: HOSTILE[3],
      reassurance: HOSTILE[4],
    };
    browser.fake.offered = aMoment({ message, offer: { ...aMoment().offer, toName: HOSTILE[0] } });
    browser.fake.snapshot = aSnapshot({ usage: { invoices: aUsage({ name: HOSTILE[1] }) } });
    const page = await browser.open({ markup: HOME });
    await page.getByRole('region').waitFor();
    const texts = (await partsOf(page)).map(({ text }) => text);
    for (const hostile of HOSTILE) expect(texts).toContain(hostile);
    const found = await page
      .locator('kairos-banner')
      .evaluate((banner) => banner.shadowRoot?.querySelectorAll('img, script, iframe, a, b').length);
    expect(found).toBe(0);
    expect(await page.evaluate(() => 'attacked' in window)).toBe(false);
  });

  it('may be registered twice', async () => {
    const page = await openHome({ markup: `${HOME}<script type="module" src="/harness.js?another-copy"></script>` });
    expect(await bannerOf(page).count()).toBe(1);
  });
});

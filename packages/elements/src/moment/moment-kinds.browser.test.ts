import type { MomentView } from '@kairos/client';
import { aGateMoment, aMoment, anOffer, aSnapshot, aUsage } from '@kairos/client/testing';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFindings, ElementsBrowser, type Looked } from '../testing/elements-page.ts';

const HOME = '<kairos-banner placement="home"></kairos-banner>';
const WEEK_LATER = '2026-03-19T09:00:00.000Z';

let browser: ElementsBrowser;

beforeAll(async () => {
  browser = await ElementsBrowser.start();
});

afterEach(async () => {
  expect(await browser.endTest()).toEqual([]);
});

afterAll(() => browser.stop());

async function openHome(moment: MomentView, looked: Looked = {}): Promise<Page> {
  browser.fake.offered = moment;
  const page = await browser.open({ markup: HOME, ...looked });
  await page.getByRole('region').waitFor();
  return page;
}

/** The names of the banner's parts, in the order of the document. */
function partsOf(page: Page): Promise<readonly string[]> {
  return page
    .locator('kairos-banner')
    .evaluate((banner) =>
      [...(banner.shadowRoot?.querySelectorAll('[part]:not([part=banner])') ?? [])].map(
        (part) => part.getAttribute('part') ?? '',
      ),
    );
}

function later(page: Page): Locator {
  return page.getByRole('button', { name: 'Remind me in a week' });
}

describe('the banner of a moment that is about no meter', () => {
  it('says the same in the same order, without a picture of use', async () => {
    const page = await openHome(aGateMoment());
    expect(await partsOf(page)).toEqual([
      'done',
      'near',
      'unlock',
      'action',
      'price',
      'reassurance',
      'dismiss',
      'later',
    ]);
    expect(await page.getByRole('img').count()).toBe(0);
  });

  it.each([
    ['Offer: Pro, for advanced reporting', aGateMoment()],
    ['Offer: Pro', aGateMoment({ feature: null })],
    ['Offer: 8 seats, for seats', aMoment({ meter: 'seats', offer: anOffer({ kind: 'seats', toName: '8 seats' }) })],
  ])('is called "%s"', async (name, moment) => {
    browser.fake.snapshot = aSnapshot({ usage: { seats: aUsage({ name: 'seats', used: 5, limit: 5 }) } });
    const page = await openHome(moment);
    expect(await page.getByRole('region', { name, exact: true }).count()).toBe(1);
  });

  it('asks the price of what was offered, not of a plan', async () => {
    const offer = anOffer({ kind: 'usage', to: 'free', toName: '50 more sends', change: { addOns: ['sends-50'] } });
    const page = await openHome(aGateMoment({ feature: null, offer }));
    await page.getByRole('button', { name: 'Open Advanced reporting' }).click();
    await page.getByRole('button', { name: 'Add 50 more sends, pay $49.00 today' }).waitFor();
    expect(browser.fake.quotedChanges).toEqual([{ addOns: ['sends-50'] }]);
  });

  it.each([
    ['unlock', ['unlock', 'price', 'action']],
    ['reassurance', ['action', 'reassurance', 'price']],
    ['action', ['action', 'price', 'reassurance']],
  ] as const)('puts the price after the %s where an experiment says so', async (priceAfter, order) => {
    const parts = await partsOf(await openHome(aGateMoment({ priceAfter })));
    expect(parts.filter((part) => (order as readonly string[]).includes(part))).toEqual(order);
  });

  it('that could have been a dialog goes straight to the price: it has been read here', async () => {
    const page = await openHome(aGateMoment({ presentation: 'banner' }));
    const modal = aGateMoment({ id: 'mom_2', presentation: 'modal', reactive: true });
    browser.fake.reactive = { moment: modal };
    await page.evaluate(() =>
      window.harness.kairos?.moments.request({
        placement: 'home',
        trigger: { type: 'gate', feature: 'advanced-reporting' },
        inPage: true,
      }),
    );
    await page.getByRole('button', { name: 'Open Advanced reporting' }).click();
    await page.getByRole('button', { name: 'Upgrade to Pro, pay $49.00 today' }).waitFor();
  });

  it('sends who is looked after by somebody to them, and asks for no price', async () => {
    const message = {
      ...aGateMoment().message,
      action: 'Ask your contact',
      reassurance: 'Somebody of ours knows your account and can arrange it with you.',
    };
    const page = await openHome(aGateMoment({ answer: 'ask-contact', message }));
    await page.getByRole('button', { name: 'Ask your contact' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Copy a note for your contact' }).waitFor();
    expect(browser.fake.requests).not.toContain('POST /v1/client/quotes');
  });
});

describe('"remind me in a week"', () => {
  it('takes the banner away at once, and the server hears until when', async () => {
    const page = await openHome(aGateMoment());
    await later(page).click();
    await page.getByRole('region').waitFor({ state: 'detached', timeout: 1_000 });
    await browser.fake.until(() => browser.fake.steps.some(({ step }) => step === 'snoozed'));
    expect(browser.fake.saidWithSteps).toContainEqual({ until: WEEK_LATER });
    expect(await page.evaluate(() => window.harness.events)).toEqual(['kairos-snooze']);
  });

  it('comes after "not now", by keyboard as on the screen', async () => {
    const page = await openHome(aGateMoment());
    for (const name of ['Open Advanced reporting', 'Not now', 'Remind me in a week']) {
      await page.keyboard.press('Tab');
      await page.getByRole('button', { name }).and(page.locator(':focus-visible')).waitFor();
    }
    await page.keyboard.press('Enter');
    await page.getByRole('region').waitFor({ state: 'detached' });
  });

  it.each([
    ['where there is no room for it', aGateMoment(), 320],
    ['of an answer to what the user tried', aGateMoment({ reactive: true }), 1024],
    ['where the offer would be over by then', aGateMoment({ expiresAt: WEEK_LATER }), 1024],
  ])('is not offered %s', async (_, moment, width) => {
    const page = await openHome(moment, { width });
    expect(await page.getByRole('button', { name: 'Not now' }).isVisible()).toBe(true);
    expect(await later(page).isVisible()).toBe(false);
  });

  it('stands on one line with "not now" from the width of a phone on', async () => {
    const page = await openHome(aGateMoment(), { width: 390 });
    const [notNow, inAWeek] = await Promise.all([
      page.getByRole('button', { name: 'Not now' }).boundingBox(),
      later(page).boundingBox(),
    ]);
    expect(notNow?.y).toBe(inAWeek?.y);
  });
});

describe('wherever the banner of a feature is', () => {
  it.each([
    { width: 320, colorScheme: 'light' },
    { width: 390, colorScheme: 'dark' },
    { width: 1600, colorScheme: 'light' },
    { width: 768, colorScheme: 'light', dir: 'rtl', lang: 'ar' },
    { width: 1600, colorScheme: 'dark', forcedColors: 'active' },
  ] as const)('axe finds nothing and nothing runs over: %o', async (looked) => {
    const page = await openHome(aGateMoment(), looked);
    expect(await accessibilityFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
});

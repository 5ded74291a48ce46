import type { ShowOptions } from '../upgrade.ts';
import { aGateMoment, aMoment, anOffer, aQuote, aSnapshot, aUsage } from '@kairos/client/testing';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessibilityFindings, ElementsBrowser, type Looked } from '../testing/elements-page.ts';

const ADD_ONS = [
  { id: 'sso', name: 'Single sign-on', isBought: false },
  { id: 'audit', name: 'Audit log', isBought: true },
];
const SEATS_MOMENT = aMoment({
  presentation: 'modal',
  reactive: true,
  meter: 'seats',
  offer: anOffer({
    kind: 'seats',
    from: 'team',
    to: 'team',
    toName: '8 seats',
    change: { seats: 8 },
    priceDelta: 2700,
  }),
  message: {
    done: 'All 5 of your seats have somebody in them.',
    near: 'The teammate you are inviting needs one more.',
    unlock: 'Bring them in to work beside you: with 8 seats there is room for two more after them.',
    action: 'Add seats',
    reassurance: 'Nobody loses a seat, and you can step back down whenever you like.',
  },
});
const SEATS_QUOTE = aQuote({
  from: 'team',
  to: 'team',
  fromName: 'Team',
  toName: 'Team',
  lines: [{ description: 'Team seats × 3 for the rest of the period', amount: 1_741, proration: true }],
  dueNow: 1_741,
  recurringBefore: { amount: 4_900, interval: 'month' },
  recurringAfter: { amount: 7_600, interval: 'month' },
  mrrDelta: 2_700,
});

let browser: ElementsBrowser;

beforeAll(async () => {
  browser = await ElementsBrowser.start();
});

beforeEach(() => {
  browser.fake.snapshot = onTeam(5);
  browser.fake.upgraded = onTeam(8);
  browser.fake.quote = SEATS_QUOTE;
});

afterEach(async () => {
  expect(await browser.endTest()).toEqual([]);
});

afterAll(() => browser.stop());

function onTeam(seats: number): ReturnType<typeof aSnapshot> {
  return aSnapshot({
    plan: { id: 'team', name: 'Team' },
    usage: { seats: aUsage({ name: 'seats', used: 5, limit: seats, graceRemaining: 0 }) },
    addOns: ADD_ONS,
  });
}

function button(page: Page, name: string | RegExp): Locator {
  return page.getByRole('dialog').getByRole('button', { name });
}

async function openDialog(given: ShowOptions, looked: Looked = {}): Promise<Page> {
  const page = await browser.open(looked);
  await page.waitForFunction(() => window.harness.kairos?.state.get().connection === 'live');
  await page.evaluate((options) => window.harness.openUpgrade(options), given);
  await page.getByRole('dialog').waitFor();
  return page;
}

describe('seats in the upgrade dialog', () => {
  it('are carried from the wall to the confirmation, with what they cost for the rest of the period', async () => {
    const page = await openDialog({ moment: SEATS_MOMENT });
    await page.getByRole('dialog').getByRole('img', { name: '5 of 5 seats used, 0 left.' }).waitFor();
    await page.getByText('adds $27.00 a month').waitFor();
    await button(page, 'Add seats').click();
    await button(page, 'Change to 8 seats, pay $17.41 today').waitFor();
    expect(browser.fake.quotedChanges).toEqual([{ seats: 8 }]);
    const lines = page.getByRole('dialog').locator('[part=lines]');
    expect((await lines.innerText()).replaceAll(/\s+/g, ' ')).toBe(
      'Team seats × 3 for the rest of the period $17.41 Due today $17.41',
    );
    await page.getByText('Then $76.00 a month, instead of $49.00 a month.').waitFor();
    await button(page, /^Change to 8 seats/).click();
    await page.getByRole('dialog', { name: 'You have 8 seats now' }).waitFor();
    await page.getByRole('dialog').getByRole('img', { name: '5 of 8 seats used, 3 left.' }).waitFor();
  });

  it('can be looked at again in the very moment in which the dialog is closed', async () => {
    const page = await openDialog({ seats: 8 });
    await button(page, /^Change to 8 seats/).waitFor();
    await page.evaluate(async () => {
      const dialog = document.querySelector('kairos-upgrade')?.shadowRoot?.querySelector('dialog');
      const told = new Promise((resolve) => dialog?.addEventListener('close', resolve));
      dialog?.close(); // as Escape does: the event that tells of it comes later
      window.harness.openUpgrade({ seats: 6 });
      await told;
    });
    expect(await page.getByRole('dialog', { name: 'Change to 6 seats' }).count()).toBe(1);
  });

  it('can be looked at again as soon as the dialog is gone, before the page has heard of it', async () => {
    const page = await openDialog({ seats: 8 });
    await button(page, /^Change to 8 seats/).waitFor();
    await page.evaluate(async () => {
      const upgrade = document.querySelector('kairos-upgrade');
      const dialog = upgrade?.shadowRoot?.querySelector('dialog');
      const told = new Promise((resolve) => dialog?.addEventListener('close', resolve));
      upgrade?.close();
      await upgrade?.updateComplete;
      window.harness.openUpgrade({ seats: 6 });
      await told;
    });
    expect(await page.getByRole('dialog', { name: 'Change to 6 seats' }).count()).toBe(1);
  });

  it('that somebody of the account has bought meanwhile are said to be there', async () => {
    const page = await openDialog({ moment: { ...SEATS_MOMENT, presentation: 'inline' } });
    await button(page, /^Change to 8 seats/).waitFor();
    browser.fake.push('usage', { usage: onTeam(8).usage, entitlements: {} });
    await page.getByRole('dialog', { name: 'Your account has 8 seats already' }).waitFor();
  });

  it('can be chosen by the user, more of them and fewer', async () => {
    const page = await openDialog({ seats: 8 });
    await page.getByRole('dialog', { name: 'Change to 8 seats' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    browser.fake.quote = aQuote({
      ...SEATS_QUOTE,
      lines: [],
      dueNow: 0,
      effectiveAt: '2026-04-01T00:00:00.000Z',
      mrrDelta: -900,
    });
    await page.evaluate(() => window.harness.openUpgrade({ seats: 4 }));
    await page.getByText('Takes effect on April 1, 2026.').waitFor();
    await button(page, 'Change to 4 seats').click();
    await page.getByRole('dialog', { name: 'You have 4 seats from April 1, 2026' }).waitFor();
  });
});

describe('what is sold beside a plan, in the upgrade dialog', () => {
  it('is called by its own name, when it comes and when it goes', async () => {
    const page = await openDialog({ addOns: ['audit', 'sso'] });
    await page.getByRole('dialog', { name: 'Add Single sign-on' }).waitFor();
    browser.fake.upgraded = { ...onTeam(5), addOns: ADD_ONS.map((each) => ({ ...each, isBought: true })) };
    await button(page, 'Add Single sign-on, pay $17.41 today').click();
    await page.getByRole('dialog', { name: 'You have Single sign-on now' }).waitFor();
    await button(page, 'Done').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.evaluate(() => window.harness.openUpgrade({ addOns: ['sso'] }));
    await page.getByRole('dialog', { name: 'Remove Audit log' }).waitFor();
  });

  it('that somebody of the account has bought meanwhile is said to be there', async () => {
    const page = await openDialog({ addOns: ['audit', 'sso'] });
    await button(page, /^Add Single sign-on/).waitFor();
    browser.fake.push('entitlements', { ...onTeam(5), addOns: ADD_ONS.map((each) => ({ ...each, isBought: true })) });
    await page.getByRole('dialog', { name: 'Your account has Single sign-on already' }).waitFor();
  });
});

describe('a modal moment about a feature', () => {
  const modal = aGateMoment({ presentation: 'modal', reactive: true });

  it('shows no picture of use, and ends without one', async () => {
    browser.fake.quote = aQuote();
    const page = await openDialog({ moment: modal });
    await button(page, 'Open Advanced reporting').click();
    await button(page, 'Upgrade to Pro, pay $49.00 today').click();
    await page.getByRole('dialog', { name: 'Pro is live' }).waitFor();
    expect(await page.getByRole('dialog').getByRole('img').count()).toBe(0);
  });

  it.each(['unlock', 'reassurance'] as const)(
    'puts the price after the %s where an experiment says so',
    async (after) => {
      const page = await openDialog({ moment: { ...modal, priceAfter: after } });
      const parts = await page
        .getByRole('dialog')
        .evaluate((dialog) => [...dialog.querySelectorAll('[part]')].map((part) => part.getAttribute('part')));
      const order = after === 'unlock' ? ['title', 'price', 'confirm'] : ['reassurance', 'price', 'dismiss'];
      expect(parts.join(' ')).toContain(order.join(' '));
    },
  );
});

describe('wherever the dialog of seats is', () => {
  it.each([
    { width: 320, height: 600, colorScheme: 'light' },
    { width: 1600, colorScheme: 'dark' },
    { width: 768, colorScheme: 'light', dir: 'rtl', lang: 'ar' },
  ] as const)('axe finds nothing from the wall to the confirmation: %o', async (looked) => {
    const page = await openDialog({ moment: SEATS_MOMENT }, looked);
    expect(await accessibilityFindings(page)).toEqual([]);
    await button(page, 'Add seats').click();
    await button(page, /^Change to 8 seats/).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await button(page, /^Change to 8 seats/).click();
    await button(page, 'Done').waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    const box = await page.getByRole('dialog').boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(looked.width);
  });
});

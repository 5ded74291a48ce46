import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../testing/find-browser.ts';
import { complaintsOfAxe } from './complaints-of-axe.ts';
import { type RunningProduct, startRunningProduct } from './running-product.ts';

/** Early enough in a month for a limit to be spoken of still in a week. */
const NOW = Date.UTC(2026, 4, 12, 10, 30);
const DAY_MS = 86_400_000;

describe('what is not about use, from the wall to the way through, in a real browser', () => {
  let browser: Browser;
  let product: RunningProduct;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];
  let now: number;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    now = NOW;
    product = await startRunningProduct({ clock: () => now });
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    context.setDefaultTimeout(10_000);
    page = await context.newPage();
    await page.clock.setFixedTime(now);
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
  });

  afterEach(async () => {
    await context.close();
    await product.stop();
    expect(complaints).toEqual([]);
  });

  async function comeAs(role: 'Owner' | 'Member'): Promise<void> {
    await page.goto(product.ledgerlyUrl);
    await page
      .getByRole('button', { name: new RegExp(role) })
      .first()
      .click();
    await page.getByText('7 of 10 invoices this month').waitFor();
  }

  /** Nobody is there while time passes: what was open then would find its token expired. */
  async function comeBackAfter(days: number): Promise<void> {
    await page.goto('about:blank');
    now += days * DAY_MS;
    await page.clock.setFixedTime(now);
    await page.goto(product.ledgerlyUrl);
  }

  function banner(): Locator {
    return page.getByRole('region', { name: /^Offer:/ });
  }

  it('answers who comes for the locked reports in the page, and opens them', async () => {
    await comeAs('Owner');
    await page.getByRole('link', { name: 'Reports' }).click();
    const offer = page.getByRole('region', { name: 'Offer: Pro, for reports' });
    await offer.getByText('You came for your reports.').waitFor();
    expect(await offer.getByRole('img').count()).toBe(0);
    expect(await complaintsOfAxe(page)).toEqual([]);
    // Ledgerly's own words have made way: there is one such button.
    await page.getByRole('button', { name: 'Open reports' }).click();
    const dialog = page.getByRole('dialog', { name: /^See what every month brought in/ });
    await dialog.getByRole('button', { name: 'Upgrade to Pro, pay $49.00 today' }).click();
    await page.getByRole('dialog', { name: 'Pro is live' }).getByRole('button', { name: 'Done' }).click();
    await page.getByText('You have invoiced').waitFor();
    expect(await page.getByText('Sample figures').count()).toBe(0);
  });

  it('gives the place back to the words of the page where it is refused, and answers again when it is asked', async () => {
    await comeAs('Owner');
    await page.getByRole('link', { name: 'Reports' }).click();
    await banner().getByRole('button', { name: 'Not now' }).click();
    await page.getByText('with Pro, $49 a month').waitFor();
    expect(await complaintsOfAxe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Open reports' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Upgrade to Pro, pay $49.00 today' }).waitFor();
  });

  it('tells a member whom to ask', async () => {
    await comeAs('Member');
    await page.getByRole('link', { name: 'Reports' }).click();
    await banner().getByText('Only an admin of your team can change the plan.').waitFor();
    await banner().getByRole('button', { name: 'Ask your admin' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Copy a note for your admin' }).waitFor();
  });

  it('answers the invitation that no seat is left for, and sends it out once there is one', async () => {
    await comeAs('Owner');
    await page.getByRole('link', { name: 'Team' }).click();
    await page.getByLabel('Name').fill('Ada Inkwell');
    await page.getByLabel('E-mail').fill('ada@harbour-and-pine-studio.example');
    await page.getByRole('button', { name: 'Invite' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('All 2 of your seats have somebody in them.').waitFor();
    await dialog.getByRole('img', { name: '2 of 2 seats used, 0 left.' }).waitFor();
    await dialog.getByRole('button', { name: 'Upgrade to Pro' }).click();
    await dialog.getByRole('button', { name: 'Upgrade to Pro, pay $49.00 today' }).click();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await page.getByText('3 of 5 seats taken').waitFor();
    await page.getByRole('row', { name: /^Ada/ }).waitFor();
  });

  it('takes "remind me in a week" at its word', async () => {
    await comeAs('Owner');
    await page.getByRole('button', { name: /^Send/ }).first().click();
    const told = page.waitForResponse((response) => response.url().endsWith('/snoozed'));
    await banner().getByRole('button', { name: 'Remind me in a week' }).click();
    expect(await (await told).json()).toMatchObject({ step: 'snoozed' });
    await banner().waitFor({ state: 'detached' });
    await comeBackAfter(6);
    await page.getByRole('button', { name: /^Send/ }).first().click();
    await page.getByText('9 of 10 invoices this month').waitFor();
    expect(await banner().count()).toBe(0);
    await comeBackAfter(1);
    await banner().getByText('You have sent 9 of your 10 invoices this month.').waitFor();
  });
});

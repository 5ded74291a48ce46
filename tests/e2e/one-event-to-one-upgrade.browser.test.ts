import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../testing/find-browser.ts';
import { complaintsOfAxe } from './complaints-of-axe.ts';
import { type RunningProduct, startRunningProduct } from './running-product.ts';

describe('from one event to one upgrade, in a real browser', () => {
  let browser: Browser;
  let product: RunningProduct;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    product = await startRunningProduct();
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    context.setDefaultTimeout(10_000);
    page = await context.newPage();
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(product.ledgerlyUrl);
    await page.getByRole('button', { name: /Owner/ }).first().click();
    await page.waitForURL('**/invoices');
    await page.getByText('7 of 10 invoices this month').waitFor();
  });

  afterEach(async () => {
    await context.close();
    await product.stop();
    expect(complaints).toEqual([]);
  });

  it('works by mouse: the line is crossed, the banner comes, a second tab follows the upgrade at once', async () => {
    const secondTab = await context.newPage();
    await secondTab.goto(`${product.ledgerlyUrl}/pricing`);
    await secondTab.getByText('Your plan now').waitFor();
    await page.bringToFront();
    const banner = page.getByRole('region').filter({ hasText: '8 of your 10 invoices' });
    expect(await banner.count()).toBe(0);

    await page.getByRole('button', { name: /^Send/ }).first().click();
    await page.getByText('8 of 10 invoices this month').waitFor();
    await banner.waitFor();
    await banner.getByRole('button', { name: 'Upgrade to Pro' }).click();

    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Upgrade to Pro, pay $49.00 today' }).click();
    await dialog.getByText('Pro is live').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await page.getByText('8 of 100 invoices this month').waitFor();
    await banner.waitFor({ state: 'detached' });

    // Nothing was done in the second tab, and it wasn't loaded again.
    await secondTab.getByText('8 of 100 invoices this month').waitFor();
    const pro = secondTab
      .locator('section, article, li')
      .filter({ has: secondTab.getByRole('heading', { name: 'Pro' }) });
    await pro.getByText('Your plan now').first().waitFor();
  });

  it('works by keyboard alone, and the focus is never lost', async () => {
    await tabTo(page, /^Send/);
    await page.keyboard.press('Enter');
    await page.getByRole('region').filter({ hasText: '8 of your 10 invoices' }).waitFor();
    await tabTo(page, 'Upgrade to Pro');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('Due today').first().waitFor();
    await tabTo(page, /pay \$49\.00 today/);
    await page.keyboard.press('Enter');
    await page.getByText('Pro is live').waitFor();
    await tabTo(page, 'Done');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByText('8 of 100 invoices this month').waitFor();
  });

  it('says the value before the price, in the order of the document (S0.13), and what removes the risk (S0.12)', async () => {
    await page.getByRole('button', { name: /^Send/ }).first().click();
    const banner = page.getByRole('region').filter({ hasText: '8 of your 10 invoices' });
    await banner.waitFor();
    const said = await textInOrder(page, 'kairos-banner');
    const order = [
      'You have sent 8 of your 10 invoices',
      'That leaves 2',
      'Keep every invoice',
      'Upgrade to Pro',
      '$49.00',
      'Step back down',
    ];
    expect(placesOf(order, said)).toEqual(placesOf(order, said).toSorted((left, right) => left - right));
    expect(placesOf(order, said)).not.toContain(-1);

    await banner.getByRole('button', { name: 'Upgrade to Pro' }).click();
    await page.getByRole('dialog').getByText('Due today').first().waitFor();
    const asked = await textInOrder(page, 'kairos-upgrade');
    expect(asked.indexOf('100 invoices')).toBeGreaterThan(-1);
    expect(asked.indexOf('100 invoices')).toBeLessThan(asked.indexOf('$'));
  });

  it('takes "not now" at its word', async () => {
    await page.getByRole('button', { name: /^Send/ }).first().click();
    const banner = page.getByRole('region').filter({ hasText: '8 of your 10 invoices' });
    await banner.getByRole('button', { name: 'Not now' }).click();
    await banner.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('8 of 10 invoices this month').waitFor();
    await page.getByRole('button', { name: /^Send/ }).first().click();
    await page.getByText('9 of 10 invoices this month').waitFor();
    expect(await page.getByRole('region').filter({ hasText: 'of your 10 invoices' }).count()).toBe(0);
  });

  it('shows the team the funnel of that play, and the account with the trace of the decision', async () => {
    await page.getByRole('button', { name: /^Send/ }).first().click();
    await page.getByRole('region').filter({ hasText: '8 of your 10 invoices' }).waitFor();
    const team = await context.newPage();
    await team.goto(await product.consoleLink());
    await team
      .getByRole('heading', { level: 1 })
      .filter({ hasText: /moments shown/ })
      .waitFor();
    expect(await team.getByRole('row').filter({ hasText: 'keep-invoices-going-out' }).count()).toBe(1);
    await team.getByRole('link', { name: 'Accounts' }).click();
    await team.getByRole('link', { name: /Harbour & Pine/ }).click();
    await team
      .getByRole('heading', { level: 1 })
      .filter({ hasText: /Harbour & Pine Studio/ })
      .waitFor();
    await team.getByText('was offered').first().click();
    await team
      .getByText(/usage\.approaching/)
      .filter({ visible: true })
      .first()
      .waitFor();
  });

  it('has nothing that axe would complain of, with the banner up and with the dialog open', async () => {
    await page.getByRole('button', { name: /^Send/ }).first().click();
    const banner = page.getByRole('region').filter({ hasText: '8 of your 10 invoices' });
    await banner.waitFor();
    await page.getByText(/is sent to/).waitFor();
    expect(await complaintsOfAxe(page)).toEqual([]);
    await banner.getByRole('button', { name: 'Upgrade to Pro' }).click();
    await page.getByRole('dialog').getByText('Due today').first().waitFor();
    expect(await complaintsOfAxe(page)).toEqual([]);
  });
});

/** Presses Tab until the button of this name has the focus; fails when it is never reached. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const target = page.getByRole('button', { name }).first();
  for (let pressed = 0; pressed < 150; pressed += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => (element.getRootNode() as Document | ShadowRoot).activeElement === element))
      return;
  }
  throw new Error(`Tab never reached the button ${String(name)}`);
}

/** What an element says, as its document has it, shadow trees included. */
function textInOrder(page: Page, selector: string): Promise<string> {
  return page
    .locator(selector)
    .first()
    .evaluate((element) => (element.shadowRoot?.textContent ?? '').replaceAll(/\s+/g, ' '));
}

function placesOf(texts: readonly string[], within: string): number[] {
  return texts.map((text) => within.indexOf(text));
}

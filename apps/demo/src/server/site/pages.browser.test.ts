import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { serve, type ServerType } from '@hono/node-server';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../../../tests/testing/find-browser.ts';
import { aLedgerly, COMPANY, type LedgerlyWorld } from '../testing/a-ledgerly.ts';

const PAGES = ['/sign-in', '/invoices', '/invoices/new', '/reports', '/team', '/pricing', '/billing', '/nowhere'];
const DEMO = join(import.meta.dirname, '../../..');
/** A port on which nothing listens: these pages stand without Kairos. */
const NOWHERE = 'http://127.0.0.1:9';

let browser: Browser;
let webDirectory = '';
let world: LedgerlyWorld;
let server: ServerType;
let origin = '';
let context: BrowserContext | null = null;

beforeAll(async () => {
  webDirectory = mkdtempSync(join(tmpdir(), 'ledgerly-web-'));
  const configFile = join(DEMO, 'vite.config.ts');
  await build({ root: DEMO, configFile, logLevel: 'warn', build: { outDir: webDirectory, emptyOutDir: true } });
  world = await aLedgerly({ webDirectory, kairosUrl: NOWHERE });
  const listening = Promise.withResolvers<number>();
  server = serve({ fetch: world.handler, port: 0 }, ({ port }) => listening.resolve(port));
  origin = `http://localhost:${await listening.promise}`;
  browser = await launchBrowser();
});

afterEach(async () => {
  await context?.close();
  context = null;
});

afterAll(async () => {
  await browser.close();
  server.close();
  rmSync(webDirectory, { recursive: true });
});

interface Visit {
  readonly page: Page;
  /** What the browser complained of, but for Kairos not being there. */
  readonly complaints: readonly string[];
}

async function aVisit({ width = 1280 }: { readonly width?: number } = {}): Promise<Visit> {
  const viewport = { width, height: 800 };
  context = await browser.newContext({ viewport, colorScheme: 'light', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    const isExpected = message.location().url.startsWith(NOWHERE) || /40[14]|422/.test(message.text());
    if (message.type() === 'error' && !isExpected) complaints.push(message.text());
  });
  await page.goto(`${origin}/sign-in`);
  await page.getByRole('button', { name: /^Wren Halloway/ }).click();
  await page.waitForURL('**/invoices');
  return { page, complaints };
}

/** What stands in somebody's way on a page: any rule in light; in dark, where only colours differ, those of contrast. */
async function barriers(page: Page): Promise<readonly string[]> {
  const light = await new AxeBuilder({ page }).analyze();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze();
  return [...light.violations, ...dark.violations].flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html}`),
  );
}

describe('Ledgerly’s pages', () => {
  it.each(PAGES)('%s is sound for everyone, in light and in dark', async (path) => {
    const { page, complaints } = await aVisit();
    await page.goto(origin + path);
    expect(await barriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it.each([320, 390, 820, 1600])('fit a window of %i pixels', async (width) => {
    const { page } = await aVisit({ width });
    for (const path of PAGES) {
      await page.goto(origin + path);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    }
  });

  it('can be walked by keyboard: past the frame, to the page, to the first draft', async () => {
    const { page } = await aVisit();
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('Skip to the page');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('New invoice');
  });

  it('write an invoice of two lines, and send it', async () => {
    const { page, complaints } = await aVisit();
    await page.getByRole('link', { name: 'New invoice' }).click();
    await page.getByLabel('Customer').fill('Snowdrop Nursery School');
    await page.locator('#description-0').fill('A mural');
    await page.locator('#price-0').fill('1,200');
    await page.getByRole('button', { name: 'Add a line' }).click();
    await page.locator('#description-1:focus').fill('Paint');
    await page.locator('#price-1').fill('80.50');
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByText('$1,280.50').waitFor();
    await page.getByRole('button', { name: /^Send INV-\d+ to Snowdrop/ }).click();
    await page
      .getByRole('status')
      .getByText(/is sent to Snowdrop Nursery School/)
      .waitFor();
    await page.getByRole('button', { name: 'Mark as paid' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('open the reports to a plan that holds them, as sound as the rest', async () => {
    await world.kairos.send('POST', '/v1/quotes', { account: COMPANY, change: { plan: 'pro' } });
    await world.kairos.send('POST', '/v1/quotes/quo_3/accept', {});
    const { page } = await aVisit();
    await page.goto(`${origin}/reports`);
    await page.getByRole('heading', { name: 'Invoiced by month' }).waitFor();
    expect(await barriers(page)).toEqual([]);
  });
});

import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type FakeKairosApi, SESSION_COOKIE } from './fake-kairos-api.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How a page is come to. */
export interface Visit {
  readonly signedIn?: boolean;
  /** Of the window, in pixels. */
  readonly width?: number;
}

/** A browser, each of whose pages is a visitor of its own, and all that their pages complained of. */
export interface ConsoleBrowser {
  /** Opens a path below /console, and waits for its heading. */
  readonly open: (api: FakeKairosApi, path: string, visit?: Visit) => Promise<Page>;
  /** Closes every page; answers the errors they threw or wrote, among which is what their security policy refused. */
  readonly closePages: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

export async function launchConsoleBrowser(): Promise<ConsoleBrowser> {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
  let complaints: string[] = [];
  return {
    open: async (api, path, { signedIn = true, width = 1280 } = {}) => {
      const page = await newVisitor(browser, width);
      if (signedIn) await page.context().addCookies([{ ...SESSION_COOKIE, url: api.origin }]);
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        const isRefusal = message.text().startsWith('Failed to load resource');
        if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
      });
      await page.goto(`${api.origin}/console${path}`);
      await page.locator('h1').waitFor();
      return page;
    },
    closePages: async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
      const told = complaints;
      complaints = [];
      return told;
    },
    close: () => browser.close(),
  };
}

async function newVisitor(browser: Browser, width: number): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: 'light',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  });
  return context.newPage();
}

/** What axe finds wrong with a page, or the part of it that `within` selects, each with its markup. `rules` asks for some of them only. */
export async function axeViolations(
  page: Page,
  { rules, within }: { readonly rules?: readonly string[]; readonly within?: string } = {},
): Promise<readonly string[]> {
  let axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  if (rules !== undefined) axe = axe.withRules([...rules]);
  if (within !== undefined) axe = axe.include(within);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join('\n')}`);
}

/** The different sizes of text on a page, as computed. */
export function textSizes(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const written = [...document.querySelectorAll('body *')].filter((element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== ''),
    );
    return [...new Set(written.map((element) => getComputedStyle(element).fontSize))];
  });
}

/** What has the focus, by its name. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
  });
}

/** Goes on with Tab until what has the focus reads like this. */
export async function tabTo(page: Page, text: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if (text.test(await focused(page))) return;
  }
  throw new Error(`Sixty times Tab did not lead to ${String(text)}.`);
}

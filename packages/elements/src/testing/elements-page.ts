import AxeBuilder from '@axe-core/playwright';
import { FakeKairosServer } from '@kairos/client/testing';
import type { Browser, BrowserContextOptions, ConsoleMessage, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../../../../tests/testing/find-browser.ts';
import { HarnessServer, type PageLook } from './harness-server.ts';

export interface Looked extends PageLook {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly reducedMotion?: 'reduce' | 'no-preference';
  readonly forcedColors?: 'active' | 'none';
  /** Whether the client is started; otherwise the page has none. */
  readonly started?: boolean;
}

/** When it is on every page, until a test says otherwise: the day that `aMoment` and its like speak of. */
const NOW = '2026-03-12T09:00:00Z';

/** A real browser, a host page with the elements in it, and a Kairos server that does what the test says. */
export class ElementsBrowser {
  readonly #harness: HarnessServer;
  readonly #browser: Browser;
  readonly #faults: string[] = [];

  #fake: FakeKairosServer;

  private constructor(fake: FakeKairosServer, harness: HarnessServer, browser: Browser) {
    this.#fake = fake;
    this.#harness = harness;
    this.#browser = browser;
  }

  static async start(): Promise<ElementsBrowser> {
    const [fake, harness, browser] = await Promise.all([
      FakeKairosServer.start(),
      HarnessServer.start(),
      launchBrowser(),
    ]);
    return new ElementsBrowser(fake, harness, browser);
  }

  /** The server of the test that runs now. */
  get fake(): FakeKairosServer {
    return this.#fake;
  }

  /** Opens a host page, in a browser profile of its own or, as another tab, in that of a page. */
  async open(looked: Looked, beside?: Page): Promise<Page> {
    const {
      width = 1024,
      height = 800,
      colorScheme = 'light',
      reducedMotion = 'no-preference',
      forcedColors = 'none',
      started = true,
    } = looked;
    const options: BrowserContextOptions = {
      viewport: { width, height },
      colorScheme,
      reducedMotion,
      forcedColors,
      timezoneId: 'UTC',
      locale: 'en-GB',
    };
    const context = beside?.context() ?? (await this.#browser.newContext(options));
    const page = await context.newPage();
    await page.clock.setFixedTime(NOW);
    page.on('pageerror', (error) => this.#faults.push(error.message));
    page.on('console', (message) => isFault(message) && this.#faults.push(message.text()));
    await page.goto(this.#harness.page(looked, this.fake.host));
    if (started) await this.startClient(page);
    return page;
  }

  async startClient(page: Page): Promise<void> {
    const { host, publishableKey } = this.fake;
    const options = { host, publishableKey, userToken: this.fake.userToken() };
    await page.evaluate((given) => window.harness.start(given), options);
  }

  /** Ends a test: the next one has a new server and no pages. Answers what went wrong that nobody caught, or that the policy stopped. */
  async endTest(): Promise<readonly string[]> {
    const pages = this.#browser.contexts().flatMap((context) => context.pages());
    const stopped = await Promise.all(pages.map((page) => page.evaluate(() => window.harness.violations)));
    await Promise.all(this.#browser.contexts().map((context) => context.close()));
    await this.#fake.down();
    this.#fake = await FakeKairosServer.start();
    return [...this.#faults.splice(0), ...stopped.flat()];
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await Promise.all([this.#harness.stop(), this.fake.down()]);
  }
}

/** A request that failed is told by the browser too; tests make that happen on purpose. */
function isFault(message: ConsoleMessage): boolean {
  return message.type() === 'error' && !message.text().startsWith('Failed to load resource');
}

/** What axe finds wrong with the page, as short as it can be said. */
export async function accessibilityFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}

/** How much a text stands out from what is behind it, as WCAG counts it: 1 to 21. Both colours as the browser paints them. */
export function contrast(page: Page, text: Locator, behind: Locator): Promise<number> {
  return Promise.all([text.elementHandle(), behind.elementHandle()]).then((elements) =>
    page.evaluate(([inFront, atBack]) => {
      const luminance = (color: string): number => {
        const context = new OffscreenCanvas(1, 1).getContext('2d');
        if (context === null) return Number.NaN;
        context.fillStyle = color;
        context.fillRect(0, 0, 1, 1);
        const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map((byte) => {
          const share = byte / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      };
      if (inFront === null || inFront === undefined || atBack === null || atBack === undefined) return Number.NaN;
      const front = luminance(getComputedStyle(inFront).color);
      const back = luminance(getComputedStyle(atBack).backgroundColor);
      return (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    }, elements),
  );
}

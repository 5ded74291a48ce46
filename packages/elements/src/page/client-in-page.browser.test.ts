import { aMoment } from '@kairos/client/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ElementsBrowser } from '../testing/elements-page.ts';

let browser: ElementsBrowser;

beforeAll(async () => {
  browser = await ElementsBrowser.start();
});

afterEach(async () => {
  expect(await browser.endTest()).toEqual([]);
});

afterAll(() => browser.stop());

describe('the client in a real page', () => {
  it('sends what happened last even though the page is gone', async () => {
    const page = await browser.open({});
    await page.waitForFunction(() => window.harness.kairos?.state.get().connection === 'live');
    const elsewhere = await browser.open({ started: false });
    await page.evaluate((url) => {
      window.harness.kairos?.track('Page Left', { from: 'invoices' });
      location.assign(url);
    }, elsewhere.url());
    await browser.fake.until(() => browser.fake.events.length === 1);
    expect(browser.fake.events[0]).toMatchObject({ event: 'Page Left', userId: 'ada', context: { groupId: 'acme' } });
    await page.waitForFunction(() => 'harness' in window);
  });

  it('keeps what it can not send for the next page', async () => {
    const page = await browser.open({});
    await page.waitForFunction(() => window.harness.kairos?.state.get().connection === 'live');
    browser.fake.failNext('/v1/batch', { kind: 'cut' }, { kind: 'cut' });
    await page.evaluate(() => window.harness.kairos?.track('Invoice Sent'));
    await page.waitForFunction(() => window.harness.errors.includes('unreachable'));
    const kept = (): Promise<number> =>
      page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(':event:')).length);
    expect(await kept()).toBe(1);
    await browser.fake.until(() => browser.fake.events.length === 1);
    await page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.includes(':event:')));
  });

  it('has one session in all tabs, and keeps its moment over pages', async () => {
    browser.fake.offered = aMoment();
    const markup = '<kairos-banner placement="home"></kairos-banner>';
    const first = await browser.open({ markup });
    await first.getByRole('region').waitFor();
    await browser.fake.until(() => browser.fake.steps.length === 1);
    const second = await browser.open({ markup }, first);
    await second.getByRole('region').waitFor();
    await second.evaluate(() => window.harness.kairos?.moments.request());
    const sessions = browser.fake.decisions.map((decision) => decision['session']);
    expect(new Set(sessions).size).toBe(1);
    expect(sessions).toHaveLength(2);
  });

  it('leaves the page as it is while the server is away, and comes back with it', async () => {
    browser.fake.offered = aMoment();
    await browser.fake.down();
    const page = await browser.open({ markup: '<kairos-banner placement="home"></kairos-banner>' });
    await page.waitForFunction(() => window.harness.errors.includes('unreachable'));
    expect(await page.getByText('Northwind').isVisible()).toBe(true);
    expect(await page.getByRole('region').count()).toBe(0);
    await browser.fake.up();
    await page.getByRole('region').waitFor();
  });
});

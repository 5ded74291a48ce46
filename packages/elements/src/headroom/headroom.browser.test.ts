import type { UsageHistory } from '@kairos/client';
import { aUsage } from '@kairos/client/testing';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFindings, ElementsBrowser, type Looked } from '../testing/elements-page.ts';
import { aHistory } from '../testing/history.ts';
import { HOSTILE } from '../testing/hostile.ts';

let browser: ElementsBrowser;

beforeAll(async () => {
  browser = await ElementsBrowser.start();
});

afterEach(async () => {
  expect(await browser.endTest()).toEqual([]);
});

afterAll(() => browser.stop());

async function openPicture(data: UsageHistory, looked: Looked = {}): Promise<Page> {
  const page = await browser.open({
    markup: '<kairos-headroom time-zone="UTC"></kairos-headroom>',
    lang: 'en-GB',
    started: false,
    ...looked,
  });
  await page.evaluate((given) => window.harness.setHeadroom('kairos-headroom', { data: given }), data);
  await picture(page).waitFor();
  return page;
}

function picture(page: Page): Locator {
  return page.locator('kairos-headroom').getByRole('img');
}

interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function labelBoxes(page: Page): Promise<readonly Box[]> {
  return picture(page)
    .locator('text')
    .evaluateAll((labels) =>
      labels.map((label) => {
        const { left, right, top, bottom } = label.getBoundingClientRect();
        return { text: label.textContent, left, right, top, bottom };
      }),
    );
}

const GRACE = aHistory({
  points: [...aHistory().points, { at: '2026-03-12T10:00:00.000Z', used: 11 }],
  graceLimit: 12,
  projectedFullAt: null,
});
const LATE = aHistory({
  now: '2026-03-27T12:00:00.000Z',
  points: [...aHistory().points, { at: '2026-03-24T10:00:00.000Z', used: 9 }],
  projectedFullAt: '2026-03-30T12:00:00.000Z',
});
const LARGE = aHistory({
  limit: 10_737_418_240,
  graceLimit: 11_811_160_064,
  points: [{ at: '2026-03-02T09:00:00.000Z', used: 8_589_934_592 }],
});

describe('the headroom picture', () => {
  it('is an image that says in a sentence what it shows, with the numbers in a table', async () => {
    const page = await openPicture(aHistory());
    const sentence =
      '8 of 10 invoices used, 2 left. At this pace the limit is reached about 15 March. Resets on 1 April.';
    expect(await picture(page).getAttribute('aria-label')).toBe(sentence);
    await page.getByText(sentence).waitFor();
    const table = page.getByRole('table', { name: 'Use of invoices, day by day' });
    expect(await table.getByRole('row').allInnerTexts()).toContain('12 March\t8');
    expect(await table.getByRole('row').count()).toBe(9);
  });

  it.each([
    ['8 of 10', aHistory()],
    ['in grace', GRACE],
    ['late in the period', LATE],
    ['gigabytes', LARGE],
    ['no limit', aHistory({ limit: null, graceLimit: null, projectedFullAt: null })],
    ['nothing yet', aHistory({ points: [], projectedFullAt: null, now: '2026-03-04T00:00:00.000Z' })],
  ])('keeps its labels apart and inside, from narrow to wide: %s', async (_, data) => {
    const page = await openPicture(data);
    for (const width of [320, 480, 768, 1600]) {
      await page.setViewportSize({ width, height: 700 });
      await page.waitForFunction(() => {
        const svg = document.querySelector('kairos-headroom')?.shadowRoot?.querySelector('svg');
        return svg != null && Math.abs(svg.viewBox.baseVal.width - svg.getBoundingClientRect().width) < 1;
      });
      const boxes = await labelBoxes(page);
      const frame = await page.locator('kairos-headroom').boundingBox();
      for (const [index, one] of boxes.entries()) {
        expect(one.left, one.text).toBeGreaterThanOrEqual((frame?.x ?? 0) - 2);
        expect(one.right, one.text).toBeLessThanOrEqual((frame?.x ?? 0) + (frame?.width ?? 0) + 2);
        // A line's box is higher than its letters.
        const touching = boxes
          .slice(index + 1)
          .filter(
            (other) =>
              one.left < other.right &&
              other.left < one.right &&
              one.top + 3 < other.bottom - 3 &&
              other.top + 3 < one.bottom - 3,
          );
        expect(touching, one.text).toEqual([]);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    }
  });

  it('runs from right to left where the page does', async () => {
    const page = await openPicture(aHistory(), { dir: 'rtl', lang: 'ar' });
    const boxes = await labelBoxes(page);
    const at = (text: string): number => boxes.find((box) => box.text === text)?.left ?? Number.NaN;
    expect(at('limit 10')).toBeLessThan(at('2 left'));
    expect(at('8 used')).toBeLessThan(at('2 left'));
  });

  it("names days in the account's time zone", async () => {
    const page = await openPicture(aHistory({ projectedFullAt: '2026-03-15T23:30:00.000Z' }), {
      markup: '<kairos-headroom time-zone="Asia/Tokyo"></kairos-headroom>',
    });
    expect(await picture(page).getAttribute('aria-label')).toContain('about 16 March');
  });

  it('shows whatever it is told as text', async () => {
    const page = await openPicture(aHistory({ name: HOSTILE[0], meter: HOSTILE[1] }));
    expect(await picture(page).getAttribute('aria-label')).toContain(HOSTILE[0]);
    expect(await page.locator('kairos-headroom').locator('img, script').count()).toBe(0);
    expect(await page.evaluate(() => 'attacked' in window)).toBe(false);
  });

  it.each([
    { colorScheme: 'light', width: 320 },
    { colorScheme: 'dark', width: 1600 },
    { colorScheme: 'dark', width: 768, forcedColors: 'active' },
  ] as const)('axe finds nothing: %o', async (looked) => {
    expect(await accessibilityFindings(await openPicture(aHistory(), looked))).toEqual([]);
  });
});

describe('the picture in one line', () => {
  it("follows a meter of the page's client", async () => {
    const page = await browser.open({ markup: '<kairos-headroom meter="invoices" compact></kairos-headroom>' });
    await page.getByRole('img', { name: '8 of 10 invoices used, 2 left.' }).waitFor();
    browser.fake.push('usage', { usage: { invoices: aUsage({ used: 11, state: 'grace' }) }, entitlements: {} });
    await page.getByRole('img', { name: '11 invoices used, 1 over the limit of 10.' }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  it('is drawn to scale, with the grace beyond the limit', async () => {
    const page = await browser.open({ markup: '<kairos-headroom compact></kairos-headroom>', started: false });
    await page.evaluate((usage) => window.harness.setHeadroom('kairos-headroom', { usage }), aUsage());
    const widths = await picture(page).evaluate((svg) => {
      const whole = svg.getBoundingClientRect().width;
      return ['.fill', '.track'].map((name) => (svg.querySelector(name)?.getBoundingClientRect().width ?? 0) / whole);
    });
    // 8 and 10 of 11: the limit and one more in grace.
    expect(widths[0]).toBeCloseTo(8 / 11, 2);
    expect(widths[1]).toBeCloseTo(10 / 11, 2);
  });

  it('shows nothing of a meter that is not known or has no limit', async () => {
    const page = await browser.open({ markup: '<kairos-headroom meter="seats" compact></kairos-headroom>' });
    await page.waitForFunction(() => window.harness.kairos?.state.get().connection === 'live');
    expect(await picture(page).count()).toBe(0);
  });
});

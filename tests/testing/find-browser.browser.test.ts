import { expect, it, onTestFinished } from 'vitest';
import { launchBrowser } from './find-browser.ts';

it('starts a browser that renders a page', async () => {
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.setContent('<h1>Kairos</h1>');
  expect(await page.getByRole('heading').textContent()).toBe('Kairos');
});

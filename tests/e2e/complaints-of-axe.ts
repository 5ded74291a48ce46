import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Each rule that is broken, with the elements that break it. */
export async function complaintsOfAxe(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`));
}

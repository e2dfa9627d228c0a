import axe from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * What keeps people from using a page as it stands: what axe finds, and when it is wider than its screen. The page's context has to
 * bypass its policy, which refuses scripts like axe.
 */
export async function faultsOf(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: axe.source });
  const found = await page.evaluate<string[]>(
    `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].target))`,
  );
  const wide = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
  return wide ? [...found, 'wider than its screen'] : found;
}

import { DEMO_ACCOUNTS } from '@cartless/local-aws/dev';
import type { Page } from 'playwright-core';

/** Logs a demo account in on the page for it, as people do; the browser keeps the session where no script can read it. */
export async function logInOnPage(page: Page, username: 'demo' | 'admin'): Promise<void> {
  const password = DEMO_ACCOUNTS.find((one) => one.username === username)?.password ?? '';
  await page.locator('input[autocomplete=username]').fill(username);
  await page.locator('input[autocomplete=current-password]').fill(password);
  await page.locator('main form button[type=submit]').click();
  await page.waitForURL((url) => url.pathname !== '/account/login');
}

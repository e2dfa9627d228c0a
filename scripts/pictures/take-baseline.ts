import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBrowser } from '../../test/e2e/browser.ts';
import { keep } from '../../test/e2e/baseline.ts';
import { arrange, LOOKS, setClock, take } from '../../test/e2e/looks.ts';
import { startRunningShop } from '../../test/e2e/running-shop.ts';

/** Takes the pictures that the tests compare the main pages with anew, of a shop that is started for it. */
export async function takeBaseline(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cartless-clock-'));
  const clock = join(folder, 'ahead');
  setClock(clock);
  console.log('Starting a new shop, whose data and clock are those of the tests …');
  const [shop, browser] = await Promise.all([
    startRunningShop({ clock }),
    startBrowser({ ownLetters: true }),
  ]);
  try {
    const arranged = await arrange(shop.url);
    for (const name of Object.keys(LOOKS)) {
      await keep(name, await take(browser, name, arranged));
      console.log(`test/looks/${name}.png`);
    }
  } finally {
    await browser.close();
    await shop.stop();
    await rm(folder, { recursive: true });
  }
}

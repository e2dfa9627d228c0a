import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/**
 * What the package's browser leaves out to fit into a function: processes of its own for each page, without which one crash ends
 * all of them, and the rules of the web about who may read what, which the pages are tested with.
 */
const SPARED = [
  '--single-process',
  '--no-zygote',
  '--in-process-gpu',
  '--disable-web-security',
  '--disable-site-isolation-trials',
  '--allow-running-insecure-content',
];

/** Starts a headless Chromium that came with the packages; it talks to nobody but this machine. */
export async function startBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [
      ...chromium.args.filter((arg) => !SPARED.includes(arg)),
      '--disable-background-networking',
      '--no-sandbox',
    ],
    headless: true,
  });
}

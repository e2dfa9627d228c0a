import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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

/** Whoever compares pictures gets the same ones from each machine: by the processor alone, in one space of colours, edges in grey. */
const SAME_EVERYWHERE = ['--disable-gpu', '--disable-lcd-text', '--force-color-profile=srgb'];

/**
 * Starts a headless Chromium that came with the packages; it talks to nobody but this machine.
 *
 * @param options.ownLetters knows the letters that came with it, and none of the machine's: pages look the same everywhere
 */
export async function startBrowser({ ownLetters = false } = {}): Promise<Browser> {
  const executablePath = await chromium.executablePath();
  return playwright.launch({
    executablePath,
    args: [
      ...chromium.args.filter((arg) => !SPARED.includes(arg)),
      '--disable-background-networking',
      '--no-sandbox',
      ...(ownLetters ? SAME_EVERYWHERE : []),
    ],
    headless: true,
    ...(ownLetters && { env: { ...process.env, FONTCONFIG_FILE: await lettersOf(executablePath) } }),
  });
}

/** Writes which letters there are: those that were unpacked beside the browser. */
async function lettersOf(executablePath: string): Promise<string> {
  const folder = join(dirname(executablePath), 'cartless-letters');
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'fonts.conf');
  await writeFile(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(dirname(executablePath), 'fonts')}</dir>
  <cachedir>${folder}</cachedir>
</fontconfig>
`,
  );
  return file;
}

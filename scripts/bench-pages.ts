import { cpus, loadavg } from 'node:os';
import { readPorts } from '@cartless/local-aws';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { startBrowser } from '../test/e2e/browser.ts';

/**
 * How soon the first page of the running shop can be used, on a telephone with a slow network: nothing is kept from before, so each
 * round is a first visit. `pnpm bench:pages` takes seven rounds, `pnpm bench:pages 15` fifteen.
 *
 * The network is Lighthouse's "slow 4G", the processor a quarter as fast as this machine's. As there, a page is interactive when its first
 * content stands and no task longer than 50 ms runs any more; it is complete when its largest content stands too, which may be a picture.
 */
const ROUNDS = Number(process.argv[2] ?? 7);
const PHONE = { width: 390, height: 844 };
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 93_750 };
const SLOWER = 4;
const shop = process.env['SHOP_URL'] ?? `http://localhost:${readPorts().gateway}`;

type Seen = Readonly<{
  interactive: number;
  complete: number;
  shift: number;
  kilobytes: number;
  script: number;
}>;

const browser = await startBrowser();
try {
  console.log(
    `${cpus()[0]?.model ?? 'unknown'} × ${cpus().length}, Node ${process.version}, Chromium ${browser.version()}, load ${loadavg()[0]?.toFixed(2)}, ${ROUNDS} rounds`,
  );
  for (const path of ['/', '/track', '/account/login']) {
    const seen: Seen[] = [];
    for (let round = 0; round < ROUNDS; round += 1) seen.push(await visit(browser, shop + path));
    const of = (what: keyof Seen, digits = 0): string => {
      const sorted = seen.map((one) => one[what]).sort((a, b) => a - b);
      const at = (share: number): string =>
        (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(digits);
      return `${at(0.5)} (${at(0)}–${at(1)})`;
    };
    console.log(
      `${path.padEnd(16)} interactive after ${of('interactive')} ms, complete after ${of('complete')} ms, layout shift ${of('shift', 3)}, ` +
        `${of('kilobytes')} KB in all, ${of('script')} KB of script`,
    );
  }
} finally {
  await browser.close();
}

async function visit(browser: Browser, address: string): Promise<Seen> {
  const context = await browser.newContext({ viewport: PHONE, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const weight = await weighed(session);
  await session.send('Network.emulateNetworkConditions', SLOW_4G);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.addInitScript(watch);
  await page.goto(address);
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  const seen = await measured(page);
  await context.close();
  return { ...seen, ...weight() };
}

/** Counts what comes over the network, compressed as it is. */
async function weighed(session: CDPSession): Promise<() => { kilobytes: number; script: number }> {
  const scripts = new Set<string>();
  let [all, script] = [0, 0];
  await session.send('Network.enable');
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    all += encodedDataLength;
    if (scripts.has(requestId)) script += encodedDataLength;
  });
  return () => ({ kilobytes: all / 1000, script: script / 1000 });
}

type Entry = Readonly<{
  name: string;
  startTime: number;
  duration: number;
  value?: number;
  hadRecentInput?: boolean;
}>;
type Observer = new (told: (list: Readonly<{ getEntries: () => readonly Entry[] }>) => void) => Readonly<{
  observe: (what: Readonly<{ type: string; buffered: boolean }>) => void;
}>;
/** What a browser has; this program's own types are those of Node. */
type Window = Readonly<{ PerformanceObserver: Observer }> & {
  seen: { first: number; largest: number; busy: number; shift: number };
};

/** Runs in the page, before anything of it. */
function watch(): void {
  const window = globalThis as unknown as Window;
  const seen = (window.seen = { first: 0, largest: 0, busy: 0, shift: 0 });
  const each = (type: string, note: (entry: Entry) => void): void =>
    new window.PerformanceObserver((list) => list.getEntries().forEach(note)).observe({
      type,
      buffered: true,
    });
  each('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') seen.first = startTime;
  });
  each('largest-contentful-paint', ({ startTime }) => (seen.largest = startTime));
  each('longtask', ({ startTime, duration }) => (seen.busy = startTime + duration));
  each('layout-shift', ({ value = 0, hadRecentInput }) => {
    if (hadRecentInput !== true) seen.shift += value;
  });
}

async function measured(page: Page): Promise<Pick<Seen, 'interactive' | 'complete' | 'shift'>> {
  const { first, largest, busy, shift } = await page.evaluate(() => (globalThis as unknown as Window).seen);
  return { interactive: Math.max(first, busy), complete: Math.max(largest, busy), shift };
}

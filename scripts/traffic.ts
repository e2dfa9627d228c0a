import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readPorts } from '@cartless/local-aws';
import { progressBar } from './progress-bar.ts';
import { Shopper, type Outcome, type ShopAddress } from './traffic/shopper.ts';
import { readMix, randomNumbers } from './traffic/mix.ts';

const HELP = `Simulated shoppers on the running shop, so that the reports have something to show.

  node scripts/start.mjs traffic.ts [--rate 1] [--duration 60] [--shoppers 8]
      [--mix browse=40,buy=40,abandon=10,cancel=10] [--seed 1] [--url http://localhost:4000]
      [--mailbox http://localhost:4013]

  --rate      visits a second, at most 20
  --duration  seconds, at most 3600
  --shoppers  accounts that are registered for it, at most 100
  --mix       how the visits divide: browse looks only; buy pays by card or on delivery; abandon places an order and
              does not pay; cancel places one and cancels it
  --seed      the same seed makes the same choices

It is polite: a call that is refused with 429 or 503 is not repeated before the time the shop names, never more than
--shoppers visits are under way, and Ctrl-C ends it at once. It talks only to the addresses given.`;

const ports = readPorts();
const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '1' },
    duration: { type: 'string', default: '60' },
    shoppers: { type: 'string', default: '8' },
    mix: { type: 'string', default: 'browse=40,buy=40,abandon=10,cancel=10' },
    seed: { type: 'string', default: '1' },
    url: { type: 'string', default: `http://localhost:${ports.gateway}` },
    mailbox: { type: 'string', default: `http://localhost:${ports.mailbox}` },
    help: { type: 'boolean', default: false },
  },
});

function within(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < least || value > most) {
    throw new Error(`--${name} is ${text}; give a number from ${least} to ${most}.`);
  }
  return value;
}

async function run(shop: ShopAddress): Promise<void> {
  const rate = within('rate', values.rate, 0.01, 20);
  const seconds = within('duration', values.duration, 1, 3600);
  const random = randomNumbers(within('seed', values.seed, 0, 2 ** 31));
  const chooseVisit = readMix(values.mix);
  const count = within('shoppers', values.shoppers, 1, 100);
  const bar = progressBar(process.stdout);
  const shoppers: Shopper[] = [];
  for (let i = 0; i < count; i += 1) {
    shoppers.push(await Shopper.register(shop, random));
    bar(i + 1, count, 'shoppers registered');
  }
  const outcomes = new Map<Outcome, number>();
  const free = [...shoppers];
  const underWay = new Set<Promise<void>>();
  const started = Date.now();
  for (let visits = 0; ; visits += 1) {
    const due = started + (visits / rate) * 1000;
    if (due >= started + seconds * 1000) break;
    await pause(Math.max(0, due - Date.now()));
    const shopper = free.pop();
    if (shopper === undefined) {
      outcomes.set('skipped', (outcomes.get('skipped') ?? 0) + 1);
      continue;
    }
    const visit = shopper.visit(chooseVisit(random())).then((outcome) => {
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      free.unshift(shopper);
      underWay.delete(visit);
    });
    underWay.add(visit);
    bar(Math.round((Date.now() - started) / 1000), seconds, 's', ` · ${told(outcomes)}`);
  }
  await Promise.all(underWay);
  console.log(`\nDone: ${told(outcomes)}`);
}

const told = (outcomes: ReadonlyMap<Outcome, number>): string =>
  [...outcomes].map(([outcome, times]) => `${outcome} ${times}`).join(', ') || 'nothing yet';

if (values.help) console.log(HELP);
else {
  process.once('SIGINT', () => process.exit(130));
  try {
    await run({ url: values.url, mailbox: values.mailbox });
  } catch (error) {
    const isAway = error instanceof TypeError && error.message === 'fetch failed';
    const hint = `The shop does not answer at ${values.url}. Start it with "pnpm dev", or name it with --url.`;
    console.error(`\n${isAway ? hint : (error as Error).message}`);
    process.exitCode = 1;
  }
}

import { parseArgs } from 'node:util';
import { Company, type Counts, NO_COUNTS, type Stage } from '@cartless/simulation';
import { type Bill, billOf, ownCost, sumOf } from './cost/bill.ts';
import { PRICED_ON, PRICES, TOKENS_AN_ORDER } from './cost/prices.ts';

const HELP = `What orders cost on AWS, from placing to completion: the shop's own functions are played, and what they use is priced.

  pnpm cost                       200 orders of three lines, ten a second
  pnpm cost --orders 500 --lines 1 --rate 100
  pnpm cost --by-function         which function takes what
  pnpm cost --units               what one order uses, in units and requests, in the place of dollars`;

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '200' },
    lines: { type: 'string', default: '3' },
    rate: { type: 'string', default: '10' },
    'by-function': { type: 'boolean', default: false },
    units: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const MILLION = 1_000_000;
const NAME_WIDTH = 34;
const CELL_WIDTH = 10;

/** What a function, or several, used for all orders. */
type Share = Readonly<{ fn: string; bill: Bill; counts: Counts }>;

const NO_BILL: Bill = {
  tables: 0,
  indexes: 0,
  functions: 0,
  gateway: 0,
  messages: 0,
  mail: 0,
  logs: 0,
  tracing: 0,
};
const UNIT_NAMES = [
  'calls',
  'http',
  'requests',
  'writes',
  'indexes',
  'reads',
  'publishes',
  'queues',
  'mails',
  'providers',
];

if (values.help) console.log(HELP);
else {
  const trade = { orders: number('orders'), lines: number('lines'), rate: number('rate') };
  const company = await Company.gather({ workers: 1 });
  try {
    print(await company.countLives(trade), trade.orders);
  } finally {
    await company.leave();
  }
}

function print(stages: readonly Stage[], orders: number): void {
  console.log(
    values.units
      ? 'What an order uses: calls, requests, and units of 1 KB written and 4 KB read\n'
      : `US dollars for a million orders, list prices of ${PRICED_ON}, without what costs the same for none (storage, schedules, alarms)\n`,
  );
  console.log(row('', values.units ? UNIT_NAMES : [...Object.keys(NO_BILL), 'own']));
  const all: Share[] = [];
  for (const { name, uses } of stages) {
    const shares = uses.map(([fn, use]): Share => ({
      fn,
      bill: billOf(use, use.memoryMegabytes / 1024),
      counts: use,
    }));
    all.push(...shares);
    show(name, shares, orders);
    if (values['by-function'])
      for (const [fn, own] of dearest(shares, ({ fn }) => fn)) show(`  ${fn}`, own, orders);
  }
  show('a whole life', all, orders);
  console.log();
  for (const [service, shares] of dearest(all, ({ fn }) => fn.split(' ')[0] ?? ''))
    show(service, shares, orders);
  const keys = (TOKENS_AN_ORDER * PRICES.signature * MILLION).toFixed(2);
  if (!values.units)
    console.log(
      `\nKeys are no part of it: KMS signs a token for each visit, $${keys} for a million; a key of the stage is asked by the hour.`,
    );
  console.log('\nThe dearest:');
  for (const [fn, shares] of dearest(all, ({ fn }) => fn).slice(0, 3)) show(fn, shares, orders);
}

/** Shares by something they have in common, the dearest first. */
function dearest(
  shares: readonly Share[],
  by: (share: Share) => string,
): readonly (readonly [string, readonly Share[]])[] {
  const cost = (some: readonly Share[]): number => some.reduce((sum, { bill }) => sum + ownCost(bill), 0);
  return [...Map.groupBy(shares, by)].toSorted(([, a], [, b]) => cost(b) - cost(a));
}

function show(name: string, shares: readonly Share[], orders: number): void {
  const counts = sumOf(
    shares.map((share) => share.counts),
    NO_COUNTS,
  );
  const bill = sumOf(
    shares.map((share) => share.bill),
    NO_BILL,
  );
  const cells = values.units
    ? Object.values(counts).map((count) => count / orders)
    : [...Object.values(bill), ownCost(bill)].map((dollars) => (dollars / orders) * MILLION);
  console.log(
    row(
      name,
      cells.map((cell) => cell.toFixed(2)),
    ),
  );
}

function row(name: string, cells: readonly string[]): string {
  return `${name.padEnd(NAME_WIDTH)}${cells.map((cell) => cell.padStart(CELL_WIDTH)).join('')}`;
}

function number(name: 'orders' | 'lines' | 'rate'): number {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`--${name} is "${values[name]}"; give a whole number from 1 on.\n\n${HELP}`);
  return value;
}

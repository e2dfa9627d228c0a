import { parseArgs } from 'node:util';
import { Company, type Stage } from '@cartless/simulation';
import { addBills, type Bill, billOf, ownCost } from './cost/bill.ts';
import { PRICED_ON } from './cost/prices.ts';

const HELP = `What orders cost on AWS, from placing to completion: the shop's own functions are played, and what they use is priced.

  pnpm cost                       200 orders of three lines, ten a second
  pnpm cost --orders 500 --lines 1 --rate 100
  pnpm cost --by-function         which function takes what`;

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '200' },
    lines: { type: 'string', default: '3' },
    rate: { type: 'string', default: '10' },
    'by-function': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const MILLION = 1_000_000;
const NOTHING: Bill = { tables: 0, indexes: 0, functions: 0, gateway: 0, messages: 0, mail: 0, logs: 0 };
const COLUMNS = Object.keys(NOTHING) as (keyof Bill)[];

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
    `US dollars for a million orders, list prices of ${PRICED_ON}, without what waits for nothing (storage, schedules, alarms)\n`,
  );
  console.log(row('', [...COLUMNS, 'own']));
  let whole = NOTHING;
  const services = new Map<string, Bill>();
  const functions = new Map<string, Bill>();
  for (const { name, uses } of stages) {
    const bills = uses.map(([fn, use]) => [fn, billOf(use, use.memoryMegabytes / 1024)] as const);
    const bill = bills.reduce((sum, [, one]) => addBills(sum, one), NOTHING);
    whole = addBills(whole, bill);
    for (const [fn, one] of bills) {
      const [service = ''] = fn.split(' ');
      services.set(service, addBills(services.get(service) ?? NOTHING, one));
      functions.set(fn, addBills(functions.get(fn) ?? NOTHING, one));
    }
    show(name, bill, orders);
    if (values['by-function'])
      for (const [fn, one] of bills.toSorted(([, a], [, b]) => ownCost(b) - ownCost(a)))
        show(`  ${fn}`, one, orders);
  }
  show('a whole life', whole, orders);
  console.log();
  for (const [service, bill] of services) show(service, bill, orders);
  const dearest = [...functions].toSorted(([, a], [, b]) => ownCost(b) - ownCost(a)).slice(0, 3);
  console.log(
    `\nThe dearest: ${dearest.map(([fn, bill]) => `${fn} ${dollars(ownCost(bill), orders)}`).join(', ')}`,
  );
}

function show(name: string, bill: Bill, orders: number): void {
  const cells = [...COLUMNS.map((column) => bill[column]), ownCost(bill)];
  console.log(
    row(
      name,
      cells.map((cell) => dollars(cell, orders)),
    ),
  );
}

/** For a million orders. */
function dollars(amount: number, orders: number): string {
  return ((amount / orders) * MILLION).toFixed(2);
}

function row(name: string, cells: readonly string[]): string {
  return `${name.padEnd(34)}${cells.map((cell) => cell.padStart(10)).join('')}`;
}

function number(name: 'orders' | 'lines' | 'rate'): number {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`--${name} is "${values[name]}"; give a whole number from 1 on.\n\n${HELP}`);
  return value;
}

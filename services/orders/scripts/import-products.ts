import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { documentClient, dynamoItems } from '@cartless/aggregate/dynamodb';
import { sell } from '../src/catalogue/product-change.ts';
import { productStore } from '../src/catalogue/product-store.ts';
import { ORDERS_TABLE } from '../src/orders-table.ts';
import { fromCells, type Imported, readRow } from './import-row.ts';
import { readCsv } from './read-csv.ts';

const USAGE = `Puts products of a file on sale. Those whose id is there already stay as they are.

  pnpm --filter @cartless/orders import-products <file.csv|file.json> --table cartless-dev-orders [--currency CNY]

A CSV file names its columns in the first line: productId, title_en, title_zh, description_en, description_zh,
category, amount (minor units), cost (of one unit to the shop, the same), currency, stock, images (separated by |), lowAt, buckets, limitUnits and limitDays (of one shopper), options and variants (JSON as in POST /products). A JSON
file is a list of bodies of POST /products, each with a productId.`;
const LANES = 8;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { table: { type: 'string' }, currency: { type: 'string', default: 'CNY' } },
});
const [file] = positionals;
const { table, currency } = values;
if (file === undefined || table === undefined) {
  console.error(USAGE);
  process.exit(2);
}

const bad: string[] = [];
const good = readFile(file).flatMap(({ where, row }): Imported[] => {
  const read = readRow(row, currency, Date.now());
  if (typeof read !== 'string') return [read];
  bad.push(`${where}: ${read}`);
  return [];
});

const products = productStore(dynamoItems(documentClient(), table, ORDERS_TABLE));
let created = 0;
for (let i = 0; i < good.length; i += LANES) {
  const lane = good.slice(i, i + LANES);
  const answers = await Promise.all(
    lane.map(({ product, stock }) => products.create(() => sell(product, stock, 'import', Date.now()))),
  );
  created += answers.filter((answer) => answer.created).length;
  showProgress(Math.min(i + LANES, good.length), good.length);
}
console.log(
  `\n${created} products are new, ${good.length - created} were there already, ${bad.length} lines are bad`,
);
for (const line of bad) console.error(line);
process.exitCode = bad.length > 0 ? 1 : 0;

function readFile(path: string): { where: string; row: unknown }[] {
  const text = readFileSync(path, 'utf8');
  if (path.endsWith('.json')) {
    return (JSON.parse(text) as unknown[]).map((row, i) => ({ where: `entry ${i + 1}`, row }));
  }
  return readCsv(text).map(({ line, fields }) => ({ where: `line ${line}`, row: fromCells(fields) }));
}

function showProgress(done: number, all: number): void {
  const width = 30;
  const filled = Math.round((done / all) * width);
  process.stdout.write(`\r[${'#'.repeat(filled)}${' '.repeat(width - filled)}] ${done}/${all}`);
}

import { spawn, spawnSync } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { startDynamodb } from '@cartless/local-aws/dynamodb';
import { setEnvironment, testTable } from '@cartless/testing';
import type { Items } from '@cartless/aggregate';
import { documentClient, dynamoItems } from '@cartless/aggregate/dynamodb';
import { sell as sellProduct } from '../src/catalogue/product-change.ts';
import { productStore } from '../src/catalogue/product-store.ts';
import { ORDERS_TABLE } from '../src/orders-table.ts';
import type { Product } from '../src/catalogue/product.ts';
import { SHANGHAI } from '../test/addresses.ts';
import { DEFAULT_LIMITS_TEXT } from '../test/order-limits.ts';
import { aProduct } from '../test/products.ts';

const PIN = 'taskset';
const PINNED = spawnSync(PIN, ['-V']).status === 0;

/** Ties this process to one core where the system can, so that driver and shop do not chase each other around. */
export function pinTo(core: number): void {
  if (PINNED) spawnSync(PIN, ['-pc', String(core), String(process.pid)]);
}

/** A DynamoDB Local with the service's table, and the service's handlers behind HTTP on a core of their own. */
export async function openBenchShop(core: number) {
  const dynamodb = await startDynamodb({ port: await freePort(), log: () => undefined });
  setEnvironment({
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.url,
    AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9',
  });
  const table = await testTable(new URL('../infra/tables.yml', import.meta.url), 'OrdersTable', {
    stream: true,
  });
  const client = documentClient();
  const store = { client, table: table.name };
  const server = await startServer(core, table.name);
  return {
    store,
    items: dynamoItems(client, table.name, ORDERS_TABLE),
    url: server.url,
    cpu: async () => (await (await fetch(`${server.url}/cpu`)).json()) as NodeJS.CpuUsage,
    async close(): Promise<void> {
      server.stop();
      client.destroy();
      await table.drop();
      await dynamodb.stop();
    },
  };
}

async function startServer(core: number, table: string) {
  const script = new URL('./shop-server.ts', import.meta.url).pathname;
  const [command, args] = PINNED
    ? [PIN, ['-c', String(core), process.execPath, script]]
    : [process.execPath, [script]];
  const child = spawn(command, args, {
    env: {
      ...process.env,
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      NODE_NO_WARNINGS: '1',
      DB_TABLE_ORDERS: table,
      CURRENCY: 'CNY',
      PAY_WITHIN_SECONDS: '900',
      SHIPPING_RULES: '{"default":{"fee":1000,"freeFrom":9900}}',
      TAX_RULES: '{"default":0}',
      ORDER_LIMITS: DEFAULT_LIMITS_TEXT,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line) => resolve(String(line).trim()));
    child.once('exit', (code) => reject(new Error(`the shop ended with ${code} before it was ready`)));
  });
  return { url: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}

/** Puts a product on sale. */
export async function sell(
  items: Items,
  productId: `prd_${string}`,
  stock: number,
  buckets = 1,
): Promise<Product> {
  const product = aProduct({ productId, buckets });
  return (await productStore(items).create(() => sellProduct(product, stock, 'bench'))).state;
}

/** The request of a shopper who orders one of each product. */
export const orderRequest = (products: readonly Product[]): RequestInit => ({
  method: 'POST',
  headers: { 'idempotency-key': crypto.randomUUID(), 'x-shopper': `usr_${crypto.randomUUID().slice(0, 13)}` },
  body: JSON.stringify({
    items: products.map(({ productId, price }) => ({ productId, quantity: 1, unitPrice: price })),
    shippingAddress: SHANGHAI,
    paymentMethod: 'card',
  }),
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

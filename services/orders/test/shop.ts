import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Item, Items } from '@cartless/aggregate';
import { documentClient, dynamoItems } from '@cartless/aggregate/dynamodb';
import type { DomainEvent, UserId } from '@cartless/domain';
import { PUBLICATIONS } from '../src/relay/publications.ts';
import {
  apiEvent,
  asFunction,
  eventsOf,
  lambdaContext,
  setEnvironment,
  setSecrets,
  testTable,
  type TestTable,
  newestOf,
} from '@cartless/testing';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { productStore } from '../src/catalogue/product-store.ts';
import { sell } from '../src/catalogue/product-change.ts';
import { orderKey, ORDERS_TABLE, stockKey } from '../src/orders-table.ts';
import { type Orders, orderStore } from '../src/ordering/order-store.ts';
import type { Ground } from '../src/service.ts';
import type { Order } from '../src/ordering/order.ts';
import { SHANGHAI } from './addresses.ts';
import { ROOMY_LIMITS } from './order-limits.ts';
import { INVOICE_TERMS } from './invoices.ts';
import type { VariantFields } from '../src/catalogue/vary.ts';
import { aProduct, aShirt } from './products.ts';
import { availabilityOf, type Product } from '../src/catalogue/product.ts';

type Handler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;
type Call = Parameters<typeof apiEvent>[0];

export type Answer = Readonly<{
  status: number;
  headers: Record<string, unknown>;
  body: Record<string, unknown>;
}>;

export { SHANGHAI };

/** The folder of the service. */
export const SERVICE = join(import.meta.dirname, '..');

export const WEBHOOK_SECRET = 'whsec_of_the_tests_of_orders';

/** A shop with an empty table of its own; metered where a test counts request units, which takes its time. */
export async function openShop({ metered = false } = {}): Promise<Shop> {
  const table = await testTable(new URL('../infra/tables.yml', import.meta.url), 'OrdersTable');
  setEnvironment({
    STAGE: 'test',
    POWERTOOLS_METRICS_DISABLED: 'true',
    SERVICE_VERSION: '0.0.0',
    DB_TABLE_ORDERS: table.name,
    CURRENCY: 'CNY',
    PAY_WITHIN_SECONDS: '900',
    UNDELIVERED_DEFAULT_DAYS: '7',
    UNDELIVERED_KEEP_FEE: 'false',
    SHIPPING_RULES: JSON.stringify({ default: { fee: 1000, freeFrom: 9900 }, places: {} }),
    TAX_RULES: JSON.stringify({ default: 1300, categories: { books: 900 } }),
    ORDER_LIMITS: JSON.stringify(ROOMY_LIMITS),
    SELLER: JSON.stringify(INVOICE_TERMS.seller),
    TIME_ZONE: INVOICE_TERMS.zone,
    INVOICE_YEARS: String(INVOICE_TERMS.years),
    SITE_URL: 'http://localhost:4000',
    STRIPE_API_URL: '',
    DISPUTES_QUEUE_URL: '',
    MAIL_FROM: 'shop@example.com',
    APP_NAME: 'Cartless',
  });
  await setSecrets('orders', {
    'stripe-secret-key': 'sk_test_of_the_tests_of_orders',
    'stripe-webhook-secret': WEBHOOK_SECRET,
  });
  return new Shop(table, metered ? table.client : documentClient());
}

export class Shop {
  readonly table: TestTable;
  readonly items: Items;
  readonly orders: Orders;
  readonly ground: Ground;

  constructor(table: TestTable, client: TestTable['client']) {
    this.table = table;
    this.items = dynamoItems(client, table.name, ORDERS_TABLE);
    this.orders = orderStore(this.items);
    this.ground = { items: this.items, now: () => new Date(), random: Math.random };
  }

  /** Puts a product on sale and returns it. */
  async product(given: Partial<Product> & { stock?: number; amount?: number } = {}): Promise<Product> {
    const { stock = 10, amount = 5000, ...rest } = given;
    const product = aProduct({
      productId: `prd_${randomUUID().slice(0, 13)}`,
      price: { amount, currency: 'CNY' },
      availability: availabilityOf(stock, 2),
      ...rest,
    });
    const { state } = await productStore(this.items).create(() => sell(product, stock, 'system'));
    return state;
  }

  /** A linen shirt in some variants; see {@link aShirt}. */
  async shirt(variants: readonly VariantFields[], more: Partial<Product> = {}): Promise<Product> {
    const { product, units } = aShirt(`prd_${randomUUID().slice(0, 13)}`, variants, more);
    const { state } = await productStore(this.items).create(() => sell(product, units, 'system'));
    return state;
  }

  async call(handler: Handler, call: Call): Promise<Answer> {
    const {
      statusCode = 0,
      headers = {},
      body,
    } = await asFunction(SERVICE, handler.name, () => handler(apiEvent(call), lambdaContext()));
    return { status: statusCode, headers, body: body ? (JSON.parse(body) as Answer['body']) : {} };
  }

  item = (key: Readonly<{ pk: string; sk: string }>): Promise<Item | undefined> =>
    this.items.get(key, { consistent: true });

  order = (orderId: string): Promise<Order> => this.orders.read(orderId);

  /** The events that the last write of an order told, in every version. */
  async told(orderId: string): Promise<readonly DomainEvent[]> {
    return eventsIn((await this.item(orderKey(orderId))) ?? {});
  }

  /** The same as they would reach this service. */
  async events(orderId: string): Promise<readonly DomainEvent[]> {
    return newestOf(await this.told(orderId));
  }

  /** What all buckets of a product hold. */
  async available({ productId, buckets }: Product): Promise<number> {
    const items = await Promise.all(
      Array.from({ length: buckets }, (_, bucket) => this.item(stockKey(productId, bucket))),
    );
    return items.reduce((sum, item) => sum + Number(item?.['n']), 0);
  }

  async everything(): Promise<readonly Item[]> {
    const items: Item[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const scan = new ScanCommand({
        TableName: this.table.name,
        ConsistentRead: true,
        ExclusiveStartKey: start,
      });
      const page = await this.table.client.send(scan);
      items.push(...(page.Items ?? []));
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
    return items;
  }

  async everyOrder(): Promise<readonly Order[]> {
    return (await this.everything()).filter(({ sk }) => sk === 'order').map(this.orders.decode);
  }

  close(): Promise<void> {
    return this.table.drop();
  }
}

export const eventsIn = (item: Item | undefined): readonly DomainEvent[] => eventsOf(item, PUBLICATIONS);

/** A worker with the rights of its function, as it has them on AWS. */
export const withRights =
  <Given extends unknown[], Answer>(key: string, handler: (...given: Given) => Answer) =>
  (...given: Given): Answer =>
    asFunction(SERVICE, key, () => handler(...given));

export const aUser = (): UserId => `usr_${randomUUID().slice(0, 13)}`;

/** The body of `POST /orders` for some products. */
export const orderBody = (
  lines: readonly Readonly<{ product: Product; quantity?: number }>[],
  more: Readonly<Record<string, unknown>> = {},
) => ({
  items: lines.map(({ product, quantity = 1 }) => ({
    productId: product.productId,
    quantity,
    unitPrice: product.price,
  })),
  shippingAddress: SHANGHAI,
  paymentMethod: 'card',
  ...more,
});

/** A queue of its own in the emulator, and what was put into it. */
export async function testQueue() {
  const client = new SQSClient({ useQueueUrlAsEndpoint: false });
  const { QueueUrl: url = '' } = await client.send(
    new CreateQueueCommand({ QueueName: `test-${randomUUID()}` }),
  );
  return {
    url,
    /** What it holds; what was taken is gone, however long the test goes on. */
    async take(): Promise<readonly string[]> {
      const receive = new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 });
      const { Messages = [] } = await client.send(receive);
      for (const { ReceiptHandle } of Messages)
        await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
      return Messages.map(({ Body = '' }) => Body);
    },
  };
}

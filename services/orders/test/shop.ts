import { randomUUID } from 'node:crypto';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { type DomainEvent, fromOutbox, type OutboxEntry, type UserId } from '@cartless/domain';
import { documentClient } from '@cartless/dynamodb';
import { apiEvent, lambdaContext, outboxOf, testTable, type TestTable } from '@cartless/testing';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { createProduct } from '../src/adapters/create-product.ts';
import { orderKey, stockKey } from '../src/adapters/keys.ts';
import { ORDER_PUBLICATIONS } from '../src/adapters/order-events.ts';
import { fromOrderItem } from '../src/adapters/order-item.ts';
import type { Item, Store } from '../src/adapters/store.ts';
import type { Order } from '../src/domain/order.ts';
import { availabilityOf, type Product } from '../src/domain/product.ts';

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

export const SHANGHAI = {
  recipient: '林美',
  phone: '+8613800138000',
  line1: '长乐路 88 号',
  city: '上海',
  region: '上海',
  postalCode: '200040',
  country: 'CN',
};

export const WEBHOOK_SECRET = 'whsec_test';

/** The environment that `serverless.yml` gives to the functions, for the tests of handlers. */
export function setEnvironment(table: string, more: Readonly<Record<string, string>> = {}): void {
  Object.assign(process.env, {
    STAGE: 'test',
    POWERTOOLS_METRICS_DISABLED: 'true',
    SERVICE_VERSION: '0.0.0',
    DB_TABLE_ORDERS: table,
    CURRENCY: 'CNY',
    PAY_WITHIN_SECONDS: '900',
    SHIPPING_RULES: JSON.stringify({ default: { fee: 1000, freeFrom: 9900 }, places: {} }),
    SITE_URL: 'http://localhost:4000',
    STRIPE_SECRET_KEY: 'sk_test_local',
    STRIPE_API_URL: '',
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    MAIL_FROM: 'shop@example.com',
    APP_NAME: 'Cartless',
    ...more,
  });
}

/** A shop with an empty table of its own; metered where a test counts request units, which takes its time. */
export async function openShop({ metered = false } = {}): Promise<Shop> {
  const table = await testTable(new URL('../infra/tables.yml', import.meta.url), 'OrdersTable');
  setEnvironment(table.name);
  return new Shop(table, metered ? table.client : documentClient());
}

export class Shop {
  readonly table: TestTable;
  readonly store: Store;

  constructor(table: TestTable, client: Store['client']) {
    this.table = table;
    this.store = { client, table: table.name };
  }

  /** Puts a product on sale and returns it. */
  async product(given: Partial<Product> & { stock?: number; amount?: number } = {}): Promise<Product> {
    const { stock = 10, amount = 5000, ...rest } = given;
    const product: Product = {
      productId: `prd_${randomUUID().slice(0, 13)}`,
      title: { en: 'Desk lamp', 'zh-CN': '台灯' },
      description: { en: 'A lamp.', 'zh-CN': '一盏灯。' },
      category: 'home.lighting',
      price: { amount, currency: 'CNY' },
      images: [],
      attributes: {},
      active: true,
      version: 1,
      createdAt: Date.now(),
      buckets: 1,
      lowAt: 2,
      availability: availabilityOf(stock, 2),
      ...rest,
    };
    await createProduct(this.store, product, stock);
    return product;
  }

  async call(handler: Handler, call: Call): Promise<Answer> {
    const { statusCode = 0, headers = {}, body } = await handler(apiEvent(call), lambdaContext());
    return { status: statusCode, headers, body: body ? (JSON.parse(body) as Answer['body']) : {} };
  }

  async item(key: Readonly<{ pk: string; sk: string }>): Promise<Item | undefined> {
    const get = new GetCommand({ TableName: this.table.name, Key: key, ConsistentRead: true });
    return (await this.store.client.send(get)).Item;
  }

  async order(orderId: string): Promise<Order> {
    const item = await this.item(orderKey(orderId));
    if (item === undefined) throw new Error(`${orderId} is not stored`);
    return fromOrderItem(item);
  }

  /** The events that the last write of an order told, as the relay would publish them. */
  async events(orderId: string): Promise<readonly DomainEvent[]> {
    const item = (await this.item(orderKey(orderId))) ?? {};
    return eventsIn(item);
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
    let start: Item | undefined;
    do {
      const scan = new ScanCommand({
        TableName: this.table.name,
        ConsistentRead: true,
        ExclusiveStartKey: start,
      });
      const page = await this.store.client.send(scan);
      items.push(...(page.Items ?? []));
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
    return items;
  }

  async orders(): Promise<readonly Order[]> {
    return (await this.everything()).filter(({ sk }) => sk === 'order').map(fromOrderItem);
  }

  close(): Promise<void> {
    return this.table.drop();
  }
}

export function eventsIn(item: Item): readonly DomainEvent[] {
  return outboxOf(item).map((entry: OutboxEntry) => {
    const publication = ORDER_PUBLICATIONS.find(({ contract }) => contract.type === entry.type);
    if (publication === undefined) throw new Error(`nothing publishes ${entry.type}`);
    return fromOutbox(entry, publication.contract, publication.project?.(item));
  });
}

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
    async take(): Promise<readonly string[]> {
      const receive = new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 });
      return ((await client.send(receive)).Messages ?? []).map(({ Body = '' }) => Body);
    },
  };
}

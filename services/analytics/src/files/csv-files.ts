import type { listing } from '../order-lists/order-lists-service.ts';
import { nameOfPeriod, periodOf } from '../calendar/period.ts';
import { CombinationSenseless } from '../reports/errors.ts';
import { type Figure, isMoney, type Metric } from '../reports/metric.ts';
import type { summarising } from '../reports/reports-service.ts';
import { collectOrders } from './collect-orders.ts';
import { type Cell, decimal, writeCsv } from './write-csv.ts';

type Summaries = ReturnType<typeof summarising>;
type OrderLists = ReturnType<typeof listing>;
type Ports = Readonly<{ summaries: Summaries; orderLists: OrderLists; currency: string; now: () => Date }>;
type Order = Awaited<ReturnType<OrderLists>>['items'][number];
type Query = Parameters<OrderLists>[0] &
  Parameters<Summaries>[0] &
  Readonly<{ report: 'summary' | 'orders'; bom: 'true' | 'false'; cursor?: string | undefined }>;
type File = Readonly<{ name: string; text: string; nextCursor: string | null }>;

/** Reports as files. */
export const csvFiles =
  (ports: Ports) =>
  (query: Query): Promise<File> =>
    query.report === 'orders' ? ordersFile(ports, query) : summaryFile(ports, query);

async function summaryFile({ summaries, currency, now }: Ports, { bom, ...query }: Query): Promise<File> {
  refuseOthers('summary', query, ['status', 'minTotal', 'maxTotal', 'cursor', 'compare']);
  const { rows, totals } = await summaries(query);
  const groups = query.groupBy?.split(',') ?? ['range'];
  const metrics = Object.entries(totals) as [Metric, Figure][];
  const isTimed = rows.some((row) => row.from !== undefined);
  const hasTitles = rows.some((row) => row.title !== undefined);
  const names = [...groups, ...(isTimed ? ['from', 'to'] : []), ...(hasTitles ? ['title', 'category'] : [])];
  const header = [...names, ...metrics.map(([name]) => titleOf(name, currency))];
  const lines = rows.map((row) => [
    ...(groups.length > 1 ? groups.map((group) => row.keys?.[group]) : [row.key]),
    ...(isTimed ? [row.from, row.to] : []),
    ...(hasTitles ? [row.title, row.category] : []),
    ...metrics.map(([name]) => cellOf(row[name])),
  ]);
  const padding = names.slice(1).map(() => null);
  const last = ['total', ...padding, ...metrics.map(([, total]) => cellOf(total))];
  const text = writeCsv(header, [...lines, last], bom === 'true');
  const name = fileName(`summary-${groups.join('-')}`, query, now());
  return { name, text, nextCursor: null };
}

async function ordersFile(
  { orderLists, currency, now }: Ports,
  { bom, cursor, ...query }: Query,
): Promise<File> {
  refuseOthers('orders', query, ['city', 'metrics', 'groupBy', 'compare']);
  const { orders, nextCursor } = await collectOrders((from, limit) => orderLists(query, from, limit), cursor);
  const header = [
    'orderId',
    'orderNumber',
    'status',
    'placedAt',
    'paidAt',
    `total (${currency})`,
    `refunded (${currency})`,
    'units',
    'region',
    'paymentMethod',
    'products',
    'categories',
  ];
  const text = writeCsv(header, orders.map(orderCells), bom === 'true');
  return {
    name: fileName('orders', query, now()),
    text,
    nextCursor,
  };
}

const orderCells = (order: Order): Cell[] => [
  order.orderId,
  order.orderNumber,
  order.status,
  order.placedAt,
  order.paidAt,
  decimal(order.total),
  decimal(order.refunded),
  order.units,
  order.region,
  order.paymentMethod,
  order.products.join(' '),
  order.categories.join(' '),
];

const titleOf = (metric: Metric, currency: string): string =>
  isMoney(metric) ? `${metric} (${currency})` : metric;

const cellOf = (value: Figure | undefined): Cell =>
  typeof value === 'object' && value !== null ? decimal(value) : value;

/** The range that was asked for, as the answer has it. */
const fileName = (report: string, query: Parameters<typeof periodOf>[0], now: Date): string =>
  `${report}-${nameOfPeriod(periodOf(query, now))}.csv`;

/** A parameter that means nothing for the asked file is a mistake that would go unseen. */
function refuseOthers(report: string, query: object, names: readonly string[]): void {
  const odd = names.find((name) => (query as Readonly<Record<string, unknown>>)[name] !== undefined);
  if (odd !== undefined) {
    throw CombinationSenseless({ details: { reason: `report=${report} takes no ${odd}.` } });
  }
}

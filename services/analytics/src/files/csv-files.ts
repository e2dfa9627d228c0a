import type { listing } from '../order-lists/order-lists-service.ts';
import { type Figure, isMoney, type Metric } from '../reports/metric.ts';
import type { summarising } from '../reports/reports-service.ts';
import { collectOrders } from './collect-orders.ts';
import { type Cell, decimal, writeCsv } from './write-csv.ts';

type Summaries = ReturnType<typeof summarising>;
type OrderLists = ReturnType<typeof listing>;
type Ports = Readonly<{ summaries: Summaries; orderLists: OrderLists; currency: string }>;
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

async function summaryFile({ summaries, currency }: Ports, { bom, ...query }: Query): Promise<File> {
  const { rows, totals, from, to } = await summaries({ ...query, compare: undefined });
  const metrics = Object.entries(totals) as [Metric, Figure][];
  const isTimed = rows.some((row) => row.from !== undefined);
  const hasTitles = rows.some((row) => row.title !== undefined);
  const names = [
    query.groupBy ?? 'range',
    ...(isTimed ? ['from', 'to'] : []),
    ...(hasTitles ? ['title', 'category'] : []),
  ];
  const header = [...names, ...metrics.map(([name]) => titleOf(name, currency))];
  const lines = rows.map((row) => [
    row.key,
    ...(isTimed ? [row.from, row.to] : []),
    ...(hasTitles ? [row.title, row.category] : []),
    ...metrics.map(([name]) => cellOf(row[name])),
  ]);
  const padding = names.slice(1).map(() => null);
  const last = ['total', ...padding, ...metrics.map(([, total]) => cellOf(total))];
  const text = writeCsv(header, [...lines, last], bom === 'true');
  return { name: fileName(`summary-${query.groupBy ?? 'range'}`, from, to), text, nextCursor: null };
}

async function ordersFile({ orderLists, currency }: Ports, { bom, cursor, ...query }: Query): Promise<File> {
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
    name: fileName('orders', query.from ?? 'last-30-days', query.to ?? 'today'),
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

const fileName = (report: string, from: string, to: string): string =>
  `${report}-${from.slice(0, 10)}-${to.slice(0, 10)}.csv`.replaceAll(/[^\w.-]/g, '-');

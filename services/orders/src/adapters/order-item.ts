import type {
  Address,
  Locale,
  OrderId,
  OrderNumber,
  OrderStatus,
  PaymentMethod,
  UserId,
} from '@cartless/domain';
import { dueOf } from '../domain/due.ts';
import type {
  Actor,
  CancelReason,
  Capture,
  Order,
  PlacedLine,
  Refund,
  ReturnRequest,
} from '../domain/order.ts';
import { idOf, orderKey } from './keys.ts';
import type { Item } from './store.ts';

/** A line as it is stored: product, quantity, unit price, title, category, and the buckets when not bucket 0 alone. */
type LineItem = Readonly<{ p: string; q: number; u: number; t: string; g: string; b?: readonly number[] }>;
type HistoryItem = Readonly<{ s: OrderStatus; t: number; b: Actor }>;

/** An order as it is stored. Names are short because an order of three lines is to fit into one write unit. */
type OrderItem = Readonly<{
  pk: string;
  u: UserId;
  no?: OrderNumber;
  st: OrderStatus;
  v: number;
  l: readonly LineItem[];
  c: string;
  f: number;
  tot: number;
  a: Address;
  pm: PaymentMethod;
  pb?: number;
  at: number;
  lo: Locale;
  nt?: string;
  k: string;
  h?: readonly HistoryItem[];
  cp?: readonly Capture[];
  rf?: readonly Refund[];
  cs?: string;
  cr?: CancelReason;
  ct?: string;
  rr?: ReturnRequest;
  la?: number;
}>;

/** Partitions of the indexes that all orders share, so that none has to take every write of the shop. */
export const SHARDS = 4;
const shardOf = (orderId: string): number => orderId.charCodeAt(orderId.length - 1) % SHARDS;

export const statusPartition = (status: OrderStatus, shard: number): string => `${status}#${shard}`;
export const duePartition = (what: 'pay' | 'complete', shard: number): string => `${what}#${shard}`;

const unlessEmpty = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined);

export function toOrderItem(order: Order): Item {
  const due = dueOf(order);
  const shard = shardOf(order.orderId);
  const item: Omit<OrderItem, 'pk'> = {
    u: order.userId,
    st: order.status,
    v: order.version,
    l: order.lines.map(toLineItem),
    c: order.currency,
    f: order.shippingFee,
    tot: order.total,
    a: order.shippingAddress,
    pm: order.paymentMethod,
    at: order.placedAt,
    lo: order.locale,
    k: order.requestHash,
    ...(order.orderNumber !== null && { no: order.orderNumber }),
    ...(order.payBy !== null && { pb: order.payBy }),
    ...(order.note !== undefined && { nt: order.note }),
    ...(order.session !== undefined && { cs: order.session }),
    ...(order.cancelReason !== undefined && { cr: order.cancelReason }),
    ...(order.cancelText !== undefined && { ct: order.cancelText }),
    ...(order.returnRequest !== undefined && { rr: order.returnRequest }),
    ...(order.lostAt !== undefined && { la: order.lostAt }),
  };
  return {
    ...orderKey(order.orderId),
    ...item,
    h: unlessEmpty(order.history.map(({ status, at, by }) => ({ s: status, t: at, b: by }))),
    cp: unlessEmpty(order.captures),
    rf: unlessEmpty(order.refunds),
    x: statusPartition(order.status, shard),
    ...(due && { dq: duePartition(due.what, shard), due: due.at }),
  };
}

export function fromOrderItem(stored: Item): Order {
  const item = stored as OrderItem;
  return {
    orderId: idOf(item.pk) as OrderId,
    userId: item.u,
    orderNumber: item.no ?? null,
    status: item.st,
    version: item.v,
    lines: item.l.map((line) => fromLineItem(line, item.c)),
    currency: item.c,
    shippingFee: item.f,
    total: item.tot,
    shippingAddress: item.a,
    paymentMethod: item.pm,
    payBy: item.pb ?? null,
    placedAt: item.at,
    locale: item.lo,
    requestHash: item.k,
    history: (item.h ?? []).map(({ s, t, b }) => ({ status: s, at: t, by: b })),
    captures: item.cp ?? [],
    refunds: item.rf ?? [],
    ...(item.nt !== undefined && { note: item.nt }),
    ...(item.cs !== undefined && { session: item.cs }),
    ...(item.cr !== undefined && { cancelReason: item.cr }),
    ...(item.ct !== undefined && { cancelText: item.ct }),
    ...(item.rr !== undefined && { returnRequest: item.rr }),
    ...(item.la !== undefined && { lostAt: item.la }),
  };
}

function toLineItem({ productId, quantity, unitPrice, title, category, draws }: PlacedLine): LineItem {
  const plain = draws.length === 1 && draws[0]?.bucket === 0;
  return {
    p: productId,
    q: quantity,
    u: unitPrice.amount,
    t: title,
    g: category,
    ...(!plain && { b: draws.flatMap((draw) => [draw.bucket, draw.quantity]) }),
  };
}

function fromLineItem({ p, q, u, t, g, b }: LineItem, currency: string): PlacedLine {
  const pairs = b ?? [0, q];
  const draws = pairs.flatMap((bucket, i) => (i % 2 === 0 ? [{ bucket, quantity: pairs[i + 1] ?? 0 }] : []));
  return {
    productId: p as PlacedLine['productId'],
    title: t,
    category: g,
    quantity: q,
    unitPrice: { amount: u, currency },
    draws,
  };
}

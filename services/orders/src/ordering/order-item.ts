import {
  type Address,
  fromPackingList,
  type Locale,
  type OrderId,
  type OrderNumber,
  type OrderStatus,
  type PackingList,
  type PaymentMethod,
  toPackingList,
  type UserId,
} from '@cartless/domain';
import type { Item } from '@cartless/aggregate';
import { type Due, dueOf } from './due.ts';
import type { Dispute } from '../disputes/dispute.ts';
import { disputeIndexes } from '../disputes/dispute-item.ts';
import type {
  Actor,
  CancelReason,
  Capture,
  Counts,
  HistoryEntry,
  Order,
  PlacedLine,
  Refund,
  UsedPromotion,
} from './order.ts';
import type { Buyer } from '../invoices/buyer.ts';
import {
  fromMissing,
  fromParcelAttributes,
  fromUnanswered,
  heardLost,
  type MissingAttributes,
  type ParcelAttributes,
  toMissing,
  toParcelAttributes,
  toUnanswered,
  type UnansweredAttributes,
} from '../parcels/parcel-attributes.ts';
import { idOf } from '../orders-table.ts';
import { type ReturnAttributes, returnAttributes, returnsIn } from '../returns/return-item.ts';
import type { OrderTax } from '../tax/order-tax.ts';

/**
 * A line as it is stored: product, variant, quantity, unit price, title, how much of it is the
 * product's name when there is more, category, the buckets when not bucket 0 alone, and for how
 * many days it counts against its shopper's limit (0 for ever), its discount, what one unit costs
 * the shop, names and values of its options by turns, and how it is packed.
 */
type LineItem = Readonly<{
  p: string;
  v?: string;
  q: number;
  u: number;
  t: string;
  n?: number;
  g: string;
  b?: readonly number[];
  m?: number;
  d?: number;
  k?: number;
  o?: readonly string[];
  w?: PackingList;
}>;

/** The promotion of an order as it is stored: code, whether it has uses in all, and how long one of a shopper counts. */
type PromotionItem = Readonly<{ c: string; l?: true; m?: number }>;

type HistoryItem = Readonly<{ s: OrderStatus; t: number; b: Actor; y?: HistoryEntry['why'] }>;

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
  pu?: number;
  ed?: true;
  cs?: string;
  cr?: CancelReason;
  ct?: string;
  la?: number;
  pr?: PromotionItem;
  kd?: number;
  dp?: readonly Dispute[];
  fa?: readonly string[];
  tx?: readonly number[];
  iv?: Buyer;
  ps?: readonly ParcelAttributes[];
  db?: number;
  ac?: NonNullable<Order['readdress']>;
  ua?: readonly UnansweredAttributes[];
  ms?: readonly MissingAttributes[];
}> &
  ReturnAttributes;

/** Partitions of the indexes that all orders share, so that none has to take every write of the shop. */
export const SHARDS = 4;
const shardOf = (orderId: string): number => orderId.charCodeAt(orderId.length - 1) % SHARDS;

export const statusPartition = (status: OrderStatus, shard: number): string => `${status}#${shard}`;
export const duePartition = (what: Due['what'], shard: number): string => `${what}#${shard}`;

/** The partition of the orders that owe money: few at any time, so one is enough. */
export const OPEN_REFUNDS = 'open';

const unlessEmpty = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined);

/** The attributes by which an order stands in the indexes: its state, and what is due for it. */
export function orderIndexes(order: Order): Item {
  const due = dueOf(order);
  const shard = shardOf(order.orderId);
  const open = order.refunds.filter(({ doneAt }) => doneAt === undefined).map(({ owedAt }) => owedAt);
  return {
    x: statusPartition(order.status, shard),
    ...(due && { dq: duePartition(due.what, shard), due: due.at }),
    ...(open.length > 0 && { rq: OPEN_REFUNDS, ro: Math.min(...open) }),
    ...disputeIndexes(order.disputes),
  };
}

export function toOrderItem(order: Order): Item {
  const { cancelled } = { cancelled: undefined, ...order };
  const parcels = order.parcels.map(toParcelAttributes);
  const item: Omit<OrderItem, 'pk' | 'v'> = {
    u: order.userId,
    st: order.status,
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
    ...(order.pageUntil !== undefined && { pu: order.pageUntil }),
    ...(order.erasureDue && { ed: order.erasureDue }),
    ...(order.session !== undefined && { cs: order.session }),
    ...(cancelled && { cr: cancelled.why }),
    ...(cancelled?.text !== undefined && { ct: cancelled.text }),
    ...(order.lostAt !== undefined && { la: order.lostAt }),
    ...(order.promotion && { pr: toPromotionItem(order.promotion) }),
    ...(order.deliveryKnownAt !== undefined && { kd: order.deliveryKnownAt }),
    ...(order.tax && { tx: toTaxItem(order.tax) }),
    ...(order.invoice && { iv: order.invoice }),
    ...(parcels.length > 0 && { ps: parcels }),
    ...(order.readdress && { ac: order.readdress }),
    ...(order.unanswered && { ua: order.unanswered.map(toUnanswered) }),
    ...(order.missing && { ms: order.missing.map(toMissing) }),
    ...(order.status === 'undelivered' && { db: order.decideBy }),
  };
  return {
    ...item,
    ...returnAttributes(order.returns),
    h: unlessEmpty(
      order.history.map(({ status, at, by, why }) => ({ s: status, t: at, b: by, ...(why && { y: why }) })),
    ),
    cp: unlessEmpty(order.captures),
    rf: unlessEmpty(order.refunds),
    dp: unlessEmpty(order.disputes ?? []),
    fa: unlessEmpty(order.failures ?? []),
  };
}

export function fromOrderItem(stored: Item): Order {
  const item = stored as OrderItem;
  const history = (item.h ?? []).map(({ s, t, b, y }) => ({
    status: s,
    at: t,
    by: b,
    ...(y && { why: y }),
  }));
  const kept = {
    orderId: idOf(item.pk) as OrderId,
    userId: item.u,
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
    history,
    captures: item.cp ?? [],
    refunds: item.rf ?? [],
    ...(item.nt !== undefined && { note: item.nt }),
    ...(item.pu !== undefined && { pageUntil: item.pu }),
    ...(item.ed && { erasureDue: item.ed }),
    ...(item.cs !== undefined && { session: item.cs }),
    ...(item.la !== undefined && { lostAt: item.la }),
    ...(item.pr && { promotion: fromPromotionItem(item.pr) }),
    ...(item.kd !== undefined && { deliveryKnownAt: item.kd }),
    ...(item.dp !== undefined && { disputes: item.dp }),
    ...(item.fa !== undefined && { failures: item.fa }),
    ...(item.tx && { tax: fromTaxItem(item.tx, item.l.length) }),
    ...(item.iv && { invoice: item.iv }),
    parcels: item.ps?.map(fromParcelAttributes) ?? heardLost(item),
    ...(item.ac && { readdress: item.ac }),
    ...(item.ua && { unanswered: item.ua.map(fromUnanswered) }),
    ...(item.ms && { missing: item.ms.map(fromMissing) }),
  };
  const returns = returnsIn(item, kept);
  // What a state holds was written when it was entered; the cast says so where the item's type cannot.
  return { ...kept, returns, orderNumber: item.no ?? null, ...inState(item, history) } as Order;
}

/** What exists in the order's present state only. */
function inState({ st: status, cr, ct, db }: OrderItem, history: readonly HistoryEntry[]) {
  const since = (one: OrderStatus) => history.findLast((entry) => entry.status === one)?.at;
  const at = since(status);
  if (status === 'cancelled')
    return { status, cancelled: { why: cr, at, ...(ct !== undefined && { text: ct }) } };
  if (status === 'delivered' || status === 'return-requested')
    return { status, deliveredAt: since('delivered') };
  if (status === 'undelivered') return { status, decideBy: db };
  return status === 'completed' ? { status, completedAt: at, deliveredAt: since('delivered') } : { status };
}

function toLineItem({
  productId,
  quantity,
  unitPrice,
  title,
  category,
  draws,
  ...more
}: PlacedLine): LineItem {
  const { variantId, productTitle, limit, discount, cost, options, packing } = more;
  const plain = draws.length === 1 && draws[0]?.bucket === 0;
  return {
    p: productId,
    ...(variantId !== undefined && { v: variantId }),
    q: quantity,
    u: unitPrice.amount,
    t: title,
    ...(productTitle !== undefined && { n: productTitle.length }),
    g: category,
    ...(!plain && { b: draws.flatMap((draw) => [draw.bucket, draw.quantity]) }),
    ...(limit && { m: limit.days ?? 0 }),
    ...(discount !== undefined && { d: discount }),
    ...(cost !== undefined && { k: cost }),
    ...(options && { o: options.flatMap(({ name, value }) => [name, value]) }),
    ...(packing && { w: toPackingList(packing) }),
  };
}

function fromLineItem({ p, v, q, u, t, n, g, b, m, d, k, o, w }: LineItem, currency: string): PlacedLine {
  const pairs = b ?? [0, q];
  const draws = pairs.flatMap((bucket, i) => (i % 2 === 0 ? [{ bucket, quantity: pairs[i + 1] ?? 0 }] : []));
  const options = o?.flatMap((name, i) => (i % 2 === 0 ? [{ name, value: o[i + 1] ?? '' }] : []));
  return {
    productId: p as PlacedLine['productId'],
    ...(v !== undefined && { variantId: v }),
    title: t,
    ...(n !== undefined && { productTitle: t.slice(0, n) }),
    category: g,
    quantity: q,
    unitPrice: { amount: u, currency },
    draws,
    ...(m !== undefined && { limit: countsIn(m) }),
    ...(d !== undefined && { discount: d }),
    ...(k !== undefined && { cost: k }),
    ...(options && { options }),
    ...(w && { packing: fromPackingList(w) }),
  };
}

const countsIn = (days: number): Counts => (days === 0 ? {} : { days });

const toPromotionItem = ({ code, limited, limit }: UsedPromotion): PromotionItem => ({
  c: code,
  ...(limited && { l: limited }),
  ...(limit && { m: limit.days ?? 0 }),
});

const fromPromotionItem = ({ c, l, m }: PromotionItem): UsedPromotion => ({
  code: c,
  ...(l && { limited: l }),
  ...(m !== undefined && { limit: countsIn(m) }),
});

/** What is included, and one rate when all lines have the same. */
const toTaxItem = ({ included, rates }: OrderTax): readonly number[] => [
  included,
  ...(new Set(rates).size === 1 ? rates.slice(0, 1) : rates),
];

function fromTaxItem([included = 0, ...rates]: readonly number[], lines: number): OrderTax {
  const [first = 0] = rates;
  return { included, rates: rates.length === 1 ? Array.from({ length: lines }, () => first) : rates };
}

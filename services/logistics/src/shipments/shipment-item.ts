import { fromPackingList, money, type PackingList, toPackingList } from '@cartless/domain';
import type { ParcelLine, Shipment } from './shipment.ts';
import type { TrackingEvent } from '../tracking/tracking.ts';
import type { Item } from '@cartless/aggregate';
import { orderNumberOf } from './shipment-id.ts';
import type { ShipmentSummary } from './ports.ts';

/** A scan as it is stored: an item is paid for by the byte, and there are many of these. */
type StoredEvent = Readonly<{
  t: string;
  /** What the carrier said, where that is not believed. */
  o?: string;
  s: TrackingEvent['status'];
  p?: string;
  m: string;
  r?: true;
  y?: TrackingEvent['why'];
  w?: true;
}>;

/**
 * A line as it is stored: what a release before wrote under its name, and names and values of the options by turns, how it is
 * packed, and what was paid for one, in minor units of a currency.
 */
type StoredLine = Omit<ParcelLine, 'options' | 'packing' | 'price'> &
  Readonly<{ o?: readonly string[]; w?: PackingList; m?: readonly [amount: number, currency: string] }>;

/** The scheduler's index is cut into so many partitions. */
export const DUE_SHARDS = 4;

/** Every parcel of an order lies in the order's partition. An id that is none of ours leads to where nothing lies. */
export const shipmentKey = (id: string) => ({ pk: orderNumberOf(id) ?? 'none', sk: id });

/** The attributes by which a parcel stands in the indexes: what the scheduler has to look at, and whose wish waits. */
export const shipmentIndexes = ({ id, dueAt, reship }: Shipment): Item => ({
  ...(dueAt !== undefined && { dueShard: dueShard(id) }),
  ...(reship?.state === 'requested' && { reshipQueue: 'requested' }),
});

export const toItem = ({
  id: _id,
  version: _version,
  erasedAt: _erasedAt,
  history,
  lines,
  ...rest
}: Shipment): Item => ({
  ...rest,
  lines: lines.map(toStoredLine),
  history: history.map(({ time: t, said: o, status: s, place, message: m, refused, why, waits }) => ({
    t,
    s,
    m,
    ...(o !== undefined && { o }),
    ...(place && { p: place }),
    ...(refused && { r: refused }),
    ...(why && { y: why }),
    ...(waits && { w: waits }),
  })),
});

export function fromItem(item: Item): Shipment {
  const { pk: _pk, sk, dueShard: _shard, reshipQueue: _queue, history, lines, erasure, ...rest } = item;
  const events = history as readonly StoredEvent[];
  return {
    ...rest,
    id: sk,
    lines: (lines as readonly StoredLine[]).map(fromStoredLine),
    history: events.map(({ t, o, s, p, m, r, y, w }) => ({
      time: t,
      ...(o !== undefined && { said: o }),
      status: s,
      place: p ?? null,
      message: m,
      ...(r && { refused: r }),
      ...(y && { why: y }),
      ...(w && { waits: w }),
    })),
    // Before erased parcels bore a mark of their own, this word was it.
    ...(erasure === 'done' ? { erasedAt: rest['statusAt'] } : erasure !== undefined && { erasure }),
  } as unknown as Shipment;
}

const toStoredLine = ({ options, packing, price, ...line }: ParcelLine): StoredLine => ({
  ...line,
  ...(options && { o: options.flatMap(({ name, value }) => [name, value]) }),
  ...(packing && { w: toPackingList(packing) }),
  ...(price && { m: [price.amount, price.currency] as const }),
});

function fromStoredLine({ o, w, m, ...line }: StoredLine): ParcelLine {
  const options = o?.flatMap((name, i) => (i % 2 === 0 ? [{ name, value: o[i + 1] ?? '' }] : []));
  return {
    ...line,
    ...(options && { options }),
    ...(w && { packing: fromPackingList(w) }),
    ...(m && { price: money(m[0], m[1]) }),
  };
}

/** A parcel as the lists' indexes hold it. */
export function toSummary(item: Item): ShipmentSummary {
  const { sk, orderNumber, status, createdAt, statusAt, label, reship, problem } = {
    ...(item as unknown as Shipment & { sk: Shipment['id'] }),
  };
  return {
    id: sk,
    orderNumber,
    status,
    createdAt,
    statusAt,
    carrier: label?.carrier ?? null,
    trackingNumber: label?.trackingNumber ?? null,
    reship: reship?.state ?? null,
    problem,
  };
}

/** Ids end in a small number and begin with a date; the check character between them is as good as a digest. */
function dueShard(id: string): string {
  const sum = Array.from(id, (c) => c.charCodeAt(0)).reduce((a, b) => (a * 31 + b) % 9973, 7);
  return `due#${sum % DUE_SHARDS}`;
}

import type { Shipment } from './shipment.ts';
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
  ...rest
}: Shipment): Item => ({
  ...rest,
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
  const { pk: _pk, sk, dueShard: _shard, reshipQueue: _queue, history, erasure, ...rest } = item;
  const events = history as readonly StoredEvent[];
  return {
    ...rest,
    id: sk,
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
    problem: problem?.message ?? null,
  };
}

/** Ids end in a small number and begin with a date; the check character between them is as good as a digest. */
function dueShard(id: string): string {
  const sum = Array.from(id, (c) => c.charCodeAt(0)).reduce((a, b) => (a * 31 + b) % 9973, 7);
  return `due#${sum % DUE_SHARDS}`;
}

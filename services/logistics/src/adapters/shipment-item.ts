import type { Shipment } from '../domain/shipment.ts';
import type { TrackingEvent } from '../domain/tracking.ts';
import type { ShipmentSummary } from '../application/ports.ts';

type Item = Readonly<Record<string, unknown>>;

/** A scan as it is stored: an item is paid for by the byte, and there are many of these. */
type StoredEvent = Readonly<{ t: string; s: TrackingEvent['status']; p?: string; m: string }>;

/** The scheduler's index is cut into so many partitions. */
export const DUE_SHARDS = 4;

/** Every parcel of an order lies in the order's partition. */
export const shipmentKey = ({ orderNumber, id }: Pick<Shipment, 'orderNumber' | 'id'>) => ({
  pk: orderNumber,
  sk: id,
});

/** The item of a parcel. Attributes that lead into an index are left out when they should not. */
export function toItem({ id, history, ...rest }: Shipment): Item {
  return {
    ...shipmentKey({ id, orderNumber: rest.orderNumber }),
    ...rest,
    history: history.map(({ time: t, status: s, place, message: m }) => ({
      t,
      s,
      m,
      ...(place && { p: place }),
    })),
    ...(rest.dueAt !== undefined && { dueShard: dueShard(id) }),
    ...(rest.reship?.state === 'requested' && { reshipQueue: 'requested' }),
  };
}

export function fromItem(item: Item): Shipment {
  const { pk: _pk, sk, outbox: _outbox, dueShard: _shard, reshipQueue: _queue, history, ...rest } = item;
  const events = history as readonly StoredEvent[];
  return {
    ...rest,
    id: sk,
    history: events.map(({ t, s, p, m }) => ({ time: t, status: s, place: p ?? null, message: m })),
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

import type { ShipmentId } from '@cartless/domain';
import type { OrderChange, Step } from '../ordering/order-change.ts';
import { isReady } from '../ordering/delivery.ts';
import type { Order } from '../ordering/order.ts';
import type { OrderParcel, ParcelItem, ParcelPart } from './parcel.ts';
import { tellingGoods } from './goods-moved.ts';
import { notTaken, withMissing } from './missing.ts';
import { type Deadline, onTheWay, withParcel } from './parcel-news.ts';
import { asFarAsLeft, backOnTheShelf, type Draws, leaving, shelfMoves } from './parcel-stock.ts';
import {
  areSame,
  atMost,
  itemsIn,
  itemsOf,
  less,
  plus,
  predecessorOf,
  type Units,
  unitsOf,
  waysOf,
} from './parcel-units.ts';
import { inLines } from './told-items.ts';

/** A parcel that logistics sends again, or some of it. */
export type Replaced = Readonly<{
  shipmentId: ShipmentId;
  /** The goods arrived, but not as they should be. */
  arrived: boolean;
  items?: readonly ParcelItem[] | undefined;
  /** In whose place it was sent itself. */
  replaces?: ShipmentId | undefined;
  origin?: ShipmentId | undefined;
  /** What is sent again, when that is not all of it. */
  again?: readonly ParcelItem[] | undefined;
  /** The parcel in which it is; an earlier release did not say, and sent each parcel again once. */
  replacement?: ShipmentId | undefined;
}>;

/**
 * Logistics sends a parcel again by itself, or some of it: nobody decides about that here any more, and what leaves the house
 * leaves the shelf, unless the same goods go out again. It leaves also when the shelf has too few, so it gives what is left, and
 * what is missing stands at the order. Undefined when that is known or was decided here, or the order is not to be sent.
 *
 * @param left what the shelf holds of what it refused
 */
export function replaced(
  order: Order,
  told: Replaced,
  step: Step,
  deadline: Deadline,
  left: Draws = new Map(),
): OrderChange | undefined {
  if (isClosed(order)) return undefined;
  const parcel = order.parcels.find((one) => one.shipmentId === told.shipmentId) ?? unheardOf(order, told);
  if (parcel.decided !== undefined || parcel.taken) return undefined;
  const isSame = parcel.status === 'returned' && parcel.fit === true;
  const arrived = told.arrived || parcel.status === 'delivered';
  const sent = sentOf(order, parcel, told, noted(arrived, isSame));
  if (sent === undefined) return undefined;
  const next = { ...order, parcels: withParcel(order, sent) };
  const wanted = leaving(order, next);
  const also = [...asFarAsLeft(order, wanted, left), ...backOnTheShelf(order, next)];
  const short = withMissing(next, told.shipmentId, notTaken(wanted, also), deadline.heardAt);
  const moved = onTheWay(short, step, deadline);
  return tellingGoods(order, { ...moved, also: [...also, ...(moved.also ?? [])] }, step.at);
}

type Notes = Omit<ParcelPart, 'items'>;

/** The parcel with what goes again noted on it. */
function sentOf(order: Order, parcel: OrderParcel, told: Replaced, notes: Notes): OrderParcel | undefined {
  const again = told.again && inLines(order, told.again);
  if (again === undefined && parcel.parts === undefined) return { ...parcel, ...notes };
  const { replacement: by, shipmentId } = told;
  const parts = parcel.parts ?? [];
  if (by === undefined ? parts.length > 0 : parts.some((part) => part.by === by)) return undefined;
  const units = unitsOf(again ?? itemsOf(order, parcel));
  const ordered = parts.find((part) => isOrdered(part) && areSame(unitsOf(part.items), units));
  if (ordered && by !== undefined)
    return { ...parcel, parts: parts.map((part) => (part === ordered ? { ...part, by } : part)) };
  // What was heard of the new parcel alone says nothing that this does not.
  const before = { ...order, parcels: order.parcels.filter((one) => one.shipmentId !== by) };
  const free = atMost(units, waysOf(before, parcel).left);
  const ordering = parts.reduce(shrunkBy, { units: less(units, free), parts: [], given: new Map() });
  const items = itemsIn(plus(free, ordering.given));
  if (items.length === 0) return undefined;
  const part: ParcelPart = { ...notes, items, ...(by !== undefined && { by }) };
  return { ...parcel, shipmentId, parts: [...ordering.parts, part] };
}

/** Sent again by a decision of the shop, in a parcel that was not heard of yet. */
const isOrdered = ({ decided, by }: ParcelPart): boolean => decided === 'reship' && by === undefined;

type Shrunk = Readonly<{ units: Units; parts: readonly ParcelPart[]; given: Units }>;

/** What is sent again without a decision may be what was decided to be: it is sent once, and has left the shelf already. */
function shrunkBy({ units, parts, given }: Shrunk, part: ParcelPart): Shrunk {
  if (!isOrdered(part)) return { units, parts: [...parts, part], given };
  const taken = atMost(unitsOf(part.items), units);
  const items = itemsIn(less(unitsOf(part.items), taken));
  return {
    units: less(units, taken),
    parts: items.length > 0 ? [...parts, { ...part, items }] : parts,
    given: plus(given, taken),
  };
}

const isClosed = (order: Order): boolean =>
  order.status === 'cancelled' ||
  order.status === 'returned' ||
  (order.status === 'placed' && !isReady(order));

/** What is sent again has left, though that is not heard yet. */
const unheardOf = (order: Order, { shipmentId, items, replaces, origin }: Replaced): OrderParcel => ({
  shipmentId,
  status: 'dispatched',
  seen: 0,
  ...(items && { items: inLines(order, items) }),
  ...(replaces !== undefined && { replaces }),
  ...(origin !== undefined && { origin }),
});

function noted(arrived: boolean, isSame: boolean): Notes {
  if (arrived) return { taken: true };
  return { decided: 'reship', ...(isSame ? { restock: 'done' } : { taken: true, restock: 'due' }) };
}

/** A replacement that was decided here cannot be made: the decision is open again, and what was taken for it is back. */
export function unreplaced(
  order: Order,
  { shipmentId, wanted }: Readonly<{ shipmentId: ShipmentId; wanted?: readonly ParcelItem[] | undefined }>,
  step: Step,
  deadline: Deadline,
): OrderChange | undefined {
  const parcel = order.parcels.find((one) => one.shipmentId === shipmentId);
  if (parcel === undefined) return undefined;
  const undone = wanted ? withoutPart(order, parcel, inLines(order, wanted)) : withoutDecision(order, parcel);
  if (undone === undefined) return undefined;
  const moved = onTheWay({ ...order, parcels: withParcel(order, undone) }, step, deadline);
  return tellingGoods(order, { ...moved, also: shelfMoves(order, moved.state) }, step.at);
}

/** Nothing is noted of it any more: of goods that came to the shelf meanwhile, it now has those that were taken for it. */
function withoutDecision(order: Order, parcel: OrderParcel): OrderParcel | undefined {
  const isReplaced = order.parcels.some((one) => predecessorOf(order, one) === parcel);
  if (parcel.decided !== 'reship' || isReplaced) return undefined;
  const { decided: _, taken: _taken, restock: _restock, ...waits } = parcel;
  return waits;
}

function withoutPart(
  order: Order,
  parcel: OrderParcel,
  wanted: readonly ParcelItem[],
): OrderParcel | undefined {
  const { parts = [], ...kept } = parcel;
  const sent = waysOf(order, parcel).parts.filter(({ other }) => other);
  const part = parts.find(
    (one) =>
      isOrdered(one) && areSame(unitsOf(one.items), unitsOf(wanted)) && !sent.some((way) => way.part === one),
  );
  if (part === undefined) return undefined;
  const others = parts.filter((one) => one !== part);
  return { ...kept, ...(others.length > 0 && { parts: others }) };
}

import { slotOf } from '../calendar/slot.ts';
import type { Amounts } from '../roll-ups/counter.ts';
import { WHOLE } from '../roll-ups/dimension.ts';
import type { Booking } from '../roll-ups/roll-up.ts';
import { deliverBucket, shipBucket } from '../roll-ups/waiting-time.ts';
import type { OrderState } from './order-state.ts';
import type { ParcelState } from './parcel-state.ts';

/** Who carries a parcel of which no label is known. */
const NO_CARRIER = '-';
const DAY_MS = 86_400_000;

/**
 * How what the parcels of an order count moves when more is known of it. What they count is a function of the order's record, so what
 * the record before counted is taken out and what the one after counts is put in, and any order of facts ends with the same.
 */
export function parcelsMoved(before: OrderState | undefined, after: OrderState): Booking[] {
  if (after.parcels === undefined) return [];
  return [...(before === undefined ? [] : parcelBookings(before).map(takenOut)), ...parcelBookings(after)];
}

/**
 * What the parcels of an order count, each by the hour in which it left, arrived, came into trouble, turned back or was lost. Nothing
 * before it is known where they go.
 */
function parcelBookings(order: OrderState): Booking[] {
  const { region, parcels = {} } = order;
  if (region === undefined) return [];
  return Object.values(parcels).flatMap((parcel) =>
    happenings(order, parcel).flatMap(({ at, amounts }): Booking[] => {
      const slot = slotOf(at);
      return [
        { dimension: 'total', value: WHOLE, slot, amounts },
        { dimension: 'region', value: region, slot, amounts },
        { dimension: 'carrier', value: parcel.carrier ?? NO_CARRIER, slot, amounts },
      ];
    }),
  );
}

type Happening = Readonly<{ at: string; amounts: Amounts }>;

function happenings(order: OrderState, parcel: ParcelState): Happening[] {
  const { dispatched, delivered, exception, returning, lost, found } = parcel;
  const isLost =
    lost !== undefined &&
    delivered === undefined &&
    !(found !== undefined && Date.parse(found) >= Date.parse(lost));
  return [
    ...(dispatched === undefined
      ? []
      : [{ at: dispatched, amounts: ofDispatched(order, parcel, dispatched) }]),
    ...(delivered === undefined ? [] : [{ at: delivered, amounts: ofDelivered(parcel, delivered) }]),
    ...(exception === undefined ? [] : [{ at: exception, amounts: { parcelExceptions: 1 } }]),
    ...(returning === undefined ? [] : [{ at: returning, amounts: { parcelsReturned: 1 } }]),
    ...(isLost ? [{ at: lost, amounts: { parcelsLost: 1 } }] : []),
  ];
}

/** A replacement was not waited for since the payment, so it counts, without a time. */
function ofDispatched(order: OrderState, { replaces }: ParcelState, at: string): Amounts {
  const since = order.paymentMethod === 'cod' ? order.placedAt : order.paidAt;
  if (replaces || since === undefined) return { parcelsDispatched: 1 };
  const minutes = minutesBetween(since, at);
  return { parcelsDispatched: 1, shipTimed: 1, shipMinutes: minutes, [shipBucket(minutes)]: 1 };
}

function ofDelivered({ dispatched, firstEstimate }: ParcelState, at: string): Amounts {
  const isLate = firstEstimate !== undefined && Date.parse(at) > lastMomentOf(firstEstimate);
  const promised: Amounts =
    firstEstimate === undefined ? {} : { parcelsPromised: 1, parcelsLate: isLate ? 1 : 0 };
  if (dispatched === undefined) return { parcelsDelivered: 1, ...promised };
  const minutes = minutesBetween(dispatched, at);
  return {
    parcelsDelivered: 1,
    ...promised,
    deliverTimed: 1,
    deliverMinutes: minutes,
    [deliverBucket(minutes)]: 1,
  };
}

/** An estimate at midnight names a day, which is over a day later. */
function lastMomentOf(estimate: string): number {
  const instant = Date.parse(estimate);
  return instant % DAY_MS === 0 ? instant + DAY_MS : instant;
}

/** Whole minutes; 0 where a clock says that the second was before the first. */
const minutesBetween = (first: string, second: string): number =>
  Math.max(0, Math.floor((Date.parse(second) - Date.parse(first)) / 60_000));

const takenOut = (booking: Booking): Booking => ({
  ...booking,
  amounts: Object.fromEntries(Object.entries(booking.amounts).map(([name, amount]) => [name, -amount])),
});

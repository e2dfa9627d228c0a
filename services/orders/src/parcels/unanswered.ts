import type { ShipmentId } from '@cartless/domain';
import type { OrderChange } from '../ordering/order-change.ts';
import type { Order } from '../ordering/order.ts';
import type { DecidedParcel, Unanswered } from './parcel.ts';

const HOUR_MS = 3_600_000;
const LONGEST_MS = 24 * HOUR_MS;

/** After an hour, then twice as long each time, up to a day. */
const nextTelling = (told: number, at: number): number =>
  at + Math.min(HOUR_MS * 2 ** (told - 1), LONGEST_MS);

/** A decision that is told for the first time. */
export const firstTold = (decision: number, parcels: readonly DecidedParcel[], at: number): Unanswered => ({
  decision,
  parcels,
  told: 1,
  at: nextTelling(1, at),
});

/** When the first decision is told again that was not answered, if there is one. */
export function tellAgainAt({ unanswered = [] }: Order): number | undefined {
  return unanswered.length > 0 ? Math.min(...unanswered.map(({ at }) => at)) : undefined;
}

/** Tells the decision again that waits longest. */
export function tellAgain(order: Order, now: number): OrderChange | undefined {
  const { unanswered = [] } = order;
  const [first] = unanswered.toSorted((a, b) => a.at - b.at);
  if (first === undefined || first.at > now) return undefined;
  const told = first.told + 1;
  const again = { ...first, told, at: nextTelling(told, now) };
  return {
    state: { ...order, unanswered: unanswered.map((one) => (one === first ? again : one)) },
    facts: [{ type: 'undelivered-decided', at: now, decision: first.decision, parcels: first.parcels }],
  };
}

/** Logistics has heard a decision about a parcel. Undefined when that is known. */
export function answered(
  order: Order,
  { decision, shipmentId }: Readonly<{ decision: number; shipmentId: ShipmentId }>,
): OrderChange | undefined {
  const { unanswered = [], ...kept } = order;
  const heard = ({ parcels }: Unanswered) => parcels.some((parcel) => parcel.shipmentId === shipmentId);
  if (!unanswered.some((one) => one.decision === decision && heard(one))) return undefined;
  const left = unanswered
    .map((one) =>
      one.decision === decision
        ? { ...one, parcels: one.parcels.filter((parcel) => parcel.shipmentId !== shipmentId) }
        : one,
    )
    .filter(({ parcels }) => parcels.length > 0);
  return { state: { ...kept, ...(left.length > 0 && { unanswered: left }) } as Order };
}

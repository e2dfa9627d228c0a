import { isFinal, mayMove } from '../../../../services/logistics/src/shipments/shipment-moves.ts';
import { isParcel, LOGISTICS, parcelIn, parcelsOf } from '../shop/logistics.ts';
import { ordersOf } from '../shop/orders.ts';
import type { Invariant } from './invariant.ts';
import { first } from './orders.ts';

const AN_HOUR_MS = 3_600_000;

export const parcelsFollowOrders: Invariant = {
  says: 'what is to be sent has a parcel, and what is cancelled is not sent any more',
  watch: (shop) => ({
    atRest: () => {
      if (!shop.has('logistics')) return undefined;
      const parcels = Map.groupBy(parcelsOf(shop), ({ orderId }) => orderId);
      return first(ordersOf(shop), (order) => {
        const { orderId, status, paymentMethod, orderNumber } = order;
        const own = parcels.get(orderId) ?? [];
        const isToBeSent =
          status === 'paid' || (status === 'placed' && paymentMethod === 'cod' && orderNumber !== null);
        if (isToBeSent && own.length === 0) return `${orderId} is ${status} and has no parcel`;
        if (order.status !== 'cancelled' || order.cancelled.why === 'undelivered') return undefined;
        const { at } = order.cancelled;
        const sent = own.find(
          (parcel) =>
            parcel.status === 'created' ||
            parcel.status === 'label-bought' ||
            // What nobody was late to hear of has not left an hour later.
            (shop.world.faults.happened.length === 0 &&
              Date.parse(parcel.dispatchedAt ?? '') > at + AN_HOUR_MS),
        );
        return sent && `${orderId} is cancelled, and ${sent.id} is ${sent.status}`;
      });
    },
  }),
};

export const parcelsMoveLegally: Invariant = {
  says: 'a parcel goes from one state to the next only as the table of its moves has it',
  watch: () => {
    let problem: string | undefined;
    return {
      changed(table, { before, after }) {
        if (table !== LOGISTICS || after === undefined || before === undefined || !isParcel(after)) return;
        const [was, is] = [parcelIn(before), parcelIn(after)];
        if (was.status !== is.status && (isFinal(was.status) || !mayMove(was.status, is.status)))
          problem = `${is.id} went from ${was.status} to ${is.status}`;
      },
      always: () => problem,
    };
  },
};

export const ordersKnowTheirParcels: Invariant = {
  says: 'an order knows how its parcels fared',
  watch: (shop) => ({
    atRest: () => {
      if (!shop.has('logistics')) return undefined;
      const orders = new Map(ordersOf(shop).map((order) => [order.orderId, order]));
      return first(parcelsOf(shop), ({ id, orderId, status }) => {
        const known = orders.get(orderId)?.parcels.find(({ shipmentId }) => shipmentId === id);
        if (status !== 'delivered' && status !== 'lost') return undefined;
        return known?.status === status
          ? undefined
          : `${id} is ${status}, and ${orderId} knows ${known?.status}`;
      });
    },
  }),
};

/** On its way, and the carrier is to say how it ends. */
const ON_ITS_WAY: ReadonlySet<string> = new Set(['dispatched', 'in-transit', 'out-for-delivery']);

export const parcelsEnd: Invariant = {
  says: 'each parcel that has left reaches an end when faults stop',
  watch: (shop) => ({
    atRest: () =>
      first(parcelsOf(shop), ({ id, status }) =>
        ON_ITS_WAY.has(status) && shop.has('logistics') ? `${id} is ${status} for ever` : undefined,
      ),
  }),
};

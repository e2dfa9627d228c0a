import {
  type DecisionFollowed,
  type DomainEvent,
  fromAddressSnapshot,
  type PartialReshipApproved,
  type ReaddressRefused,
  type ReshipApproved,
  type ReshipRejected,
  type ShipmentArrivedBack,
  type ShipmentDelivered,
  type ShipmentId,
  type ShipmentReaddressed,
  type ShipmentReturning,
} from '@cartless/domain';
import type { OrderParcel } from '../parcels/parcel.ts';
import type { Draws } from '../parcels/parcel-stock.ts';
import { hear, type ParcelNews, turnsUp } from '../parcels/parcel-news.ts';
import { missingOf } from '../parcels/missing.ts';
import { answered } from '../parcels/unanswered.ts';
import { replaced, unreplaced } from '../parcels/replacement-news.ts';
import { leftOf, type ShelfPorts } from '../parcels/what-is-left.ts';
import { readdressed, readdressRefused } from '../readdressing/readdress.ts';
import { believed } from './delivery.ts';
import type { Order } from './order.ts';
import type { ChangeOrder, Clock } from './ports.ts';

type Ports = ShelfPorts &
  Readonly<{
    change: ChangeOrder;
    now: Clock;
    /** How long somebody has to decide about what did not arrive. */
    decideWithinMs: number;
    /** Is told of goods that a shopper got although their money went back, or they were sent again. */
    turnedUp: (orderId: string, shipmentId: ShipmentId) => void;
    /** Is told of a replacement for which the shelf has too few, perhaps more than once. */
    tooFew: (orderId: string, shipmentId: ShipmentId, missing: number) => void;
  }>;
/** What every event of a parcel holds. */
type Told = DomainEvent<
  ShipmentDelivered['data'] &
    Partial<Pick<ShipmentArrivedBack['data'], 'fit'> & Pick<ShipmentReturning['data'], 'reason'>>
>;

/**
 * What parcels tell about their orders. Events come in any order and more than once: a parcel's own version says which is
 * news, and an order that is closed stays as it is.
 */
export const followShipment = (ports: Ports) => {
  const { change, now, decideWithinMs, turnedUp } = ports;
  const deadline = () => ({ decideBy: now().getTime() + decideWithinMs, heardAt: now().getTime() });
  const heardOf = (order: Order, at: string) => ({
    at: believed(order, Date.parse(at), now().getTime()),
    by: 'carrier' as const,
  });
  return {
    moved:
      (status: OrderParcel['status']) =>
      async ({ data, sequence }: Told): Promise<void> => {
        const { orderId, shipmentId, items, fit, reason: why, at } = data;
        const news: ParcelNews = { shipmentId, sequence, status, items, ...placeOf(data), fit, why };
        let odd = false;
        await change(orderId, (order) => {
          const heard = hear(order, news, heardOf(order, at), deadline());
          odd = heard !== undefined && turnsUp(order, news);
          return heard;
        });
        if (odd) turnedUp(orderId, shipmentId);
      },
    /** Logistics sends a parcel again, also when nobody here has decided that. */
    replaced: async ({ data }: ReshipApproved | PartialReshipApproved): Promise<void> => {
      const { orderId, shipmentId, at } = data;
      const told = { ...data, ...placeOf(data), arrived: data.status === 'delivered' };
      let left: Draws = new Map();
      const rule = (order: Order) =>
        replaced(order, told, { ...heardOf(order, at), by: 'admin' }, deadline(), left);
      const order = await change(orderId, rule, {
        onRefusal: async (refused) => void (left = await leftOf(ports, left, refused)),
      });
      // Told by what stands at the order, so the event that comes again after a crash tells it too.
      const missing = missingOf(order, shipmentId);
      if (missing > 0) ports.tooFew(orderId, shipmentId, missing);
    },
    readdressed: async ({ data: { orderId, change: n } }: ShipmentReaddressed): Promise<void> => {
      await change(orderId, (order) => readdressed(order, n));
    },
    readdressRefused: async ({ data }: ReaddressRefused): Promise<void> => {
      const address = fromAddressSnapshot(data.address);
      await change(data.orderId, (order) => readdressRefused(order, data.change, address));
    },
    /** Logistics has heard what was decided about a parcel. */
    decisionFollowed: async ({ data }: DecisionFollowed): Promise<void> => {
      await change(data.orderId, (order) => answered(order, data));
    },
    /** What was to be sent again cannot be: it has to be decided anew. */
    unreplaced: async ({ data }: ReshipRejected): Promise<void> => {
      if (!data.ordered) return;
      await change(data.orderId, (order) =>
        unreplaced(order, data, { ...heardOf(order, data.at), by: 'system' }, deadline()),
      );
    },
  };
};

/** In whose place a parcel is sent, of all or of some units of which. */
const placeOf = ({ replaces, replacesSome, origin }: ReshipApproved['data'] | Told['data']) => ({
  replaces: replaces ?? replacesSome,
  origin,
});

import { aggregateStore, creationOf, type Declaration, type Items, tells } from '@cartless/aggregate';
import {
  named,
  type ProductId,
  ReshipApproved,
  ReshipRejected,
  ReshipRequested,
  ShipmentCreated,
  ShipmentDelivered,
  ShipmentDispatched,
  ShipmentException,
  ShipmentLost,
  type ShipmentStatus,
  ShipmentArrivedBack,
  ShipmentFound,
  ShipmentReturning,
  ShipmentReaddressed,
  ReaddressRefused,
  toAddressSnapshot,
} from '@cartless/domain';
import { PERSONAL } from '../erasure/erasure.ts';
import { ShipmentNotFound } from './errors.ts';
import type { Shipments } from './ports.ts';
import { fromItem, shipmentIndexes, shipmentKey, toItem } from './shipment-item.ts';
import { returnCause } from '../tracking/coming-back.ts';
import { shipmentLists } from './shipment-lists-store.ts';
import type { ParcelLine, Shipment, ShipmentFact, ShipmentSide } from './shipment.ts';

/** All that a parcel is, besides its rules. */
export const shipmentDeclaration: Declaration<Shipment, ShipmentFact, ShipmentSide> = {
  name: 'shipment',
  key: shipmentKey,
  idOf: ({ id }) => id,
  version: 'version',
  toItem,
  fromItem,
  indexes: shipmentIndexes,
  facts: {
    'shipment-created': tells(ShipmentCreated, ({ at }, shipment) => ({
      ...dataOf(shipment, at, 'created'),
      carrier: null,
      trackingNumber: null,
    })),
    // A carrier's first sign of a parcel can be that it was delivered: then this is told after it happened.
    'shipment-dispatched': tells(ShipmentDispatched, ({ at }, shipment) =>
      dataOf(shipment, at, 'dispatched'),
    ),
    'shipment-delivered': tells(ShipmentDelivered, ({ at }, shipment) => dataOf(shipment, at)),
    'shipment-exception': tells(ShipmentException, ({ at }, shipment) => dataOf(shipment, at)),
    'shipment-lost': tells(ShipmentLost, ({ at }, shipment) => dataOf(shipment, at)),
    'reship-requested': tells(ReshipRequested, ({ at, reason }, shipment) => ({
      ...dataOf(shipment, at),
      reason,
    })),
    'reship-approved': tells(ReshipApproved, ({ at, reason, again }, shipment) => ({
      ...dataOf(shipment, at),
      reason,
      ...(again && { again: itemsOf(again) }),
    })),
    'reship-rejected': tells(ReshipRejected, ({ at, ordered }, shipment) => ({
      ...dataOf(shipment, at),
      reason: '-',
      ...(ordered && { ordered }),
    })),
    'shipment-returning': tells(ShipmentReturning, ({ at }, shipment) => ({
      ...dataOf(shipment, at),
      cause: returnCause(shipment.history),
    })),
    'shipment-arrived-back': tells(ShipmentArrivedBack, ({ at, fit }, shipment) => ({
      ...dataOf(shipment, at),
      ...(fit !== undefined && { fit }),
    })),
    'shipment-readdressed': tells(ShipmentReaddressed, ({ at, change }, shipment) => ({
      ...dataOf(shipment, at),
      change,
    })),
    'readdress-refused': tells(ReaddressRefused, ({ at, change }, shipment) => ({
      ...dataOf(shipment, at),
      change,
      address: toAddressSnapshot(shipment.address),
    })),
    'shipment-found': tells(ShipmentFound, ({ at }, shipment) => dataOf(shipment, at)),
  },
  sides: {
    'make-parcel': ({ parcel: state }) =>
      creationOf(shipmentDeclaration, { state, facts: [{ type: 'shipment-created', at: state.createdAt }] }),
  },
  personal: PERSONAL,
  notFound: ShipmentNotFound,
};

/** What other services may know of a parcel. */
const dataOf = (
  { id, orderId, orderNumber, userId, label, replaces, status, part, lines }: Shipment,
  at: string,
  told: ShipmentStatus = status,
) => ({
  shipmentId: id,
  orderId,
  orderNumber,
  userId,
  status: told,
  carrier: label?.carrier ?? null,
  trackingNumber: label?.trackingNumber ?? null,
  ...(replaces !== undefined && { replaces }),
  ...(part && {
    items: itemsOf(lines),
  }),
  at,
});

const itemsOf = (lines: readonly ParcelLine[]) =>
  lines.map((line) => ({
    ...named({ ...line, productId: line.productId as ProductId }),
    quantity: line.quantity,
  }));

/** Keeps parcels in the service's table. */
export function shipmentStore(items: Items): Shipments {
  const store = aggregateStore(shipmentDeclaration, items);
  return { ...store, ...shipmentLists(items, store.decode) };
}

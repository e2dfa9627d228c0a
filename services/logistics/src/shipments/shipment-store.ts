import { aggregateStore, creationOf, type Declaration, type Items, tells } from '@cartless/aggregate';
import {
  DecisionFollowed,
  LabelBought,
  LabelVoided,
  named,
  type ParcelTrouble,
  PartialReshipApproved,
  type ProductId,
  ReshipApproved,
  ReshipRejected,
  ReshipRequested,
  ShipmentCollectable,
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
import type { Shipments } from './ports.ts';
import { shipmentIndexes, toItem } from './shipment-item.ts';
import { shipmentReadable } from './shipment-reader.ts';
import { returnCause, troubleOf } from '../tracking/coming-back.ts';
import type { ReturnedUnits } from '../returning/returned-units.ts';
import { shipmentLists } from './shipment-lists-store.ts';
import type { Shipment, ShipmentFact, ShipmentSide } from './shipment.ts';

/** All that a parcel is, besides its rules. */
export const shipmentDeclaration: Declaration<Shipment, ShipmentFact, ShipmentSide> = {
  ...shipmentReadable,
  toItem,
  indexes: shipmentIndexes,
  facts: {
    'shipment-created': tells(ShipmentCreated, ({ at }, shipment) => ({
      ...dataOf(shipment, at, 'created'),
      carrier: null,
      trackingNumber: null,
    })),
    'label-bought': tells(LabelBought, ({ at }, shipment) => ({ ...labelOf(shipment), boughtAt: at })),
    'label-voided': tells(LabelVoided, ({ at }, shipment) => ({ ...labelOf(shipment), voidedAt: at })),
    // A carrier's first sign of a parcel can be that it was delivered: then this is told after it happened.
    'shipment-dispatched': tells(ShipmentDispatched, ({ at }, shipment) =>
      dataOf(shipment, at, 'dispatched'),
    ),
    'shipment-delivered': tells(ShipmentDelivered, ({ at }, shipment) => dataOf(shipment, at)),
    'shipment-exception': tells(ShipmentException, ({ at }, shipment) => ({
      ...dataOf(shipment, at),
      ...because(troubleOf(shipment)),
    })),
    'shipment-lost': tells(ShipmentLost, ({ at }, shipment) => dataOf(shipment, at)),
    'reship-requested': tells(ReshipRequested, ({ at, reason, by, wanted }, shipment) => ({
      ...dataOf(shipment, at),
      reason,
      by,
      ...(wanted && { wanted: itemsOf(wanted) }),
    })),
    'reship-approved': tells(ReshipApproved, ({ at, reason, replacement, ordered, again }, shipment) => ({
      ...dataOf(shipment, at),
      reason,
      replacement,
      ...(ordered && { ordered }),
      ...(again && { again: itemsOf(again) }),
    })),
    'partial-reship-approved': tells(
      PartialReshipApproved,
      ({ at, reason, replacement, ordered, again }, shipment) => ({
        ...dataOf(shipment, at),
        reason,
        replacement,
        ...(ordered && { ordered }),
        again: itemsOf(again),
      }),
    ),
    'decision-followed': tells(DecisionFollowed, ({ decision }, { id, orderId, userId }) => ({
      shipmentId: id,
      orderId,
      userId,
      decision,
    })),
    'reship-rejected': tells(ReshipRejected, ({ at, ordered, wanted }, shipment) => ({
      ...dataOf(shipment, at),
      reason: '-',
      ...(ordered && { ordered }),
      ...(wanted && { wanted: itemsOf(wanted) }),
    })),
    'shipment-returning': tells(ShipmentReturning, ({ at }, shipment) => ({
      ...dataOf(shipment, at),
      cause: returnCause(shipment.history),
      ...because(troubleOf(shipment)),
    })),
    'shipment-arrived-back': tells(ShipmentArrivedBack, ({ at, fit, again }, shipment) => ({
      ...dataOf(shipment, at),
      ...(fit !== undefined && { fit }),
      ...(again && { again }),
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
    'shipment-collectable': tells(ShipmentCollectable, ({ at }, shipment) => dataOf(shipment, at)),
  },
  sides: {
    'make-parcel': ({ parcel: state }) =>
      creationOf(shipmentDeclaration, { state, facts: [{ type: 'shipment-created', at: state.createdAt }] }),
  },
  personal: PERSONAL,
};

const because = (reason: ParcelTrouble | undefined) => (reason === undefined ? {} : { reason });

/** What other services may know of a parcel. */
const dataOf = (shipment: Shipment, at: string, told: ShipmentStatus = shipment.status) => {
  const { id, orderId, orderNumber, userId, label, part, lines, firstEstimate } = shipment;
  return {
    shipmentId: id,
    orderId,
    orderNumber,
    userId,
    status: told,
    carrier: label?.carrier ?? null,
    trackingNumber: label?.trackingNumber ?? null,
    ...placeOf(shipment),
    ...(part && {
      items: itemsOf(lines),
    }),
    ...insteadOf(shipment),
    ...(firstEstimate !== undefined && { firstEstimate }),
    at,
  };
};

/** In whose place a parcel is sent. */
const placeOf = ({ replaces, some, origin }: Shipment) =>
  replaces === undefined
    ? {}
    : {
        ...(some ? { replacesSome: replaces } : { replaces }),
        ...(origin !== undefined && origin !== replaces && { origin }),
      };

/** What is done instead of a parcel, once nothing of it is waited for any more. One that takes another's place goes on as that. */
const insteadOf = ({ givenUpAt, replacedBy, status }: Shipment) => {
  if (givenUpAt !== undefined) return { instead: 'refund' as const };
  return replacedBy !== undefined && status !== 'cancelled' ? { instead: 'reship' as const } : {};
};

/** What the label of a parcel cost, and whose it is. */
function labelOf({ id, orderId, orderNumber, userId, label, booking, address }: Shipment) {
  if (label === undefined || booking === undefined)
    throw new Error(`${id} has no label that an event could tell of`);
  const { carrier, cost } = label;
  const { country, region } = address;
  return {
    shipmentId: id,
    orderId,
    orderNumber,
    userId,
    carrier,
    provider: booking.provider,
    ...(cost && { cost }),
    country,
    ...(region !== undefined && { region }),
  };
}

const itemsOf = (lines: readonly ReturnedUnits[]) =>
  lines.map((line) => ({
    ...named({ ...line, productId: line.productId as ProductId }),
    quantity: line.quantity,
  }));

/** Keeps parcels in the service's table. */
export function shipmentStore(items: Items): Shipments {
  const store = aggregateStore(shipmentDeclaration, items);
  return { ...store, ...shipmentLists(items, store.decode) };
}

import {
  type EventContract,
  outboxPointer,
  type OutboxEntry,
  ReshipApproved,
  ReshipRejected,
  ReshipRequested,
  ShipmentCreated,
  ShipmentDelivered,
  ShipmentDispatched,
  ShipmentException,
  ShipmentLost,
} from '@cartless/domain';
import type { Fact, Shipment } from '../domain/shipment.ts';
import { fromItem } from './shipment-item.ts';

const CONTRACTS: Readonly<Record<Fact, Pick<EventContract, 'type'>>> = {
  'shipment-created': ShipmentCreated,
  'shipment-dispatched': ShipmentDispatched,
  'shipment-delivered': ShipmentDelivered,
  'shipment-exception': ShipmentException,
  'shipment-lost': ShipmentLost,
  'reship-requested': ReshipRequested,
  'reship-approved': ReshipApproved,
  'reship-rejected': ReshipRejected,
};

/**
 * The outbox of a write. Several facts of one write get a version each, so that nobody takes the second for a repeat.
 *
 * @param before the version that was; the last fact has the version of the parcel as it is written
 */
export function outboxOf(facts: readonly Fact[], shipment: Shipment, before: number): readonly OutboxEntry[] {
  return facts.map((fact, index) =>
    outboxPointer(CONTRACTS[fact] as EventContract, {
      subject: shipment.id,
      sequence: before + index + 1,
      time: timeOf(fact, shipment),
    }),
  );
}

/** How many versions a write takes. */
export const versionsOf = (facts: readonly Fact[]): number => Math.max(1, facts.length);

function timeOf(fact: Fact, { createdAt, dispatchedAt, statusAt, reship }: Shipment): string {
  if (fact === 'shipment-created') return createdAt;
  if (fact === 'shipment-dispatched') return dispatchedAt ?? statusAt;
  if (fact === 'reship-requested') return reship?.requestedAt ?? statusAt;
  return fact.startsWith('reship') ? (reship?.decidedAt ?? statusAt) : statusAt;
}

/** An event's data, read from the item when it is published, so that the item need not hold them twice. */
export function eventData(fact: Fact, item: Readonly<Record<string, unknown>>) {
  const shipment = fromItem(item);
  const { id, orderId, orderNumber, userId, label, replaces } = shipment;
  const created = fact === 'shipment-created';
  return {
    shipmentId: id,
    orderId,
    orderNumber,
    userId,
    status: statusOf(fact, shipment),
    carrier: created ? null : (label?.carrier ?? null),
    trackingNumber: created ? null : (label?.trackingNumber ?? null),
    ...(replaces !== undefined && { replaces }),
    at: timeOf(fact, shipment),
  };
}

function statusOf(fact: Fact, { status }: Shipment): Shipment['status'] {
  if (fact === 'shipment-created') return 'created';
  // A carrier's first sign of a parcel can be that it was delivered: then this is told after it happened.
  return fact === 'shipment-dispatched' ? 'dispatched' : status;
}

import {
  ReshipApproved,
  ReshipRejected,
  ReshipRequested,
  ShipmentCreated,
  ShipmentDelivered,
  ShipmentDispatched,
  ShipmentException,
  ShipmentLost,
} from '@cartless/domain';
import { publishes } from '@cartless/lambda';
import { eventData } from './shipment-events.ts';
import { fromItem } from './shipment-item.ts';

/** What the relay publishes. */
export const PUBLICATIONS = [
  publishes(ShipmentCreated, (item) => eventData('shipment-created', item)),
  publishes(ShipmentDispatched, (item) => eventData('shipment-dispatched', item)),
  publishes(ShipmentDelivered, (item) => eventData('shipment-delivered', item)),
  publishes(ShipmentException, (item) => eventData('shipment-exception', item)),
  publishes(ShipmentLost, (item) => eventData('shipment-lost', item)),
  publishes(ReshipRequested, (item) => ({
    ...eventData('reship-requested', item),
    reason: fromItem(item).reship?.reason ?? '',
  })),
  publishes(ReshipApproved, (item) => ({
    ...eventData('reship-approved', item),
    reason: fromItem(item).reship?.reason ?? '',
  })),
  publishes(ReshipRejected, (item) => ({
    ...eventData('reship-rejected', item),
    reason: fromItem(item).reship?.refusal ?? '',
  })),
];

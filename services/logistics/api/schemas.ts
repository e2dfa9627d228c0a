import type { SchemaNotes } from '@cartless/domain/named-schemas';
import { route as reportCarriers } from '../src/carriers/report-carriers/route.ts';
import { PackingSlip } from '../src/packing/packing-slip.ts';
import { route as requestReship } from '../src/reshipping/request-reship/route.ts';
import { route as dispatchMany } from '../src/shipments/dispatch-many/route.ts';
import { route as dispatchShipment } from '../src/shipments/dispatch-shipment/route.ts';
import { route as listShipments } from '../src/shipments/list-shipments/route.ts';
import { OwnShipmentBody, PackingBody, ShipmentBody } from '../src/shipments/shipment-body.ts';
import { Box } from '../src/shipments/shipping-rules.ts';
import { route as trackShipment } from '../src/tracking/track-shipment/route.ts';

/** Names and words for the schemas of this API. */
export const NOTES: SchemaNotes = [
  [trackShipment.success.body, { id: 'Tracking', description: 'What is known of a parcel on its way' }],
  [OwnShipmentBody, { id: 'OwnShipment', description: 'A parcel as its shopper sees it' }],
  [ShipmentBody, { id: 'Shipment', description: 'A parcel as the staff sees it' }],
  [PackingBody, { id: 'ShipmentToPack', description: 'A parcel with all that one packs from' }],
  [Box, { id: 'Box' }],
  [listShipments.success.body, { id: 'ShipmentPage' }],
  [dispatchShipment.body, { id: 'Dispatch' }],
  [dispatchMany.success.body, { id: 'DispatchResults' }],
  [requestReship.body, { id: 'ReshipRequest' }],
  [PackingSlip, { id: 'PackingSlip', description: 'What lies in the parcel beside the goods' }],
  [reportCarriers.success.body, { id: 'CarrierHealth' }],
];

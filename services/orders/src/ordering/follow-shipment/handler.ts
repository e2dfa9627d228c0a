import {
  DecisionFollowed,
  PartialReshipApproved,
  ReaddressRefused,
  ReshipApproved,
  ReshipRejected,
  ShipmentArrivedBack,
  ShipmentDelivered,
  ShipmentDispatched,
  ShipmentFound,
  ShipmentLost,
  ShipmentReaddressed,
  ShipmentReturning,
} from '@cartless/domain';
import { lazy, log, on, queueHandler } from '@cartless/lambda';
import { publishCount } from '@cartless/lambda/metrics';
import { readListings } from '../../catalogue/listing-store.ts';
import { readBuckets } from '../../stock/bucket-store.ts';
import { ground, orders, undelivered } from '../../service.ts';
import { followShipment } from '../follow-shipment.ts';

const shipments = /* @__PURE__ */ lazy(() =>
  followShipment({
    ...orders(),
    readListings: readListings(ground().items),
    readBuckets: readBuckets(ground().items),
    ...undelivered(),
    turnedUp: (orderId, shipmentId) => {
      log.error('a shopper got goods whose money went back, or which were sent again', {
        orderId,
        shipmentId,
      });
      publishCount('ParcelsTurnedUp', 1);
    },
    tooFew: (orderId, shipmentId, missing) => {
      log.error('a replacement was approved of which the shelf has too few', {
        orderId,
        shipmentId,
        missing,
      });
      publishCount('ReplacementsShort', 1);
    },
  }),
);

export const handler = queueHandler(
  on(ShipmentDispatched, (event) => shipments().moved('dispatched')(event)),
  on(ShipmentDelivered, (event) => shipments().moved('delivered')(event)),
  on(ShipmentLost, (event) => shipments().moved('lost')(event)),
  on(ShipmentFound, (event) => shipments().moved('dispatched')(event)),
  on(ShipmentReturning, (event) => shipments().moved('returning')(event)),
  on(ShipmentArrivedBack, (event) => shipments().moved('returned')(event)),
  on(ReshipApproved, (event) => shipments().replaced(event)),
  on(PartialReshipApproved, (event) => shipments().replaced(event)),
  on(DecisionFollowed, (event) => shipments().decisionFollowed(event)),
  on(ShipmentReaddressed, (event) => shipments().readdressed(event)),
  on(ReaddressRefused, (event) => shipments().readdressRefused(event)),
  on(ReshipRejected, (event) => shipments().unreplaced(event)),
);

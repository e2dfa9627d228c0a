import type { ShipmentId } from '@cartless/domain';
import { ShipmentChanging, ShipmentNotFound } from '../domain/errors.ts';
import { approveReship as approve, rejectReship as reject } from '../domain/reship.ts';
import { shipmentIdOf } from '../domain/shipment-id.ts';
import type { Shipment } from '../domain/shipment.ts';
import type { ShippingRules } from '../domain/shipping-rules.ts';
import { changeShipment } from './change-shipment.ts';
import type { Clock, Shipments } from './ports.ts';

type Ports = Readonly<{ shipments: Shipments; rules: ShippingRules; clock: Clock }>;
export type ApproveReship = ReturnType<typeof approveReship>;

const TRIES = 3;

/**
 * An administrator agrees to send a parcel again: the replacement is made in the same write.
 *
 * @returns the replacement
 * @throws AppError SHIPMENT_NOT_FOUND, RESHIP_NOT_REQUESTED, SHIPMENT_CHANGING
 */
export const approveReship =
  ({ shipments, rules, clock }: Ports) =>
  async (id: ShipmentId): Promise<Shipment> => {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const before = await shipments.find(id);
      if (before === undefined) throw ShipmentNotFound();
      const nth = (await shipments.ofOrder(before.orderNumber)).length + 1;
      const { old, replacement } = approve(before, shipmentIdOf(before.orderNumber, nth), rules, clock());
      const saved = await shipments.saveWithNew(
        { before, after: old.shipment, facts: old.facts },
        { shipment: replacement.shipment, facts: replacement.facts },
      );
      if (saved) return replacement.shipment;
    }
    throw ShipmentChanging({ details: { retryAfter: 1 } });
  };

/** An administrator refuses to send a parcel again. @throws AppError SHIPMENT_NOT_FOUND, RESHIP_NOT_REQUESTED */
export const rejectReship =
  ({ shipments, clock }: Ports) =>
  async (id: ShipmentId, reason: string): Promise<Shipment> =>
    changeShipment(shipments, id, (shipment) => reject(shipment, reason, clock()));

import { type DeliveryGivenUp, type ReshipOrdered, type ShipmentId, skuOf } from '@cartless/domain';
import type { VoidLabel } from '../labels/void-label.ts';
import { takeBack, toldBack, unitsOf } from '../returning/came-back.ts';
import type { ReturnedUnits } from '../returning/returned-units.ts';
import { cancel, hasLeft } from '../shipments/cancellation.ts';
import type { Clock, Shipments } from '../shipments/ports.ts';
import type { Shipment } from '../shipments/shipment.ts';
import type { ShippingRules } from '../shipments/shipping-rules.ts';
import { changeReplacing } from './decide-reship.ts';
import { giveUp, resend } from './resend.ts';

type Ports = Readonly<{ shipments: Shipments; rules: ShippingRules; clock: Clock; voidLabel: VoidLabel }>;
type Decided = Readonly<{ shipmentId: ShipmentId; items?: readonly ReturnedUnits[] }>;

/** What the shop decided about parcels that did not arrive, or about some of what is in them. Told twice, it happens once. */
export const followDecision = (ports: Ports) => ({
  /** They are sent again. @throws AppError SHIPMENT_NOT_FOUND */
  reship: async ({ id: event, data }: Pick<ReshipOrdered, 'id' | 'data'>): Promise<void> => {
    const { shipments, rules, clock } = ports;
    for (const { shipmentId, items } of decided(data)) {
      const parcel = await shipments.read(shipmentId);
      await changeReplacing(shipments, parcel, (shipment, replacementId) =>
        resend(shipment, { event, items }, replacementId, rules, clock()),
      );
    }
  },
  /**
   * Their money went back: nobody may send them again, and a replacement that somebody approved at the same time is
   * stopped while it can be.
   * @throws AppError SHIPMENT_NOT_FOUND
   */
  giveUp: async ({ id: event, data }: Pick<DeliveryGivenUp, 'id' | 'data'>): Promise<void> => {
    const { shipments, clock } = ports;
    for (const { shipmentId, items } of decided(data)) {
      const given = await shipments.change(shipmentId, (shipment) =>
        items ? takeBack(shipment, event, unitsOf(items)) : giveUp(shipment, clock()),
      );
      for (const other of goesAnyway(given, items, event)) await stop(ports, other);
    }
  },
});

const decided = ({
  shipmentIds,
  parts = [],
}: Pick<ReshipOrdered['data'], 'shipmentIds' | 'parts'>): readonly Decided[] => [
  ...shipmentIds.map((shipmentId) => ({ shipmentId })),
  ...parts,
];

/** The parcels in which something goes again that was given up: what was wished for, for the shop itself does not order that. */
function goesAnyway(
  parcel: Shipment,
  items: readonly ReturnedUnits[] | undefined,
  event: string,
): ReadonlySet<ShipmentId> {
  const { replacedBy, resent = [] } = parcel;
  if (items === undefined) {
    return new Set([...(replacedBy === undefined ? [] : [replacedBy]), ...resent.map((one) => one.parcel)]);
  }
  const noted = unitsOf(toldBack(parcel, event));
  const short = new Set(
    [...unitsOf(items)].filter(([sku, quantity]) => quantity > (noted.get(sku) ?? 0)).map(([sku]) => sku),
  );
  const wished = resent.filter((one) => one.event === undefined);
  return new Set(
    wished.filter((one) => one.items.some((item) => short.has(skuOf(item)))).map((one) => one.parcel),
  );
}

async function stop({ shipments, clock, voidLabel }: Ports, id: ShipmentId): Promise<void> {
  const stopped = await shipments.change(id, (shipment) =>
    hasLeft(shipment) ? undefined : cancel(shipment, clock()),
  );
  const { status, booking, voidedAt } = stopped;
  if (status === 'cancelled' && booking !== undefined && voidedAt === undefined) await voidLabel(id);
}

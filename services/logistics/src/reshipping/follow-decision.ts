import {
  type DeliveryGivenUp,
  type ReshipOrdered,
  type ShipmentId,
  skuOf,
  type UndeliveredDecided,
} from '@cartless/domain';
import type { VoidLabel } from '../labels/void-label.ts';
import { takeBack, toldBack, unitsOf } from '../returning/came-back.ts';
import type { ReturnedUnits } from '../returning/returned-units.ts';
import { cancel, hasLeft } from '../shipments/cancellation.ts';
import type { Clock, Shipments } from '../shipments/ports.ts';
import type { Shipment, ShipmentChange } from '../shipments/shipment.ts';
import type { ShippingRules } from '../shipments/shipping-rules.ts';
import { changeReplacing } from './decide-reship.ts';
import { giveUp, resend } from './resend.ts';

type Ports = Readonly<{ shipments: Shipments; rules: ShippingRules; clock: Clock; voidLabel: VoidLabel }>;
type Decided = Readonly<{
  shipmentId: ShipmentId;
  items?: readonly ReturnedUnits[] | undefined;
  /** The event that decided it, and the number under which the decision is answered. */
  event: string;
  decision?: number;
}>;

/**
 * What the shop decided about parcels that did not arrive, or about some of what is in them. Told twice, it happens once; and it
 * is answered as often as it is told, for it is told until orders has heard the answer.
 */
export const followDecision = (ports: Ports) => {
  /** They are sent again. */
  const reship = async ({ shipmentId, items, event, decision }: Decided): Promise<void> => {
    const { shipments, rules, clock } = ports;
    const parcel = await shipments.read(shipmentId);
    await changeReplacing(shipments, parcel, (shipment, replacementId) =>
      answering(
        shipment,
        resend(shipment, { event, items }, replacementId, rules, clock()),
        decision,
        clock(),
      ),
    );
  };
  /** Nobody may send them again, and a replacement that somebody approved at the same time is stopped while it can be. */
  const forgo = async ({ shipmentId, items, event, decision }: Decided): Promise<void> => {
    const { shipments, clock } = ports;
    const given = await shipments.change(shipmentId, (shipment) => {
      const change = items ? takeBack(shipment, event, unitsOf(items)) : giveUp(shipment, clock());
      return answering(shipment, change, decision, clock());
    });
    for (const other of goesAnyway(given, items, event)) await stop(ports, other);
  };
  return {
    /** @throws AppError SHIPMENT_NOT_FOUND */
    follow: async ({
      data: { orderId, decision, parcels },
    }: Pick<UndeliveredDecided, 'data'>): Promise<void> => {
      for (const { outcome, ...parcel } of parcels) {
        const decided = { ...parcel, event: `${orderId}.${decision}`, decision };
        await (outcome === 'reship' ? reship(decided) : forgo(decided));
      }
    },
    /** A release of orders that tells no `undelivered-decided` has parcels sent again. @throws AppError SHIPMENT_NOT_FOUND */
    reship: async (told: Pick<ReshipOrdered, 'id' | 'data'>): Promise<void> => {
      for (const decided of decidedBy(told)) await reship(decided);
    },
    /** A release of orders that tells no `undelivered-decided` gave their money back. @throws AppError SHIPMENT_NOT_FOUND */
    giveUp: async (told: Pick<DeliveryGivenUp, 'id' | 'data'>): Promise<void> => {
      for (const decided of decidedBy(told)) await forgo(decided);
    },
  };
};

const decidedBy = ({
  id: event,
  data: { shipmentIds, parts = [], decision },
}: Pick<ReshipOrdered | DeliveryGivenUp, 'id' | 'data'>): readonly Decided[] =>
  decision === undefined
    ? [
        ...shipmentIds.map((shipmentId) => ({ shipmentId, event })),
        ...parts.map((part) => ({ ...part, event })),
      ]
    : [];

/** A change that answers the decision, also when nothing is left to be changed by it. */
function answering(
  before: Shipment,
  change: ShipmentChange | undefined,
  decision: number | undefined,
  now: Date,
): ShipmentChange | undefined {
  if (decision === undefined) return change;
  const { facts = [], ...rest } = change ?? { state: before };
  return { ...rest, facts: [...facts, { type: 'decision-followed', at: now.toISOString(), decision }] };
}

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

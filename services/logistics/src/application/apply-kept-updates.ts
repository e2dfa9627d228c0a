import type { ShipmentId } from '@cartless/domain';
import { applyTracking } from '../domain/apply-tracking.ts';
import type { PollRules } from '../domain/due-work.ts';
import type { Shipment } from '../domain/shipment.ts';
import type { TrackingUpdate } from '../domain/tracking.ts';
import { changeShipment } from './change-shipment.ts';
import type { Clock, ParcelCodes, Shipments } from './ports.ts';

type Ports = Readonly<{ shipments: Shipments; codes: ParcelCodes; poll: PollRules; clock: Clock }>;
export type ApplyKeptUpdates = ReturnType<typeof applyKeptUpdates>;

/** Applies what a carrier said of a parcel before we knew its number, together with what it says now. */
export const applyKeptUpdates =
  ({ shipments, codes, poll, clock }: Ports) =>
  async (
    provider: string,
    code: string,
    id: ShipmentId,
    now: TrackingUpdate,
  ): Promise<Shipment | undefined> => {
    const kept = await codes.kept(provider, code);
    let stored: Shipment | undefined;
    for (const update of [now, ...kept.map((one) => one.update)]) {
      stored = await changeShipment(shipments, id, (shipment) =>
        applyTracking(shipment, update, clock(), poll),
      );
    }
    await Promise.all(kept.map(({ eventId }) => codes.forget(provider, code, eventId)));
    return stored;
  };

import type { ShipmentId } from '@cartless/domain';
import { applyTracking, isTracked } from './news.ts';
import type { PollRules } from '../scheduler/due-work.ts';
import type { Shipment } from '../shipments/shipment.ts';
import type { TrackingUpdate } from './tracking.ts';
import type { Clock, Shipments } from '../shipments/ports.ts';
import type { ParcelCodes } from './parcel-codes.ts';

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
    for (const { update, receivedAt } of [{ update: now, receivedAt: clock() }, ...kept]) {
      stored = await shipments.change(id, (shipment) =>
        isTracked(shipment) ? applyTracking(shipment, update, clock(), poll, receivedAt) : undefined,
      );
    }
    await Promise.all(kept.map(({ eventId }) => codes.forget(provider, code, eventId)));
    return stored;
  };

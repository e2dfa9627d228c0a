import { confirmTracking, isTracked } from './news.ts';
import type { PollRules } from '../scheduler/due-work.ts';
import type { Shipment } from '../shipments/shipment.ts';
import type { Carriers } from '../carriers/choice.ts';
import type { Clock, Shipments } from '../shipments/ports.ts';

type Ports = Readonly<{ shipments: Shipments; carriers: Carriers; poll: PollRules; clock: Clock }>;
export type AskCarrier = ReturnType<typeof askCarrier>;

/** Asks the carrier where a parcel is, and keeps the answer. @throws AppError CARRIER_UNAVAILABLE, CARRIER_REFUSED */
export const askCarrier =
  ({ shipments, carriers, poll, clock }: Ports) =>
  async ({ id, booking, label }: Shipment): Promise<Shipment | undefined> => {
    if (booking === undefined || label === undefined) return undefined;
    const update = await carriers.of(booking.provider).track(label);
    const now = clock();
    return shipments.change(id, (current) =>
      isTracked(current) ? confirmTracking(current, update, now, poll) : undefined,
    );
  };

import { followed, withFollowing } from './followed.ts';
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
    const carrier = carriers.of(booking.provider);
    const update = await carrier.track(label);
    const now = clock();
    const { followed: isFollowed } = await followed(carrier, label);
    return shipments.change(id, (current) => {
      if (!isTracked(current)) return undefined;
      const change = confirmTracking(current, update, now, poll);
      return isFollowed ? { ...change, state: withFollowing(change.state) } : change;
    });
  };

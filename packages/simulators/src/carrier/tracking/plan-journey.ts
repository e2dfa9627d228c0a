import type { PlannedStep } from '../carrier-state.ts';
import type { Address, TrackingLocation } from '../easypost-types.ts';
import { hubsBetween } from './sorting-hubs.ts';

const HOUR_MS = 3_600_000;
const PICK_UP_HOURS = 4;
const LAST_LEG_HOURS = 4;

export const placeOf = (address: Address): TrackingLocation => ({
  object: 'TrackingLocation',
  city: address.city,
  state: address.state,
  country: address.country,
  zip: address.zip,
});

interface JourneyRequest {
  from: Address;
  to: Address;
  carrier: string;
  deliveryDays: number;
  /** When the label was bought, in milliseconds since the epoch on the simulator's clock. */
  boughtAt: number;
  /** Real seconds for each step, when parcels move by themselves. */
  stepSeconds?: number | undefined;
}

type Stop = Omit<PlannedStep, 'dueAt'>;

/**
 * Everything that will happen to a parcel after its label is bought. Pick-up comes 4 hours after the purchase, delivery
 * `deliveryDays` × 24 hours after it, the last leg 4 hours before delivery, and the hops are spread evenly between.
 * With `stepSeconds` each step follows the one before by that many seconds instead.
 */
export function planJourney(request: JourneyRequest): PlannedStep[] {
  const stops = stopsOf(request);
  const deliveredAt = request.deliveryDays * 24;
  const legHours = (deliveredAt - LAST_LEG_HOURS - PICK_UP_HOURS) / (stops.length - 2);
  return stops.map((stop, index) => {
    const last = index === stops.length - 1;
    const hours = last ? deliveredAt : PICK_UP_HOURS + index * legHours;
    const offset =
      request.stepSeconds === undefined ? hours * HOUR_MS : (index + 1) * request.stepSeconds * 1000;
    return { ...stop, dueAt: request.boughtAt + Math.round(offset) };
  });
}

function stopsOf({ from, to, carrier }: JourneyRequest): Stop[] {
  const origin = placeOf(from);
  const destination = placeOf(to);
  const hubs = hubsBetween(origin, destination);
  const hops = hubs.map((location, index): Stop => {
    const entry = location.country !== (hubs[index - 1] ?? origin).country;
    return {
      status: 'in_transit',
      statusDetail: 'arrived_at_facility',
      message: entry ? 'Cleared customs' : `Arrived at ${carrier} sorting centre`,
      location,
    };
  });
  return [
    {
      status: 'in_transit',
      statusDetail: 'departed_facility',
      message: `Picked up by ${carrier}`,
      location: origin,
    },
    ...hops,
    {
      status: 'out_for_delivery',
      statusDetail: 'out_for_delivery',
      message: 'Out for delivery',
      location: destination,
    },
    {
      status: 'delivered',
      statusDetail: 'arrived_at_destination',
      message: 'Delivered',
      location: destination,
    },
  ];
}

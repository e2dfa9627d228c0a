import type { ParcelTrouble, ShipmentStatus } from '@cartless/domain';

/** What a detail of a scan says beyond the state that it comes with. */
type Meaning = Readonly<{
  /** Where the parcel is by that, whatever the state says. */
  status?: ShipmentStatus;
  why?: ParcelTrouble;
  /** The recipient has to fetch it. */
  waits?: true;
}>;

/**
 * Every `status_detail` of EasyPost that says more than its state; the others (`departed_facility`, `weather_delay`,
 * `missorted` …) are steps of a way that goes on. Source: docs.easypost.com, "Tracker", status details.
 */
export const DETAILS: Readonly<Record<string, Meaning>> = {
  lost: { status: 'lost' },
  // At the door, so it goes back.
  refused: { status: 'returned', why: 'refused' },
  return: { status: 'returned' },
  damaged: { status: 'exception', why: 'damaged' },
  delivery_exception: { status: 'exception' },
  transit_exception: { status: 'exception' },
  // The carrier asks for something before it goes on.
  awaiting_information: { status: 'exception', why: 'address' },
  held: { status: 'exception', why: 'held' },
  // The carrier may put it right by itself; should it fail, this is why.
  address_correction: { why: 'address' },
  arrived_at_pickup_location: { status: 'out-for-delivery', waits: true },
  available_for_pickup: { status: 'out-for-delivery', waits: true },
};

/** A parcel that goes back goes on doing so, and one that was brought was: a detail of the way there changes neither. */
export const isSettled = (status: ShipmentStatus | null): boolean =>
  status === 'returned' || status === 'delivered';

import { AppError, type OrderNumber, readOrderNumber, type UserId } from '@cartless/domain';
import { ShipmentNotFound } from '../shipments/errors.ts';
import type { Shipment } from '../shipments/shipment.ts';
import { currentParcel, refreshIsDue, type TrackingView, trackingView } from './tracking-view.ts';
import type { AskCarrier } from './ask-carrier.ts';
import type { Clock, Shipments } from '../shipments/ports.ts';

/** Answers from memory while it is fresh, and from older memory when nothing better is to be had. */
export type TrackingCache = Readonly<{
  get(
    key: string,
    load: () => Promise<TrackingView | undefined>,
  ): Promise<Readonly<{ view: TrackingView; stale: boolean }> | undefined>;
}>;

type Ports = Readonly<{
  shipments: Shipments;
  askCarrier: AskCarrier;
  cache: TrackingCache;
  clock: Clock;
  /** A look at a parcel asks the carrier at most once in so many seconds, however many look. */
  refreshSeconds: number;
}>;
type Viewer = Readonly<{ userId: UserId; isStaff: boolean }>;

/**
 * Where is my parcel? For the owner or the staff, by the order number as a person types it.
 *
 * @throws AppError SHIPMENT_NOT_FOUND for a number that is mistyped, unknown or somebody else's
 */
export const trackShipment =
  (ports: Ports) =>
  async (typed: string, viewer: Viewer): Promise<TrackingView> => {
    const orderNumber = readOrderNumber(typed);
    if (orderNumber === undefined) throw ShipmentNotFound();
    const found = await ports.cache.get(orderNumber, () => load(ports, orderNumber));
    if (found === undefined || (found.view.userId !== viewer.userId && !viewer.isStaff))
      throw ShipmentNotFound();
    return { ...found.view, stale: found.view.stale || found.stale };
  };

async function load(ports: Ports, orderNumber: OrderNumber): Promise<TrackingView | undefined> {
  const { shipments, clock, refreshSeconds } = ports;
  const parcels = await shipments.ofOrder(orderNumber);
  const current = currentParcel(parcels);
  if (current === undefined) return undefined;
  if (!refreshIsDue(current, clock(), refreshSeconds)) return trackingView(parcels, current, clock());
  const { shipment, failed } = await refresh(ports, current);
  const view = trackingView(
    parcels.map((parcel) => (parcel.id === shipment.id ? shipment : parcel)),
    shipment,
    clock(),
  );
  return failed ? { ...view, stale: true } : view;
}

/** One of all who look takes the question upon itself by a conditional write; the others answer with what is known. */
async function refresh(
  { shipments, askCarrier, clock, refreshSeconds }: Ports,
  known: Shipment,
): Promise<{ shipment: Shipment; failed: boolean }> {
  const now = clock();
  let isOurs = false;
  const asking = await shipments.change(
    known.id,
    (current) => {
      isOurs = refreshIsDue(current, now, refreshSeconds);
      return isOurs ? { state: { ...current, askedAt: now.toISOString() } } : undefined;
    },
    { known },
  );
  if (!isOurs) return { shipment: asking, failed: false };
  try {
    return { shipment: (await askCarrier(asking)) ?? asking, failed: false };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { shipment: asking, failed: true };
  }
}

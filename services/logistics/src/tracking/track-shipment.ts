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
  /** Is told what went wrong that no caller hears of. */
  notice: (what: string, error: unknown) => void;
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
  const parcels = await shipments.ofOrder(orderNumber, { consistent: true });
  const current = currentParcel(parcels);
  if (current === undefined) return undefined;
  if (!refreshIsDue(current, clock(), refreshSeconds)) return trackingView(parcels, current, clock());
  const shipment = await refresh(ports, current);
  return trackingView(
    parcels.map((parcel) => (parcel.id === shipment.id ? shipment : parcel)),
    shipment,
    clock(),
  );
}

/** One of all who look takes the question upon itself by a conditional write; the others answer with what is known. */
async function refresh(
  { shipments, askCarrier, clock, refreshSeconds, notice }: Ports,
  known: Shipment,
): Promise<Shipment> {
  const now = clock();
  const askedAt = now.toISOString();
  let isOurs = false;
  try {
    const asking = await shipments.change(
      known.id,
      (current) => {
        isOurs = refreshIsDue(current, now, refreshSeconds);
        return isOurs ? { state: { ...current, askedAt } } : undefined;
      },
      { known },
    );
    return isOurs ? ((await askCarrier(asking)) ?? asking) : asking;
  } catch (error) {
    // What is known is an answer, whatever keeps us from knowing more.
    if (!(error instanceof AppError)) notice('a parcel cannot be brought up to date', error);
    return unanswered({ shipments, notice }, known, askedAt);
  }
}

/** Tells all who look that the carrier could not be asked, unless something newer was heard meanwhile. */
async function unanswered(
  { shipments, notice }: Pick<Ports, 'shipments' | 'notice'>,
  known: Shipment,
  askedAt: string,
): Promise<Shipment> {
  try {
    return await shipments.change(known.id, (current) =>
      current.unanswered || (current.checkedAt ?? '') > askedAt
        ? undefined
        : { state: { ...current, unanswered: true } },
    );
  } catch (error) {
    notice('that a carrier did not answer could not be noted', error);
    return { ...known, unanswered: true };
  }
}

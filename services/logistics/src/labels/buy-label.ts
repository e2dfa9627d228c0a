import { AppError, type ShipmentId } from '@cartless/domain';
import type { Carriers } from '../carriers/choice.ts';
import type { EraseLate } from '../erasure/erase-late.ts';
import type { HeedHold } from '../holds/heed-hold.ts';
import { isHeld } from '../holds/hold.ts';
import { afterFailure, type PollRules } from '../scheduler/due-work.ts';
import type { Clock, Shipments } from '../shipments/ports.ts';
import { problemFrom } from '../shipments/problem.ts';
import type { Shipment } from '../shipments/shipment.ts';
import type { ShippingRules } from '../shipments/shipping-rules.ts';
import type { ApplyKeptUpdates } from '../tracking/apply-kept-updates.ts';
import { followed } from '../tracking/followed.ts';
import type { ParcelCodes } from '../tracking/parcel-codes.ts';
import { needsPerson } from './errors.ts';
import { isStray, takeLabel, wantsLabel, withoutLabel } from './label.ts';
import { buyAgain, buyFirst } from './purchase.ts';
import type { VoidLabel } from './void-label.ts';

type Ports = Readonly<{
  shipments: Shipments;
  codes: ParcelCodes;
  carriers: Carriers;
  rules: ShippingRules;
  poll: PollRules;
  clock: Clock;
  applyKept: ApplyKeptUpdates;
  voidLabel: VoidLabel;
  eraseLate: EraseLate;
  heedHold: HeedHold;
}>;
export type LabelWish = Readonly<{
  /** Counts the parcel as handed over at once. */
  dispatch: boolean;
  carrier?: string | undefined;
}>;
export type BuyLabel = ReturnType<typeof buyLabel>;

/**
 * Buys the label of a parcel that has none, from the carriers that its rule names, in their order. However often it is tried, by
 * however many at once, one label is bought: where is stored before anything is paid for, and as long as it may have been bought
 * there, nobody else is asked (ADR 32).
 *
 * @throws AppError CARRIER_UNAVAILABLE, CARRIER_REFUSED, LABEL_UNCERTAIN, CARRIER_NOT_OFFERED, CUSTOMS_INCOMPLETE, DANGERS_MIXED, DANGER_UNKNOWN
 */
export const buyLabel =
  (ports: Ports) =>
  async (id: ShipmentId, wish: LabelWish): Promise<Shipment> => {
    const { shipments, codes, poll, clock, carriers, applyKept, voidLabel } = ports;
    const asked = await shipments.read(id);
    if (!wantsLabel(asked)) return asked;
    const found = await ports.heedHold(asked);
    if (!wantsLabel(found)) return found;
    const shipment = await ports.eraseLate(found);
    const purchase = await (shipment.booking === undefined
      ? buyFirst(ports, shipment, wish.carrier)
      : buyAgain(ports, shipment, shipment.booking, wish.carrier));
    if (purchase === undefined) return shipments.read(id);
    const { booking, tracking } = purchase;
    const carrier = carriers.of(booking.provider);
    const label = await followed(carrier, purchase.label);
    await codes.claim(booking.provider, label.trackingNumber, id);
    const stored = await shipments.change(id, (current) =>
      takeLabel(current, { booking, label }, wish.dispatch, clock(), poll),
    );
    if (isStray(stored, { booking, label })) {
      await carrier.giveBack(booking, label);
      return stored;
    }
    if (stored.status === 'cancelled') await voidLabel(id);
    return (await applyKept(booking.provider, label.trackingNumber, id, tracking)) ?? stored;
  };

type Background = Readonly<{ shipments: Shipments; clock: Clock; buy: BuyLabel; dispatch: boolean }>;

/**
 * The same where nobody waits for it. A carrier that does not answer is tried again by the scheduler; a parcel that it
 * refuses, or of which too little is known, is left for a person.
 */
export const buyLabelInBackground =
  ({ shipments, clock, buy, dispatch }: Background) =>
  async (id: ShipmentId): Promise<'bought' | 'postponed' | 'refused'> => {
    try {
      return isHeld(await buy(id, { dispatch })) ? 'postponed' : 'bought';
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const refused = needsPerson(error);
      if (!refused && error.kind !== 'unavailable') throw error;
      const at = clock().toISOString();
      await shipments.change(id, (current) => {
        if (!wantsLabel(current)) return undefined;
        if (refused) return withoutLabel(current, problemFrom(error, at));
        return { state: afterFailure(current, clock(), Math.random()) };
      });
      return refused ? 'refused' : 'postponed';
    }
  };

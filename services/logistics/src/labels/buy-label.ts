import { AppError, type ShipmentId } from '@cartless/domain';
import { chooseRate, ruleFor } from './rate.ts';
import { afterFailure, type PollRules } from '../scheduler/due-work.ts';
import { consignmentOf } from './consignment.ts';
import { CarrierNotOffered, needsPerson } from './errors.ts';
import { CarrierRefused } from '../carriers/errors.ts';
import { wantsLabel, withBooking, withLabel, withoutLabel } from './label.ts';
import type { Shipment } from '../shipments/shipment.ts';
import type { ShippingRules } from '../shipments/shipping-rules.ts';
import type { ApplyKeptUpdates } from '../tracking/apply-kept-updates.ts';
import type { Carriers } from '../carriers/choice.ts';
import type { EraseLate } from '../erasure/erase-late.ts';
import type { Booked, Bought } from '../carriers/carrier.ts';
import type { Clock, Shipments } from '../shipments/ports.ts';
import type { HeedHold } from '../holds/heed-hold.ts';
import { isHeld } from '../holds/hold.ts';
import { dangerOf } from '../packing/dangers.ts';
import type { ParcelCodes } from '../tracking/parcel-codes.ts';
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
 * Buys the label of a parcel that has none. However often it is tried, by however many at once, one label is bought:
 * the parcel's id at the carrier is stored before anything is paid for, and only that one is ever bought.
 *
 * @throws AppError CARRIER_UNAVAILABLE, CARRIER_REFUSED, CUSTOMS_INCOMPLETE, DANGERS_MIXED, DANGER_UNKNOWN
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
    const { provider } = shipment.booking ?? { provider: carriers.preferred.provider };
    const { label, tracking } = await buyBooked(ports, shipment, wish);
    await codes.claim(provider, label.trackingNumber, id);
    const stored = await shipments.change(id, (current) => {
      if (wantsLabel(current)) return withLabel(current, label, wish.dispatch, clock(), poll);
      if (current.status === 'cancelled' && current.label === undefined) {
        return { state: { ...current, label } };
      }
      return undefined;
    });
    if (stored.status === 'cancelled') await voidLabel(id);
    return (await applyKept(provider, label.trackingNumber, id, tracking)) ?? stored;
  };

async function buyBooked(ports: Ports, shipment: Shipment, wish: LabelWish): Promise<Bought> {
  const { carriers, shipments, rules } = ports;
  const known = shipment.booking;
  const carrier = known === undefined ? carriers.preferred : carriers.of(known.provider);
  const { id } = shipment;
  const offer =
    known === undefined ? await carrier.book(consignmentOf(shipment, rules)) : await carrier.booked(known);
  const stored = await shipments.change(id, (current) =>
    current.booking === undefined
      ? withBooking(current, { provider: carrier.provider, ref: offer.ref })
      : undefined,
  );
  const booking = stored.booking ?? { provider: carrier.provider, ref: offer.ref };
  const valid = booking.ref === offer.ref ? offer : await carrier.booked(booking);
  return valid.bought ?? carrier.buy(booking, rateOf(valid, stored, wish, rules));
}

function rateOf(
  { rates }: Booked,
  { address, weightGrams, lines }: Shipment,
  wish: LabelWish,
  rules: ShippingRules,
): string {
  const { country, region } = address;
  const rule = ruleFor(rules, { country, region, weightGrams, dangerousGoods: dangerOf({ lines }) });
  const rate = chooseRate(rates, rule, wish.carrier);
  if (rate !== undefined) return rate.id;
  if (wish.carrier === undefined) throw CarrierRefused({ details: { reason: 'it makes no offer' } });
  const offered = [...new Set(rates.map(({ carrier }) => carrier))].join(', ');
  throw CarrierNotOffered({ details: { carrier: wish.carrier, offered } });
}

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
        if (refused) return withoutLabel(current, { code: error.code, message: error.message, at });
        return { state: afterFailure(current, clock(), Math.random()) };
      });
      return refused ? 'refused' : 'postponed';
    }
  };

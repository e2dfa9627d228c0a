import { type AppError, isError } from '@cartless/domain';
import type { Booked, Bought } from '../carriers/carrier.ts';
import { candidates, type Carriers } from '../carriers/choice.ts';
import { CarrierRefused, CarrierUnavailable, foundWrong, isNothingSent } from '../carriers/errors.ts';
import type { Clock, Shipments } from '../shipments/ports.ts';
import type { Booking, Shipment } from '../shipments/shipment.ts';
import type { CarrierRule, ShippingRules } from '../shipments/shipping-rules.ts';
import { strictestOf } from '../packing/dangers.ts';
import { consignmentAgain, consignmentOf } from './consignment.ts';
import { CarrierNotOffered } from './errors.ts';
import { withAnotherTry, withBooking, withoutBooking } from './label.ts';
import { chooseRate, type Rate, ruleFor } from './rate.ts';

type Ports = Readonly<{ shipments: Shipments; carriers: Carriers; rules: ShippingRules; clock: Clock }>;
/** A label, and where it was bought. */
export type Purchase = Bought & Readonly<{ booking: Booking }>;
/** Who is to drive the van, when a person says so. */
type Wanted = string | undefined;

/**
 * Buys the label at the first carrier of the parcel's rule that works and makes an offer. The booking is stored right before the
 * label is asked for, and taken back only when the carrier was certainly not asked: then the next one is.
 *
 * @returns undefined when nobody wants a label of it any more
 * @throws AppError CARRIER_UNAVAILABLE, CARRIER_REFUSED, CARRIER_NOT_OFFERED, CUSTOMS_INCOMPLETE, DANGERS_MIXED, DANGER_UNKNOWN
 */
export async function buyFirst(
  ports: Ports,
  shipment: Shipment,
  wanted: Wanted,
): Promise<Purchase | undefined> {
  const { shipments, carriers, rules, clock } = ports;
  const rule = ruleOf(shipment, rules);
  const consignment = consignmentOf(shipment, rules);
  const failures: AppError[] = [];
  const offers: Rate[] = [];
  for (const carrier of candidates(carriers, rule?.providers, wanted !== undefined)) {
    const offer = await carrier.book(consignment).catch(passing(failures, wanted));
    const rate = offer && chooseRate(offer.rates, rule, wanted);
    offers.push(...(offer?.rates ?? []));
    if (offer === undefined || (rate === undefined && offer.bought === undefined)) continue;
    const booking: Booking = {
      provider: carrier.provider,
      ref: offer.ref,
      ...(rate && { rateId: rate.id }),
      at: clock().toISOString(),
    };
    let isOurs = false;
    const stored = await shipments.change(shipment.id, (current) => {
      const change = withBooking(current, booking);
      isOurs = change !== undefined;
      return change;
    });
    if (!isOurs) return stored.booking && buyAgain(ports, stored, stored.booking, wanted);
    try {
      const bought = offer.bought ?? (await carrier.buy(booking, rate?.id ?? '', consignment));
      return { ...bought, booking };
    } catch (error) {
      if (!isNothingSent(error) || !(await isTakenBack(ports, stored))) throw error;
      failures.push(error as AppError);
    }
  }
  throw failures[0] ?? notOffered(offers, wanted);
}

/**
 * Asks the carrier that a parcel is booked with what became of its label, and buys it when there is none. That it asks is stored
 * first, so that nobody takes the booking back meanwhile.
 *
 * @returns undefined when the parcel is booked elsewhere now, or not at all
 * @throws AppError CARRIER_UNAVAILABLE, CARRIER_REFUSED, CARRIER_NOT_OFFERED
 */
export async function buyAgain(
  { shipments, carriers, rules }: Ports,
  shipment: Shipment,
  booking: Booking,
  wanted: Wanted,
): Promise<Purchase | undefined> {
  const carrier = carriers.of(booking.provider);
  const consignment = consignmentAgain(shipment, rules);
  const offer = await carrier.booked(booking, consignment);
  if (offer.bought !== undefined) return { ...offer.bought, booking };
  const rateId = rateOf(offer, booking, ruleOf(shipment, rules), wanted);
  let isOurs = false;
  await shipments.change(shipment.id, (current) => {
    const change = withAnotherTry(current, booking);
    isOurs = change !== undefined;
    return change;
  });
  if (!isOurs) return undefined;
  return { ...(await carrier.buy(booking, rateId, consignment)), booking };
}

/** A booking that nobody can have asked a label by goes. @returns whether it did */
async function isTakenBack({ shipments }: Ports, stored: Shipment): Promise<boolean> {
  const { booking } = await shipments.change(stored.id, (current) => withoutBooking(current, stored));
  return booking === undefined;
}

/** A carrier that is down is passed over; one that refuses the parcel only when a person named another. */
const passing =
  (failures: AppError[], wanted: Wanted) =>
  (error: unknown): undefined => {
    const passes =
      isError(CarrierUnavailable, error) || (wanted !== undefined && isError(CarrierRefused, error));
    if (!passes) throw error;
    failures.push(error);
  };

/** What was asked for before, unless a person wants another carrier. */
function rateOf(
  { rates }: Booked,
  { rateId }: Booking,
  rule: CarrierRule | undefined,
  wanted: Wanted,
): string {
  const before = wanted === undefined ? rates.find(({ id }) => id === rateId) : undefined;
  const rate = before ?? chooseRate(rates, rule, wanted);
  if (rate === undefined) throw notOffered(rates, wanted);
  return rate.id;
}

function notOffered(offers: readonly Rate[], wanted: Wanted): AppError {
  if (wanted === undefined)
    return CarrierRefused({ details: { reason: foundWrong('nobody makes an offer') } });
  const offered = [...new Set(offers.map(({ carrier }) => carrier))].join(', ');
  return CarrierNotOffered({ details: { carrier: wanted, offered } });
}

const ruleOf = ({ address: { country, region }, weightGrams, lines }: Shipment, rules: ShippingRules) =>
  ruleFor(rules, { country, region, weightGrams, dangerousGoods: strictestOf(lines) });

import type { OrderStep } from '../../packages/mailer/src/templates/order-step.ts';

/** Something that can become of a parcel, who hears of it, and how it goes on. */
export type Outcome = Readonly<{
  /** What happened, in words for the page. */
  what: string;
  /** The type of its event, and what of the event's data tells it from other outcomes. */
  event: string;
  data?: Readonly<Record<string, unknown>>;
  /** The letter to the shopper; or why there is none. */
  mail: Readonly<{ step: OrderStep }> | Readonly<{ none: string }>;
  /** What the shopper and the staff can do: ids of routes. */
  shopper: readonly string[];
  staff: readonly string[];
  /** What time does when nobody does anything, by which scheduled function. */
  time?: Readonly<{ function: string; does: string }>;
  /** Nothing has to follow. */
  end?: true;
}>;

const SILENCE = { function: 'catchUp', does: 'lost after 45 days without a word' } as const;
const DECISION = { function: 'sweepOrders', does: 'the money goes back after 7 days' } as const;
const ALREADY = { none: 'told by another letter' } as const;

const returning = (what: string, reason: string | undefined): Outcome => ({
  what,
  event: 'logistics.shipment-returning.v1',
  data: { cause: reason === 'refused' ? 'refused' : 'undeliverable', reason },
  mail: { step: 'came-back' },
  shopper: ['trackShipment', 'requestReship'],
  staff: ['arriveBack', 'decideUndelivered', 'approveReship'],
  time: DECISION,
});

const exception = (what: string, reason: string | undefined): Outcome => ({
  what,
  event: 'logistics.shipment-exception.v1',
  data: { reason },
  mail: { step: 'trouble' },
  shopper: ['trackShipment', 'requestReship'],
  staff: ['arriveBack', 'approveReship'],
  time: SILENCE,
});

/**
 * Everything that can become of a parcel besides that it is made and leaves. `test/parcel-outcomes.test.ts` walks it: each row has
 * an event, a letter in every language or a reason why there is none, somebody who sends it, and a way on.
 */
export const PARCEL_OUTCOMES: readonly Outcome[] = [
  {
    what: 'The carrier does not accept it: no label',
    event: 'logistics.shipment-exception.v1',
    data: { carrier: null, trackingNumber: null, reason: 'not-accepted' },
    mail: { step: 'not-accepted' },
    shopper: ['changeAddress', 'cancelOrder'],
    staff: ['dispatchShipment'],
  },
  exception('The carrier reports a problem, and not which', undefined),
  exception('The carrier needs a better address', 'address'),
  exception('Damaged on the way', 'damaged'),
  exception('Held by customs or the carrier', 'held'),
  {
    what: 'It waits to be collected',
    event: 'logistics.shipment-collectable.v1',
    mail: { step: 'to-collect' },
    shopper: ['trackShipment'],
    staff: ['arriveBack'],
    time: SILENCE,
  },
  returning('Refused by the recipient', 'refused'),
  returning('Goes back: the address is wrong', 'address'),
  returning('Goes back: nobody collected it', 'not-collected'),
  returning('Goes back: damaged', 'damaged'),
  returning('Goes back: the carrier does not say why', undefined),
  {
    what: 'Goes back after its money was given back, or it was sent again',
    event: 'logistics.shipment-returning.v1',
    data: { instead: 'reship' },
    mail: { none: 'the shopper has heard what is done instead' },
    shopper: ['trackShipment'],
    staff: ['arriveBack'],
    end: true,
  },
  {
    what: 'Here again, brought by the carrier; nobody has looked at the goods',
    event: 'logistics.shipment-arrived-back.v1',
    data: { fit: undefined },
    mail: { step: 'back-here' },
    shopper: ['requestReship'],
    staff: ['arriveBack', 'decideUndelivered'],
    time: DECISION,
  },
  {
    what: 'Here again, and its goods can be sold, or cannot',
    event: 'logistics.shipment-arrived-back.v1',
    data: { fit: false },
    mail: { step: 'back-here' },
    shopper: ['requestReship'],
    staff: ['decideUndelivered'],
    time: DECISION,
  },
  {
    what: 'Somebody has looked at what was here',
    event: 'logistics.shipment-arrived-back.v1',
    data: { fit: true, again: true },
    mail: ALREADY,
    shopper: ['requestReship'],
    staff: ['decideUndelivered'],
    time: DECISION,
  },
  {
    what: 'Lost: the carrier says so, or nothing for 45 days',
    event: 'logistics.shipment-lost.v1',
    mail: { step: 'lost' },
    shopper: ['requestReship'],
    staff: ['decideUndelivered', 'approveReship', 'arriveBack'],
    time: DECISION,
  },
  {
    what: 'An order waits for a decision',
    event: 'orders.order-undelivered.v1',
    mail: ALREADY,
    shopper: ['requestReship'],
    staff: ['decideUndelivered'],
    time: DECISION,
  },
  {
    what: 'Found again',
    event: 'logistics.shipment-found.v1',
    mail: { step: 'found' },
    shopper: ['trackShipment'],
    staff: ['arriveBack'],
    time: SILENCE,
  },
  {
    what: 'Delivered',
    event: 'logistics.shipment-delivered.v1',
    mail: { step: 'delivered' },
    shopper: ['confirmReceipt', 'requestReturn', 'requestReship'],
    staff: [],
    time: { function: 'sweepOrders', does: 'completed when the return window is over' },
  },
  {
    what: 'Delivered after its money was given back',
    event: 'logistics.shipment-delivered.v1',
    data: { instead: 'refund' },
    mail: { step: 'turned-up' },
    shopper: ['trackShipment'],
    staff: ['getAnyOrder'],
    end: true,
  },
  {
    what: 'Delivered after it was sent again',
    event: 'logistics.shipment-delivered.v1',
    data: { instead: 'reship' },
    mail: { step: 'turned-up' },
    shopper: ['requestReturn'],
    staff: ['getAnyOrder'],
    end: true,
  },
  {
    what: 'The shopper asks for a replacement',
    event: 'logistics.reship-requested.v1',
    data: { by: 'shopper' },
    mail: { step: 'reship-asked' },
    shopper: ['trackShipment', 'requestReturn'],
    staff: ['approveReship', 'rejectReship', 'decideUndelivered'],
  },
  {
    what: 'The staff asks for one, which is agreed to at once',
    event: 'logistics.reship-requested.v1',
    data: { by: 'staff' },
    mail: ALREADY,
    shopper: ['trackShipment'],
    staff: ['dispatchShipment'],
  },
  {
    what: 'A replacement of some items is agreed to',
    event: 'logistics.partial-reship-approved.v1',
    data: { ordered: undefined },
    mail: { step: 'reship-agreed' },
    shopper: ['trackShipment', 'requestReship'],
    staff: ['dispatchShipment'],
  },
  {
    what: 'A replacement is agreed to, of all or of what is left',
    event: 'logistics.reship-approved.v1',
    data: { ordered: undefined, again: [{ productId: 'prd_0demo', quantity: 1 }] },
    mail: { step: 'reship-agreed' },
    shopper: ['trackShipment'],
    staff: ['dispatchShipment'],
  },
  {
    what: 'A replacement is refused',
    event: 'logistics.reship-rejected.v1',
    data: { ordered: undefined },
    mail: { step: 'reship-refused' },
    shopper: ['requestReship', 'requestReturn'],
    staff: [],
  },
  {
    what: 'The shop sends again what did not arrive, all or some items',
    event: 'orders.reship-ordered.v1',
    data: {
      shipmentIds: [],
      parts: [{ shipmentId: 'shp_0demo', items: [{ productId: 'prd_0demo', quantity: 1 }] }],
    },
    mail: { step: 'sent-again' },
    shopper: ['trackShipment'],
    staff: ['dispatchShipment'],
  },
  {
    what: 'The replacement that the shop ordered is made',
    event: 'logistics.reship-approved.v1',
    data: { ordered: true, reason: 'undelivered' },
    mail: ALREADY,
    shopper: ['trackShipment'],
    staff: ['dispatchShipment'],
  },
  {
    what: 'The replacement that the shop ordered cannot be made: the account is gone',
    event: 'logistics.reship-rejected.v1',
    data: { ordered: true },
    mail: { none: 'nobody is there to read it' },
    shopper: [],
    staff: ['decideUndelivered'],
    time: DECISION,
  },
  {
    what: 'Given up: the money of all or some items goes back',
    event: 'orders.delivery-given-up.v1',
    mail: { step: 'given-up' },
    shopper: ['getOrder'],
    staff: ['payRefund'],
    end: true,
  },
  {
    what: 'It had left when its order was to go to another address',
    event: 'logistics.readdress-refused.v1',
    mail: { step: 'address-refused' },
    shopper: ['trackShipment'],
    staff: ['arriveBack'],
    time: SILENCE,
  },
  {
    what: 'It goes to another address',
    event: 'logistics.shipment-readdressed.v1',
    mail: { none: 'the shopper asked for it, and the order says so' },
    shopper: ['changeAddress', 'cancelOrder'],
    staff: ['dispatchShipment'],
  },
  {
    what: 'Held: its payment is disputed',
    event: 'orders.payment-disputed.v1',
    mail: {
      none: 'who disputes a payment hears from the bank; a stranger who used the card shall not hear from us',
    },
    shopper: ['cancelOrder'],
    staff: ['releaseShipment'],
  },
  {
    what: 'Held: its account is suspended',
    event: 'users.user-suspended.v1',
    mail: { none: 'what is said to a suspended account is for support to decide' },
    shopper: ['cancelOrder'],
    staff: ['releaseShipment'],
  },
];

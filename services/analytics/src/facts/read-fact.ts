import {
  DisputeClosed,
  LabelBought,
  LabelVoided,
  type DomainEvent,
  type EventContract,
  fromAddressSnapshot,
  NO_CITY,
  toldCity,
  OrderCancelled,
  OrderCompleted,
  OrderPaid,
  OrderPaidV2,
  OrderPlaced,
  OrderRefunded,
  OrderUndelivered,
  DeliveryGivenUp,
  GoodsReshelved,
  ReshipOrdered,
  RefundFailed,
  type OrderSnapshot,
  ReturnApproved,
  ReturnReceived,
  ReturnRejected,
  ReturnRequested,
  ReturnWithdrawn,
  ShipmentDelivered,
  ShipmentDispatched,
  ShipmentException,
  ShipmentFound,
  ShipmentLost,
  ShipmentReturning,
  UserActivated,
  UserErased,
  UserRegistered,
  UserRegisteredV2,
  PaymentDisputed,
  PaymentFailed,
  skuOf,
  type Money,
} from '@cartless/domain';
import { ForeignCurrency } from './errors.ts';
import type {
  Costed,
  Fact,
  LabelFact,
  Line,
  Moved,
  OrderFact,
  OrderPart,
  ParcelFact,
  PersonFact,
  Returned,
} from './fact.ts';
import { pseudonymOf } from './pseudonym.ts';

type Event<Data> = DomainEvent<Data>;
type Reader = Readonly<{ contract: EventContract; read: (event: Event<never>, currency: string) => Fact }>;
type OrderEventData = OrderSnapshot & Readonly<{ refund?: Money }>;
type LabelData = Omit<LabelBought['data'], 'boughtAt'>;
type RefundData = Readonly<{ refundedInAll?: Money | undefined; disputeId?: string | undefined }>;

const reader = <Data>(
  contract: EventContract<Data>,
  read: (event: Event<Data>, currency: string) => Fact,
): Reader => ({ contract, read });

/** More of a carrier's name would be too long for a key. */
const CARRIER_LENGTH = 80;

const personal =
  (kind: PersonFact['kind']) =>
  ({ id, time, data }: Event<{ userId: string }>): PersonFact => ({
    id,
    kind,
    buyer: pseudonymOf(data.userId),
    at: time,
  });

const parcel =
  (kind: ParcelFact['kind']) =>
  ({ id, sequence, data }: Event<ShipmentDispatched['data']>): ParcelFact => ({
    id,
    kind,
    buyer: pseudonymOf(data.userId),
    at: data.at,
    orderId: data.orderId,
    orderNumber: data.orderNumber,
    shipmentId: data.shipmentId,
    sequence,
    ...(data.carrier !== null && { carrier: data.carrier.slice(0, CARRIER_LENGTH) }),
    ...((data.replaces ?? data.replacesSome) !== undefined && { replaces: true }),
    ...(data.firstEstimate !== undefined && { firstEstimate: data.firstEstimate }),
  });

const label =
  <Data extends LabelData>(kind: LabelFact['kind'], at: (data: Data) => string) =>
  ({ id, sequence, data }: Event<Data>, currency: string): LabelFact => ({
    id,
    kind,
    sequence,
    buyer: pseudonymOf(data.userId),
    at: at(data),
    shipmentId: data.shipmentId,
    orderId: data.orderId,
    orderNumber: data.orderNumber,
    region: data.region ?? data.country,
    ...(data.cost?.currency === currency && { cost: data.cost.amount }),
  });

const order =
  <Data extends OrderEventData>(kind: OrderFact['kind'], at: (data: Data) => string) =>
  ({ id, sequence, data }: Event<Data>, currency: string): OrderFact => ({
    id,
    kind,
    sequence,
    buyer: pseudonymOf(data.userId),
    at: at(data),
    order: orderPart(data, currency),
    ...(data.refund && { refund: minorUnits(data.refund, currency) }),
  });

/** What a fact of given back money tells of all of it, and of why. */
const refundPart = ({ refundedInAll, disputeId }: RefundData, currency: string): Partial<OrderFact> => ({
  ...(refundedInAll && { refundedInAll: minorUnits(refundedInAll, currency) }),
  ...(disputeId !== undefined && { byDispute: true }),
});

const refunded = (event: OrderRefunded, currency: string): OrderFact => ({
  ...order<OrderRefunded['data']>('refunded', ({ refundedAt }) => refundedAt)(event, currency),
  ...refundPart(event.data, currency),
});

/** Money that was booked as given back, and did not arrive, is in the shop again until it is paid in another way. */
function takenBack(event: RefundFailed, currency: string): OrderFact {
  const { refund, undone, ...data } = event.data;
  const fact = order<typeof data>('refunded', ({ failedAt }) => failedAt)({ ...event, data }, currency);
  return {
    ...fact,
    ...refundPart(data, currency),
    refund: undone ? -minorUnits(refund, currency) : 0,
  };
}

const returnRequested = (event: ReturnRequested, currency: string): OrderFact => ({
  ...order<ReturnRequested['data']>('return-requested', ({ requestedAt }) => requestedAt)(event, currency),
  ...(event.data.reasonCode && { reason: event.data.reasonCode }),
});

/** Goods that came back; what goes back for them is counted when it does. */
function goodsBack(event: ReturnReceived, currency: string): OrderFact {
  const { refund: _refund, returnItems, ...data } = event.data;
  const fact = order<typeof data>('return-received', ({ receivedAt }) => receivedAt)(
    { ...event, data },
    currency,
  );
  const returned = returnItems.map((item): Returned => {
    const { productId, quantity, restocked } = item;
    const line = data.items.find((one) => skuOf(one) === skuOf(item));
    const costed = line && costOf([{ ...line, quantity: restocked }], currency);
    return { productId, quantity, restocked, ...(costed && { costed }) };
  });
  return { ...fact, returned, ...(data.reasonCode && { reason: data.reasonCode }) };
}

/** Goods that are on the shelf again without a return, or left it once more. */
function goodsMoved(event: GoodsReshelved, currency: string): OrderFact {
  const fact = order<GoodsReshelved['data']>('goods-reshelved', ({ movedAt }) => movedAt)(event, currency);
  const moved = event.data.moved.map((goods): Moved => {
    const { productId, units } = goods;
    const line = event.data.items.find((one) => skuOf(one) === skuOf(goods));
    const costed = line && costOf([{ ...line, quantity: units }], currency);
    return { productId, units, ...(costed && { costed }) };
  });
  return { ...fact, moved };
}

/** A dispute is counted once, when it is opened. */
const disputed = (event: PaymentDisputed, currency: string): OrderFact => ({
  ...order<PaymentDisputed['data']>('disputed', ({ openedAt }) => openedAt)(event, currency),
  ...(event.data.reopened && { reopened: true }),
  disputed: inBooks(event.data.disputed, currency),
});

const disputeClosed = (event: DisputeClosed, currency: string): OrderFact => ({
  ...order<DisputeClosed['data']>('dispute-closed', ({ closedAt }) => closedAt)(event, currency),
  outcome: event.data.outcome,
});

const paymentFailed = (event: PaymentFailed, currency: string): OrderFact => ({
  ...order<PaymentFailed['data']>('payment-failed', ({ failedAt }) => failedAt)(event, currency),
  failed: minorUnits(event.data.amount, currency),
});

const cancelled = (event: OrderCancelled, currency: string): OrderFact => ({
  ...order<OrderCancelled['data']>('cancelled', ({ cancelledAt }) => cancelledAt)(event, currency),
  ...(event.data.reason === 'unpaid' && { unpaid: true }),
  ...(event.data.paid && { wasPaid: true }),
});

/** The contract's states are those of its first release, which had no name for this one. */
function undelivered(event: OrderUndelivered, currency: string): OrderFact {
  const fact = order<OrderUndelivered['data']>('undelivered', (data) => data.undeliveredAt)(event, currency);
  return { ...fact, order: { ...fact.order, status: 'undelivered' } };
}

const READERS: readonly Reader[] = [
  reader(UserRegisteredV2, personal('registered')),
  // Of a producer of the release before, which tells no later version.
  reader(UserRegistered, personal('registered')),
  reader(UserActivated, personal('activated')),
  reader(UserErased, personal('erased')),
  reader(
    OrderPlaced,
    order('placed', (data) => data.placedAt),
  ),
  reader(
    OrderPaidV2,
    order('paid', (data) => data.paidAt),
  ),
  reader(
    OrderPaid,
    order('paid', (data) => data.paidAt),
  ),
  reader(OrderCancelled, cancelled),
  reader(OrderRefunded, refunded),
  reader(RefundFailed, takenBack),
  reader(
    OrderCompleted,
    order('completed', (data) => data.completedAt),
  ),
  reader(ReturnRequested, returnRequested),
  reader(
    ReturnApproved,
    order('return-approved', (data) => data.approvedAt),
  ),
  reader(
    ReturnRejected,
    order('return-rejected', (data) => data.rejectedAt),
  ),
  reader(
    ReturnWithdrawn,
    order('return-withdrawn', (data) => data.withdrawnAt),
  ),
  reader(ReturnReceived, goodsBack),
  reader(GoodsReshelved, goodsMoved),
  reader(PaymentDisputed, disputed),
  reader(DisputeClosed, disputeClosed),
  reader(PaymentFailed, paymentFailed),
  reader(OrderUndelivered, undelivered),
  reader(
    ReshipOrdered,
    order('sent-again', (data) => data.orderedAt),
  ),
  reader(
    DeliveryGivenUp,
    order('given-up', (data) => data.givenUpAt),
  ),
  reader(ShipmentDispatched, parcel('dispatched')),
  reader(ShipmentDelivered, parcel('delivered')),
  reader(ShipmentException, parcel('exception')),
  reader(ShipmentReturning, parcel('returning')),
  reader(ShipmentLost, parcel('lost')),
  reader(ShipmentFound, parcel('found')),
  reader(
    LabelBought,
    label('label-bought', ({ boughtAt }) => boughtAt),
  ),
  reader(
    LabelVoided,
    label('label-voided', ({ voidedAt }) => voidedAt),
  ),
];

/** The events that numbers are made from. */
export const FACTS_FROM: readonly EventContract[] = READERS.map(({ contract }) => contract);

/**
 * Reduces an event to what the books need: nothing of a person but a pseudonym, nothing of an address but the region.
 *
 * @param currency ISO 4217 code of the shop's books
 * @throws AppError FOREIGN_CURRENCY when the event's money is of another currency
 */
export function readFact(event: DomainEvent, currency: string): Fact {
  const known = READERS.find(({ contract }) => contract.type === event.type);
  if (known === undefined) throw new Error(`no reader for ${event.type}`);
  return known.read(event as Event<never>, currency);
}

function orderPart(data: OrderSnapshot, currency: string): OrderPart {
  const byProduct = Map.groupBy(data.items, ({ productId }) => productId);
  return {
    orderId: data.orderId,
    orderNumber: data.orderNumber,
    status: data.status,
    lines: [...byProduct.values()].flatMap((lines) => asLine(lines, currency)),
    total: minorUnits(data.total, currency),
    ...(data.taxIncluded && { tax: minorUnits(data.taxIncluded, currency) }),
    region: placeOf(data.shippingAddress),
    ...cityIn(data.shippingAddress),
    paymentMethod: data.paymentMethod,
    placedAt: data.placedAt,
  };
}

/** The city that an order goes to; a release before told none, and none is told that does not look like one. */
const cityIn = ({ city }: OrderSnapshot['shippingAddress']): Pick<OrderPart, 'city'> =>
  toldCity(city) === NO_CITY ? {} : { city: toldCity(city) };

/** Where an order goes, as reports tell places apart: a country without regions is one place. */
const placeOf = (address: OrderSnapshot['shippingAddress']): string =>
  fromAddressSnapshot(address).region ?? address.country;

function asLine(lines: OrderSnapshot['items'], currency: string): Line[] {
  const [first] = lines;
  if (first === undefined) return [];
  const discounts = lines.map(({ discount }) => (discount ? minorUnits(discount, currency) : 0));
  const discount = sum(discounts);
  const amounts = lines.map(
    ({ unitPrice, quantity }, i) => minorUnits(unitPrice, currency) * quantity - (discounts[i] ?? 0),
  );
  const taxes = lines.map(({ taxIncluded }) => (taxIncluded ? minorUnits(taxIncluded, currency) : 0));
  const costed = costOf(lines, currency);
  const net = sum(
    lines.map(({ unitCost }, i) => (unitCost === undefined ? 0 : (amounts[i] ?? 0) - (taxes[i] ?? 0))),
  );
  return [
    {
      productId: first.productId,
      title: first.productTitle ?? first.title,
      category: first.category,
      quantity: sum(lines.map(({ quantity }) => quantity)),
      amount: sum(amounts),
      ...unitsByVariant(lines),
      ...(first.taxIncluded && { tax: sum(taxes) }),
      ...(discount !== 0 && { discount }),
      ...(costed && { costed: { ...costed, net } }),
    },
  ];
}

function unitsByVariant(lines: OrderSnapshot['items']): Pick<Line, 'variants'> {
  const units: Record<string, number> = {};
  for (const { variantId, quantity } of lines) {
    if (variantId !== undefined) units[variantId] = (units[variantId] ?? 0) + quantity;
  }
  return Object.keys(units).length > 0 ? { variants: units } : {};
}

/** What is known of the cost of lines; undefined when nothing is. */
function costOf(
  lines: readonly Pick<OrderSnapshot['items'][number], 'quantity' | 'unitCost'>[],
  currency: string,
): Costed | undefined {
  const known = lines.flatMap(({ quantity, unitCost }) =>
    unitCost === undefined ? [] : [{ units: quantity, cost: minorUnits(unitCost, currency) * quantity }],
  );
  if (known.length === 0) return undefined;
  return { units: sum(known.map(({ units }) => units)), cost: sum(known.map(({ cost }) => cost)) };
}

const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);

/** What is only told for the record may be of another currency than the books; it counts nothing then. */
const inBooks = ({ amount, currency }: Money, expected: string): number =>
  currency === expected ? amount : 0;

function minorUnits({ amount, currency }: Money, expected: string): number {
  if (currency !== expected) throw ForeignCurrency({ details: { currency, expected } });
  return amount;
}

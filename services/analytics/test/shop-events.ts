import {
  DeliveryGivenUp,
  GoodsReshelved,
  DisputeClosed,
  OrderUndelivered,
  ReshipOrdered,
  type DomainEvent,
  LabelBought,
  LabelVoided,
  type Money,
  type NewEvent,
  OrderCancelled,
  OrderCompleted,
  OrderPaid,
  OrderPlaced,
  OrderRefunded,
  type OrderSnapshot,
  type ToldOrderStatus,
  PaymentDisputed,
  PaymentFailed,
  type PaymentMethod,
  ReturnApproved,
  ReturnReceived,
  type ReturnReason,
  ReturnRejected,
  ReturnRequested,
  ReturnWithdrawn,
  RefundFailed,
  ShipmentDelivered,
  ShipmentDispatched,
  ShipmentException,
  ShipmentFound,
  ShipmentLost,
  ShipmentReturning,
  StockCounted,
  UserActivated,
  UserErased,
  UserRegistered,
} from '@cartless/domain';

const ORDER_NUMBER = '20261121-4F7K2M9-C';
const cny = (amount: number) => ({ amount, currency: 'CNY' });

export type TestLine = Readonly<{
  product: string;
  quantity: number;
  price: number;
  category?: string;
  title?: string;
  /** Off all units together. */
  discount?: number;
  /** Of one unit, to the shop. */
  cost?: number | undefined;
  variant?: string;
}>;
export type TestOrder = Readonly<{
  id: string;
  user: string;
  at: string;
  lines?: readonly TestLine[];
  region?: string;
  city?: string;
  paymentMethod?: PaymentMethod;
  shippingFee?: number;
  /** Percent that its prices include; a release that knew of no tax told none. */
  tax?: number;
}>;

export const linesTotal = (lines: readonly TestLine[]): number =>
  lines.reduce((sum, { price, quantity, discount = 0 }) => sum + price * quantity - discount, 0);

/** The total of a test order, in minor units. */
export const totalOf = (order: TestOrder): number =>
  linesTotal(order.lines ?? LINES) + (order.shippingFee ?? 0);

const LINES: readonly TestLine[] = [
  { product: 'lamp', title: 'Desk lamp', quantity: 2, price: 12_900, category: 'home' },
];

const taxIn = (amount: number, percent: number): number => Math.round((amount * percent) / (100 + percent));

function snapshot(order: TestOrder, status: ToldOrderStatus): OrderSnapshot {
  const {
    id,
    user,
    at,
    lines = LINES,
    region = '上海',
    city = '上海',
    paymentMethod = 'card',
    shippingFee = 0,
  } = order;
  return {
    orderId: `ord_${id}`,
    orderNumber: status === 'placed' ? null : ORDER_NUMBER,
    userId: `usr_${user}`,
    status,
    items: lines.map(
      ({ product, quantity, price, category = 'home', title = product, discount, cost, variant }) => ({
        productId: `prd_${product}`,
        ...(variant !== undefined && { variantId: variant }),
        title,
        category,
        quantity,
        unitPrice: cny(price),
        ...(discount !== undefined && { discount: cny(discount) }),
        ...(cost !== undefined && { unitCost: cny(cost) }),
        ...(order.tax !== undefined && {
          taxIncluded: cny(taxIn(price * quantity - (discount ?? 0), order.tax)),
        }),
      }),
    ),
    shippingFee: cny(shippingFee),
    total: cny(linesTotal(lines) + shippingFee),
    shippingAddress: {
      recipient: '林美',
      phone: '+8613800138000',
      line1: '长乐路 88 号',
      city,
      region,
      postalCode: '200040',
      country: 'CN',
    },
    paymentMethod,
    placedAt: at,
    ...(order.tax !== undefined && { taxIncluded: cny(taxIn(linesTotal(lines) + shippingFee, order.tax)) }),
  };
}

/** Any contract, as far as making events goes. */
type Creates = Readonly<{ create(event: NewEvent<never>): DomainEvent }>;

const ofOrder = (contract: Creates, order: TestOrder, sequence: number, time: string, data: object) =>
  contract.create({ subject: `ord_${order.id}`, sequence, time, data: data as never });

const ofUser = (contract: Creates, user: string, sequence: number, time: string, more: object = {}) =>
  contract.create({
    subject: `usr_${user}`,
    sequence,
    time,
    data: { userId: `usr_${user}`, ...more } as never,
  });

/** What a parcel's event may tell beside what all of them do. */
type OfParcel = Partial<Omit<ShipmentDispatched['data'], 'shipmentId'>> & Readonly<{ shipmentId?: string }>;

const withCause = (more: OfParcel): OfParcel & Readonly<{ cause: 'refused' }> => ({
  ...more,
  cause: 'refused',
});

const ofParcel = (
  contract: Creates,
  order: TestOrder,
  sequence: number,
  at: string,
  status: string,
  more: OfParcel = {},
) =>
  contract.create({
    subject: more.shipmentId ?? `shp_${order.id}`,
    sequence,
    time: at,
    data: {
      shipmentId: `shp_${order.id}`,
      orderId: `ord_${order.id}`,
      orderNumber: ORDER_NUMBER,
      userId: `usr_${order.user}`,
      status,
      carrier: 'SFExpress',
      trackingNumber: 'EZ1',
      at,
      ...more,
    } as never,
  });

const ofLabel = (contract: Creates, order: TestOrder, sequence: number, time: string, data: object) =>
  contract.create({
    subject: `shp_${order.id}`,
    sequence,
    time,
    data: {
      shipmentId: `shp_${order.id}`,
      orderId: `ord_${order.id}`,
      orderNumber: ORDER_NUMBER,
      userId: `usr_${order.user}`,
      carrier: 'SFExpress',
      provider: 'easypost',
      country: 'CN',
      region: order.region ?? '上海',
      ...data,
    } as never,
  });

const NO_LINE = { productId: '', variantId: undefined, title: '', category: '' };

/** A step of a return of the first units of an order. */
const ofReturn = (contract: Creates, order: TestOrder, sequence: number, at: string, data: object) => {
  const [{ productId, variantId, title, category } = NO_LINE] = snapshot(order, 'delivered').items;
  return ofOrder(contract, order, sequence, at, {
    ...snapshot(order, 'delivered'),
    returnId: `ret_${order.id}-1`,
    returnItems: [{ productId, ...(variantId && { variantId }), title, category, quantity: 1, restocked: 1 }],
    ...data,
  });
};

/** How many there are of something that is sold. */
type TestCount = StockCounted['data']['counted'][number];

/** What happens in a shop, as the events that tell of it. */
export const happened = {
  registered: (user: string, at: string) =>
    ofUser(UserRegistered, user, 1, at, {
      username: `name-of-${user}`,
      email: `${user}@example.com`,
      locale: 'en',
    }),
  activated: (user: string, at: string) => ofUser(UserActivated, user, 2, at),
  erased: (user: string, at: string) => ofUser(UserErased, user, 9, at),
  placed: (order: TestOrder) =>
    ofOrder(OrderPlaced, order, 1, order.at, { ...snapshot(order, 'placed'), payBy: null }),
  paid: (order: TestOrder, at: string) =>
    ofOrder(OrderPaid, order, 2, at, { ...snapshot(order, 'paid'), paidAt: at }),
  cancelled: (order: TestOrder, at: string, more: Partial<OrderCancelled['data']> = {}) =>
    ofOrder(OrderCancelled, order, 3, at, {
      ...snapshot(order, 'cancelled'),
      reason: 'shopper',
      cancelledAt: at,
      ...more,
    }),
  completed: (order: TestOrder, at: string) =>
    ofOrder(OrderCompleted, order, 4, at, { ...snapshot(order, 'completed'), completedAt: at }),
  refunded: (order: TestOrder, at: string, amount: number, sequence = 5, before = 0) =>
    ofOrder(OrderRefunded, order, sequence, at, {
      ...snapshot(order, 'returned'),
      refund: cny(amount),
      refundedInAll: cny(before + amount),
      refundedAt: at,
    }),
  returnRequested: (order: TestOrder, at: string, sequence = 10, reasonCode?: ReturnReason) =>
    ofReturn(ReturnRequested, order, sequence, at, {
      reason: '林美 says',
      ...(reasonCode && { reasonCode }),
      requestedAt: at,
    }),
  /** As the release before told it: without the return's id and units. */
  returnRequestedBefore: (order: TestOrder, at: string) =>
    ofOrder(ReturnRequested, order, 10, at, {
      ...snapshot(order, 'return-requested'),
      reason: '林美 says',
      requestedAt: at,
    }),
  returnApproved: (order: TestOrder, at: string, sequence = 11) =>
    ofReturn(ReturnApproved, order, sequence, at, { by: 'admin', arriveBy: at, approvedAt: at }),
  returnRejected: (order: TestOrder, at: string, sequence = 11) =>
    ofReturn(ReturnRejected, order, sequence, at, { reason: 'for 林美', rejectedAt: at }),
  returnWithdrawn: (order: TestOrder, at: string, sequence = 11) =>
    ofReturn(ReturnWithdrawn, order, sequence, at, { by: 'shopper', withdrawnAt: at }),
  returnReceived: (order: TestOrder, at: string, sequence = 12, reasonCode?: ReturnReason) =>
    ofReturn(ReturnReceived, order, sequence, at, {
      refund: cny(100),
      ...(reasonCode && { reasonCode }),
      receivedAt: at,
    }),
  /** So many units of its first line are on the shelf again; below zero, left it once more. */
  reshelved: (order: TestOrder, at: string, units: number, sequence = 9) => {
    const [{ productId, variantId } = NO_LINE] = snapshot(order, 'shipped').items;
    return ofOrder(GoodsReshelved, order, sequence, at, {
      ...snapshot(order, 'shipped'),
      moved: [{ productId, ...(variantId && { variantId }), units }],
      movedAt: at,
    });
  },
  paymentFailed: (order: TestOrder, at: string, sequence = 2) =>
    ofOrder(PaymentFailed, order, sequence, at, {
      ...snapshot(order, 'placed'),
      amount: cny(totalOf(order)),
      reason: 'declined',
      failedAt: at,
    }),
  disputed: (order: TestOrder, at: string, sequence = 7, again = false) =>
    ofOrder(PaymentDisputed, order, sequence, at, {
      ...PaymentDisputed.example,
      ...snapshot(order, 'paid'),
      disputed: cny(totalOf(order)),
      openedAt: at,
      ...(again && { reopened: true }),
    }),
  lost: (order: TestOrder, at: string, amount: number, sequence = 9) =>
    ofOrder(OrderRefunded, order, sequence, at, {
      ...snapshot(order, 'cancelled'),
      refund: cny(amount),
      refundedInAll: cny(amount),
      refundedAt: at,
      disputeId: 'du_1',
    }),
  wonOnAppeal: (order: TestOrder, at: string, amount: number, sequence = 11) =>
    ofOrder(RefundFailed, order, sequence, at, {
      ...snapshot(order, 'cancelled'),
      refund: cny(amount),
      undone: true,
      refundedInAll: cny(0),
      failedAt: at,
      disputeId: 'du_1',
    }),
  disputeClosed: (order: TestOrder, at: string, outcome: DisputeClosed['data']['outcome'], sequence = 9) =>
    ofOrder(DisputeClosed, order, sequence, at, {
      ...DisputeClosed.example,
      ...snapshot(order, 'paid'),
      outcome,
      closedAt: at,
    }),
  undelivered: (order: TestOrder, at: string, sequence = 6) =>
    ofOrder(OrderUndelivered, order, sequence, at, {
      ...snapshot(order, 'shipped'),
      shipmentId: 'shp_1',
      cause: 'lost',
      decideBy: at,
      undeliveredAt: at,
    }),
  sentAgain: (order: TestOrder, at: string, sequence = 7) =>
    ofOrder(ReshipOrdered, order, sequence, at, {
      ...snapshot(order, 'shipped'),
      shipmentIds: ['shp_1'],
      orderedAt: at,
    }),
  givenUp: (order: TestOrder, at: string, status: ToldOrderStatus = 'cancelled', sequence = 8) =>
    ofOrder(DeliveryGivenUp, order, sequence, at, {
      ...snapshot(order, status),
      shipmentIds: ['shp_1'],
      decidedBy: 'admin',
      value: cny(totalOf(order)),
      givenUpAt: at,
    }),
  stockCounted: (
    product: string,
    sequence: number,
    at: string,
    counted: readonly TestCount[],
    category = 'home',
    active = true,
  ) =>
    StockCounted.create({
      subject: `prd_${product}`,
      sequence,
      time: at,
      data: {
        productId: `prd_${product}`,
        title: { en: product, 'zh-CN': product },
        category,
        active,
        counted: [...counted],
        countedAt: at,
      },
    }),
  dispatched: (order: TestOrder, at: string, more?: OfParcel) =>
    ofParcel(ShipmentDispatched, order, 3, at, 'dispatched', more),
  delivered: (order: TestOrder, at: string, more?: OfParcel) =>
    ofParcel(ShipmentDelivered, order, 4, at, 'delivered', more),
  inTrouble: (order: TestOrder, at: string, more?: OfParcel, sequence = 2) =>
    ofParcel(ShipmentException, order, sequence, at, 'exception', more),
  turnedBack: (order: TestOrder, at: string, more: OfParcel = {}) =>
    ofParcel(ShipmentReturning, order, 5, at, 'returned', withCause(more)),
  parcelLost: (order: TestOrder, at: string, more?: OfParcel, sequence = 5) =>
    ofParcel(ShipmentLost, order, sequence, at, 'lost', more),
  parcelFound: (order: TestOrder, at: string, more?: OfParcel, sequence = 6) =>
    ofParcel(ShipmentFound, order, sequence, at, 'in-transit', more),
  labelBought: (order: TestOrder, at: string, cost: Money | undefined, sequence = 2) =>
    ofLabel(LabelBought, order, sequence, at, { ...(cost && { cost }), boughtAt: at }),
  labelVoided: (order: TestOrder, at: string, cost: Money | undefined, sequence = 5) =>
    ofLabel(LabelVoided, order, sequence, at, { ...(cost && { cost }), voidedAt: at }),
};

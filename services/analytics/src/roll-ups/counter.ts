/**
 * Everything that is counted, with the letter under which roll-ups store it (a day's roll-up holds one number per
 * counter and hour, so names are paid for by the byte).
 */
export const COUNTERS = {
  /** Orders and units by the hour of placing. */
  orders: 'o',
  units: 'u',
  /** Money and orders by the hour of payment, before refunds. */
  revenue: 'r',
  paidOrders: 'p',
  /** The tax in that money, and what refunds took back of it, by the hour of the refund. */
  tax: 'i',
  taxRefunded: 'T',
  /** What promotions took off, shipping fees and units, by the hour of payment. */
  discounts: 'D',
  shipping: 'S',
  unitsSold: 'U',
  /** Orders by the hour of cancelling. */
  cancelled: 'c',
  /**
   * Units whose cost is known, what these cost, and what was paid for them without tax less that, by the hour of payment; orders
   * of which every cost is known. Cost is taken out again by the hour in which goods are on the shelf once more; of some
   * of these it is not known.
   */
  unitsCosted: 'K',
  costOfGoods: 'C',
  goodsProfit: 'P',
  costedOrders: 'O',
  uncostedReturns: 'Q',
  /** Labels of parcels, those whose cost is known and what these cost, by the hour of buying; taken out when they are given back. */
  labels: 'l',
  labelsCosted: 'J',
  labelCost: 'H',
  /** Money given back, by the hour of the refund, and once more by the hour in which the order was placed. */
  refunded: 'f',
  refundedByOrderDate: 'g',
  /** What of that lost disputes took. */
  lostToDisputes: 'L',
  /** Disputes of payments and what they are about, by the hour in which they were opened; their ends, by the hour of each. */
  disputes: 'x',
  disputedAmount: 'A',
  disputesWon: 'W',
  disputesLost: 'X',
  /** Tries to pay that came to nothing and what was to be paid, by the hour of each. */
  paymentFailures: 'F',
  failedAmount: 'G',
  /** Orders that nobody paid in time, and what they would have brought, by the hour of cancelling. */
  unpaidExpired: 'E',
  unpaidAmount: 'M',
  /** People by the hour of registering, and how far the people of that hour have come since. */
  registered: 'n',
  activated: 'a',
  ordered: 'b',
  paid: 'q',
  delivered: 'd',
  completed: 'e',
  /** Returns by the hour of each of their steps, and units by the hour in which they came back. */
  returnsRequested: 's',
  returnsApproved: 'k',
  returnsRejected: 'j',
  returnsWithdrawn: 'w',
  returnedUnits: 't',
  /** Orders by the hour in which a parcel of them came back or was lost. */
  undelivered: 'v',
  /** Parcels by the hour in which they left, arrived, first came into trouble, turned back or were lost. */
  parcelsDispatched: 'yd',
  parcelsDelivered: 'ya',
  parcelExceptions: 'ye',
  parcelsReturned: 'yr',
  parcelsLost: 'yl',
  /** Of the arrived, those of which an arrival was foretold, and those that came after it. */
  parcelsPromised: 'yp',
  parcelsLate: 'yt',
  /** Parcels whose time from payment to leaving is known, that time, and how many took how many hours at most; by the hour of leaving. */
  shipTimed: 'ys',
  shipMinutes: 'ym',
  shipWithin4: 'h0',
  shipWithin12: 'h1',
  shipWithin24: 'h2',
  shipWithin48: 'h3',
  shipWithin72: 'h4',
  shipWithin120: 'h5',
  shipWithin168: 'h6',
  shipWithin336: 'h7',
  shipLonger: 'hx',
  /** The same of the time from leaving to arriving, by the hour of arriving. */
  deliverTimed: 'yD',
  deliverMinutes: 'yM',
  deliverWithin24: 'z0',
  deliverWithin48: 'z1',
  deliverWithin72: 'z2',
  deliverWithin96: 'z3',
  deliverWithin120: 'z4',
  deliverWithin168: 'z5',
  deliverWithin240: 'z6',
  deliverWithin336: 'z7',
  deliverWithin720: 'z8',
  deliverLonger: 'zx',
  /** People by the hour of their first order; and of a month's, those who ordered again. */
  newBuyers: 'N',
  cameBack: 'B',
} as const;

export type Counter = keyof typeof COUNTERS;

const BY_LETTER = new Map(Object.entries(COUNTERS).map(([name, letter]) => [letter, name as Counter]));

/** The counter of a letter; undefined for one that this release does not know. */
export const counterOf = (letter: string): Counter | undefined =>
  BY_LETTER.get(letter as (typeof COUNTERS)[Counter]);

/** Some counters and how much each grows, or how far each has come. Money is in minor units. */
export type Amounts = Readonly<Partial<Record<Counter, number>>>;

import type { DomainEvent, PaymentMethod } from '@cartless/domain';
import * as fc from 'fast-check';
import { happened, type TestOrder, totalOf } from './shop-events.ts';

const START = Date.parse('2026-03-27T00:00:00Z');
const at = (hours: number): string => new Date(START + hours * 3_600_000).toISOString();

/** Orders reach their states through these endings. */
const ENDINGS = [
  'placed',
  'paid',
  'cancelled',
  'expired',
  'paid at the third try',
  'cancelled when paid',
  'delivered',
  'completed',
  'refunded',
  'refunded twice',
  'refunded whole',
  'returned twice',
  'return rejected',
  'disputed',
  'dispute won',
  'inquiry',
  'lost',
  'won on appeal',
  'parcel lost',
  'parcel lost and found',
  'parcel sent again',
  'parcel came back',
  'undelivered and given up',
  'undelivered and sent again',
  'undelivered in part',
] as const;

const product = fc.constantFrom('lamp', 'pen', 'sofa', 'cup');
const CATEGORY: Readonly<Record<string, string>> = {
  lamp: 'home',
  pen: 'office',
  sofa: 'home',
  cup: 'kitchen',
};

const line = fc.record({
  product,
  quantity: fc.integer({ min: 1, max: 9 }),
  price: fc.integer({ min: 1, max: 999_999 }),
  discount: fc.constantFrom(0, 1),
  cost: fc.constantFrom(undefined, 0, 17, 4711),
});

/** Hours with minutes: quarters of an hour of one zone are not the hours of another. */
const hours = (max: number) => fc.integer({ min: 1, max: max * 60 }).map((minutes) => minutes / 60);

/** Some of them changed their clocks in these weeks, and not all by an hour. */
const zone = fc.constantFrom(
  'UTC',
  'Asia/Shanghai',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Australia/Eucla',
  'Pacific/Chatham',
  'Pacific/Marquesas',
  'America/St_Johns',
);

const order = fc.record({
  user: fc.integer({ min: 0, max: 4 }),
  hour: hours(150),
  delay: hours(60),
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  region: fc.constantFrom('上海', '北京'),
  city: fc.constantFrom('上海', '通州', '朝阳'),
  paymentMethod: fc.constantFrom<PaymentMethod>('card', 'cod'),
  shippingFee: fc.integer({ min: 0, max: 2000 }),
  tax: fc.constantFrom(0, 9, 13),
  carrier: fc.constantFrom('SFExpress', 'EMS'),
  /** So many hours after the parcel left, its carrier says that it arrives; 0 is the end of that day. */
  estimate: fc.constantFrom(undefined, 0, 1, 40),
  /** What its label costs; a carrier may tell nothing, or name another currency. */
  label: fc.constantFrom(
    undefined,
    { amount: 900, currency: 'CNY' },
    { amount: 1234, currency: 'CNY' },
    { amount: 5, currency: 'USD' },
  ),
  ending: fc.constantFrom(...ENDINGS),
});

type RandomOrder = typeof order extends fc.Arbitrary<infer T> ? T : never;

function eventsOf(random: RandomOrder, id: string): DomainEvent[] {
  const { user, hour, delay, ending, lines, label, carrier, estimate, ...rest } = random;
  const shopOrder: TestOrder = {
    ...rest,
    id,
    user: `u${user}`,
    at: at(hour),
    lines: lines.map((each, i) => ({
      ...each,
      category: CATEGORY[each.product] ?? 'home',
      variant: `v${i}`,
    })),
  };
  const later = (steps: number) => at(hour + delay * steps);
  const total = totalOf(shopOrder);
  const half = Math.floor(total / 2);
  const all = {
    placed: [happened.placed(shopOrder)],
    cancelled: [happened.placed(shopOrder), happened.cancelled(shopOrder, later(1))],
    expired: [
      happened.placed(shopOrder),
      happened.paymentFailed(shopOrder, later(0)),
      happened.cancelled(shopOrder, later(1), { reason: 'unpaid' }),
    ],
    paid: [happened.placed(shopOrder), happened.paid(shopOrder, later(1))],
  };
  const foretold =
    estimate === 0 ? `${later(2).slice(0, 10)}T00:00:00.000Z` : at(hour + delay * 2 + (estimate ?? 0));
  const parcel = { carrier, ...(estimate !== undefined && { firstEstimate: foretold }) };
  const sent = [
    ...all.paid,
    happened.labelBought(shopOrder, later(1), label),
    happened.dispatched(shopOrder, later(2), parcel),
  ];
  const delivered = [...sent, happened.delivered(shopOrder, later(3), parcel)];
  const missing = [
    ...sent,
    happened.inTrouble(shopOrder, later(2.5), parcel, 4),
    happened.parcelLost(shopOrder, later(3), parcel),
  ];
  const instead = { ...parcel, shipmentId: `shp_${id}-2`, replaces: `shp_${id}` as const, carrier: 'YTO' };
  const refunded = [...delivered, happened.refunded(shopOrder, later(4), half, 5)];
  const disputed = [...all.paid, happened.disputed(shopOrder, later(2))];
  const lost = [
    ...disputed,
    happened.lost(shopOrder, later(3), half),
    happened.disputeClosed(shopOrder, later(3), 'lost'),
  ];
  return {
    ...all,
    delivered,
    completed: [...delivered, happened.completed(shopOrder, later(4))],
    refunded,
    'parcel lost': missing,
    'parcel lost and found': [
      ...missing,
      happened.parcelFound(shopOrder, later(4), parcel),
      ...(estimate === 1 ? [happened.parcelLost(shopOrder, later(5), parcel, 7)] : []),
    ],
    'parcel sent again': [
      ...missing,
      happened.reshelved(shopOrder, later(3.5), -1, 8),
      happened.dispatched(shopOrder, later(4), instead),
      happened.delivered(shopOrder, later(5), instead),
    ],
    // Before a label was bought, somebody could not be reached.
    'parcel came back': [
      happened.inTrouble(shopOrder, later(1.5), { carrier: null }),
      ...sent,
      happened.turnedBack(shopOrder, later(4), parcel),
      happened.reshelved(shopOrder, later(5), 1),
    ],
    'undelivered and given up': [
      ...missing,
      happened.undelivered(shopOrder, later(4), 8),
      happened.givenUp(shopOrder, later(5), 'cancelled', 9),
    ],
    'undelivered and sent again': [
      ...missing,
      happened.undelivered(shopOrder, later(4), 8),
      happened.sentAgain(shopOrder, later(5), 9),
      happened.undelivered(shopOrder, later(6), 10),
    ],
    'undelivered in part': [
      ...missing,
      happened.undelivered(shopOrder, later(4), 8),
      happened.givenUp(shopOrder, later(5), 'shipped', 9),
    ],
    'returned twice': [
      ...delivered,
      happened.returnRequested(shopOrder, later(4), 10, 'does-not-fit'),
      happened.returnApproved(shopOrder, later(5)),
      happened.returnReceived(shopOrder, later(6), 12, 'does-not-fit'),
      happened.returnRequested(shopOrder, later(6), 13),
      happened.returnWithdrawn(shopOrder, later(7), 14),
      happened.returnReceived(shopOrder, later(8), 15),
    ],
    'return rejected': [
      ...delivered,
      happened.returnRequested(shopOrder, later(4)),
      happened.returnRejected(shopOrder, later(5)),
    ],
    disputed,
    'paid at the third try': [
      happened.placed(shopOrder),
      happened.paymentFailed(shopOrder, later(0)),
      happened.paymentFailed(shopOrder, later(1), 3),
      happened.paid(shopOrder, later(2)),
    ],
    'cancelled when paid': [
      ...all.paid,
      happened.labelBought(shopOrder, later(1), label),
      happened.labelVoided(shopOrder, later(3), label),
      happened.cancelled(shopOrder, later(2), { paid: true }),
    ],
    'dispute won': [...disputed, happened.disputeClosed(shopOrder, later(3), 'won')],
    inquiry: [...disputed, happened.disputeClosed(shopOrder, later(3), 'inquiry-closed')],
    lost,
    'won on appeal': [
      ...lost,
      happened.disputed(shopOrder, later(4), 10, true),
      happened.wonOnAppeal(shopOrder, later(5), half),
      happened.disputeClosed(shopOrder, later(5), 'won', 11),
    ],
    'refunded twice': [...refunded, happened.refunded(shopOrder, later(5), 7, 6, half)],
    'refunded whole': [...refunded, happened.refunded(shopOrder, later(5), total - half, 6, half)],
  }[ending];
}

const people = fc.array(fc.record({ hour: hours(100), activated: fc.boolean(), erased: fc.boolean() }), {
  minLength: 1,
  maxLength: 5,
});

/** Counts of what there is of a product in each of some variants. */
const count = fc.record({
  product,
  category: fc.constantFrom('home', 'home.desk'),
  active: fc.boolean(),
  counted: fc.array(
    fc.record({
      available: fc.integer({ min: -1, max: 50 }),
      price: fc.nat(9999),
      cost: fc.constantFrom(undefined, 7),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

type RandomCount = typeof count extends fc.Arbitrary<infer T> ? T : never;

const countOf = ({ product: of, category, active, counted }: RandomCount, i: number): DomainEvent =>
  happened.stockCounted(
    of,
    i + 1,
    at(i),
    counted.map(({ available, price, cost }, place) => ({
      variantId: `v${place}`,
      available,
      price: { amount: price, currency: 'CNY' },
      ...(cost !== undefined && { cost: { amount: cost, currency: 'CNY' } }),
    })),
    category,
    active,
  );

/** Everything that happened in a small shop in a week, each event once. */
export const history: fc.Arbitrary<DomainEvent[]> = fc
  .record({ people, orders: fc.array(order, { maxLength: 8 }), counts: fc.array(count, { maxLength: 4 }) })
  .map((random) => [
    ...random.people.flatMap(({ hour, activated, erased }, i) => [
      happened.registered(`u${i}`, at(hour)),
      ...(activated ? [happened.activated(`u${i}`, at(hour + 1))] : []),
      ...(erased ? [happened.erased(`u${i}`, at(hour + 90))] : []),
    ]),
    ...random.orders.flatMap((each, i) => eventsOf(each, `o${i}`)),
    ...random.counts.map(countOf),
  ]);

/** How a queue may deliver a history: several times, in any order, in any batches, with crashes and foldings on the way. */
export const delivery = history.chain((events) =>
  fc.record({
    events: fc.constant(events),
    zone,
    queue: fc.array(fc.nat({ max: Math.max(0, events.length - 1) }), { maxLength: 40 }).chain((again) => {
      const twice = again.flatMap((i) => events[i] ?? []);
      return fc.shuffledSubarray([...events, ...twice], { minLength: events.length + twice.length });
    }),
    batchSizes: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 10 }),
    /** Batches of more days than this wait for others. */
    fewDays: fc.constantFrom(0, 1, 3, 14),
    /** The batches at whose start somebody begins to fold, and to book what waits. */
    folds: fc.array(fc.nat({ max: 12 }), { maxLength: 4 }),
    crashes: fc.array(fc.record({ call: fc.nat({ max: 40 }), isAfterwards: fc.boolean() }), { maxLength: 4 }),
  }),
);

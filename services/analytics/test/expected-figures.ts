import type {
  DomainEvent,
  LabelBought,
  OrderSnapshot,
  ShipmentDispatched,
  StockCounted,
} from '@cartless/domain';

/** What a plain reading of a history comes to. Keys are like `day 2026-03-27 orders` and `product prd_pen units`. */
export type Expected = Map<string, number>;

type OrderEvent = DomainEvent<
  OrderSnapshot & {
    refund?: { amount: number };
    refundedInAll?: { amount: number };
    disputeId?: string;
    disputed?: { amount: number };
    outcome?: string;
    reason?: string;
    reasonCode?: string;
    paid?: boolean;
    returnItems?: (OrderSnapshot['items'][number] & { restocked: number })[];
    moved?: { productId: string; variantId?: string; units: number }[];
    undone?: boolean;
    reopened?: boolean;
  }
>;

type Line = OrderSnapshot['items'][number];

const OF_RETURNS: Readonly<Record<string, string>> = {
  'return-requested': 'returnsRequested',
  'return-approved': 'returnsApproved',
  'return-rejected': 'returnsRejected',
  'return-withdrawn': 'returnsWithdrawn',
};

const paidFor = ({ unitPrice, quantity, discount }: OrderSnapshot['items'][number]): number =>
  unitPrice.amount * quantity - (discount?.amount ?? 0);

/** What the units of a line cost the shop; not a number where that is not known, and nor is any sum with it. */
const costOf = ({ quantity, unitCost }: Pick<OrderSnapshot['items'][number], 'quantity' | 'unitCost'>) =>
  quantity === 0 ? 0 : unitCost === undefined ? Number.NaN : unitCost.amount * quantity;

/** What of a sum belongs to a part of a whole; whole numbers, halves away from zero. */
const partOf = (sum: number, part: number, whole: number): number =>
  whole === 0 ? 0 : Math.floor((2 * sum * part + whole) / (2 * whole));

/** The day, week, month, quarter and year of an instant, as the runtime shows them in a zone. */
export function timesIn(zone: string, time: string) {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(new Date(time));
  const monday = new Date(`${day}T12:00:00Z`);
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
  const [year = '', month = ''] = day.split('-');
  const quarter = `${year}-Q${{ 0: 1, 1: 2, 2: 3, 3: 4 }[Math.floor((Number(month) - 1) / 3)]}`;
  return { day, week: monday.toISOString().slice(0, 10), month: `${year}-${month}`, quarter, year };
}

/**
 * Counts a history in the simplest way that can be thought of, to compare the service with.
 * @param zone by whose calendar
 */
export function expectedFigures(events: readonly DomainEvent[], zone: string): Expected {
  const figures: Expected = new Map();
  const add = (key: string, amount: number) => figures.set(key, (figures.get(key) ?? 0) + amount);
  const addOrder = (event: OrderEvent, time: string, metric: string, amount: number) => {
    for (const place of placesOf(event, time)) add(`${place} ${metric}`, amount);
  };
  const addTime = (time: string, metric: string, amount: number) => {
    for (const place of timesOf(time)) add(`${place} ${metric}`, amount);
  };
  const timesOf = (time: string) =>
    Object.entries(timesIn(zone, time)).map(([group, key]) => `${group} ${key}`);
  const placesOf = ({ data }: OrderEvent, time: string): string[] => {
    const { paymentMethod, shippingAddress } = data;
    const { region, city } = shippingAddress;
    const { day, quarter } = timesIn(zone, time);
    return [
      ...timesOf(time),
      `region ${region}`,
      `city ${region}/${city}`,
      `paymentMethod ${paymentMethod}`,
      `region,paymentMethod ${region},${paymentMethod}`,
      `city,region ${region}/${city},${region}`,
      `day,region ${day},${region}`,
      `paymentMethod,quarter ${paymentMethod},${quarter}`,
    ];
  };
  const placesOfParcel = (time: string, region: string): string[] => [
    ...timesOf(time),
    `region ${region}`,
    `day,region ${timesIn(zone, time).day},${region}`,
  ];
  const addLines = (
    event: OrderEvent,
    metric: string,
    amountOf: (line: OrderSnapshot['items'][number]) => number,
  ) => {
    for (const line of event.data.items) {
      for (const place of placesOfLine(event, line)) add(`${place} ${metric}`, amountOf(line));
    }
  };
  const addOncePerOrder = (event: OrderEvent, metric: string) => {
    const { items } = event.data;
    for (const place of new Set(items.flatMap((line) => placesOfProduct(event, line))))
      add(`${place} ${metric}`, 1);
    for (const place of new Set(items.flatMap((line) => placesOfCategory(event, line))))
      add(`${place} ${metric}`, 1);
  };
  const placesOfProduct = ({ time }: OrderEvent, { productId, category }: Line) => [
    `product ${productId}`,
    `category,product ${category},${productId}`,
    `week,product ${timesIn(zone, time).week},${productId}`,
  ];
  const placesOfCategory = ({ time, data }: OrderEvent, { category }: Line) => [
    `category ${category}`,
    `category,region ${category},${data.shippingAddress.region}`,
    `paymentMethod,category ${data.paymentMethod},${category}`,
    `category,year ${category},${timesIn(zone, time).year}`,
  ];
  const placesOfLine = (event: OrderEvent, line: Line) => [
    ...placesOfProduct(event, line),
    ...placesOfCategory(event, line),
  ];
  for (const each of events) {
    const event = each as OrderEvent;
    const kind = event.type.split('.')[1];
    if (kind === 'order-refunded' || kind === 'refund-failed') {
      const { refund, refundedInAll, undone, disputeId, total, taxIncluded } = event.data;
      const given = refund?.amount ?? 0;
      const back = kind === 'order-refunded' ? given : undone ? -given : 0;
      addOrder(event, event.time, 'refunded', back);
      addOrder(event, event.time, 'netRevenue', -back);
      addOrder(event, event.data.placedAt, 'refundedByOrderDate', back);
      if (disputeId !== undefined) addOrder(event, event.time, 'lostToDisputes', back);
      const tax = taxIncluded?.amount ?? 0;
      const now = refundedInAll?.amount ?? 0;
      const takenBack = partOf(tax, now, total.amount) - partOf(tax, now - back, total.amount);
      addOrder(event, event.time, 'taxAfterRefunds', -takenBack);
      addOrder(event, event.time, 'grossProfit', takenBack - back);
    }
    if (kind === 'label-bought' || kind === 'label-voided') {
      const { region, cost } = each.data as LabelBought['data'];
      const sign = kind === 'label-bought' ? 1 : -1;
      const known = cost?.currency === 'CNY' ? cost.amount : undefined;
      for (const place of placesOfParcel(event.time, region ?? '')) {
        add(`${place} labels`, sign);
        if (known === undefined) continue;
        add(`${place} labelsCosted`, sign);
        add(`${place} shippingCost`, sign * known);
        add(`${place} shippingMargin`, -sign * known);
      }
    }
    if (kind === 'order-placed') {
      addOrder(event, event.time, 'orders', 1);
      addOrder(
        event,
        event.time,
        'units',
        event.data.items.reduce((sum, { quantity }) => sum + quantity, 0),
      );
      addLines(event, 'units', ({ quantity }) => quantity);
      addOncePerOrder(event, 'orders');
    } else if (kind === 'order-paid') {
      addOrder(event, event.time, 'revenue', event.data.total.amount);
      addOrder(event, event.time, 'paidOrders', 1);
      addOrder(event, event.time, 'netRevenue', event.data.total.amount);
      addOrder(event, event.time, 'shipping', event.data.shippingFee.amount);
      for (const place of placesOfParcel(event.time, event.data.shippingAddress.region ?? ''))
        add(`${place} shippingMargin`, event.data.shippingFee.amount);
      addOrder(event, event.time, 'tax', event.data.taxIncluded?.amount ?? 0);
      addOrder(event, event.time, 'taxAfterRefunds', event.data.taxIncluded?.amount ?? 0);
      for (const { discount, quantity } of event.data.items) {
        addOrder(event, event.time, 'discounts', discount?.amount ?? 0);
        addOrder(event, event.time, 'unitsSold', quantity);
      }
      addLines(event, 'discounts', ({ discount }) => discount?.amount ?? 0);
      addLines(event, 'unitsSold', ({ quantity }) => quantity);
      const costs = event.data.items.reduce((sum, line) => sum + costOf(line), 0);
      addOrder(
        event,
        event.time,
        'grossProfit',
        event.data.total.amount - (event.data.taxIncluded?.amount ?? 0) - costs,
      );
      for (const line of event.data.items.filter(({ unitCost }) => unitCost !== undefined)) {
        const profit = paidFor(line) - (line.taxIncluded?.amount ?? 0) - costOf(line);
        for (const place of [...placesOf(event, event.time), ...placesOfLine(event, line)]) {
          add(`${place} unitsCosted`, line.quantity);
          add(`${place} costOfGoods`, costOf(line));
          add(`${place} goodsProfit`, profit);
        }
      }
      addLines(event, 'tax', ({ taxIncluded }) => taxIncluded?.amount ?? 0);
      addLines(event, 'revenue', paidFor);
    } else if (kind === 'order-cancelled') {
      addOrder(event, event.time, 'cancelled', 1);
      addOncePerOrder(event, 'cancelled');
      for (const line of event.data.paid ? event.data.items : []) {
        addOrder(event, event.time, 'grossProfit', costOf(line));
        for (const place of [...placesOf(event, event.time), ...placesOfLine(event, line)])
          add(`${place} costOfGoods`, -(costOf(line) || 0));
      }
      if (event.data.reason === 'unpaid') {
        addOrder(event, event.time, 'unpaidExpired', 1);
        addOncePerOrder(event, 'unpaidExpired');
        addOrder(event, event.time, 'unpaidAmount', event.data.total.amount);
        addLines(event, 'unpaidAmount', paidFor);
      }
    } else if (kind === 'order-undelivered') {
      addOrder(event, event.time, 'undelivered', 1);
      addOncePerOrder(event, 'undelivered');
    } else if (kind === 'delivery-given-up' && event.data.status === 'cancelled') {
      addOrder(event, event.time, 'cancelled', 1);
      addOncePerOrder(event, 'cancelled');
    } else if (kind === 'return-received') {
      for (const item of event.data.returnItems ?? []) {
        const { productId, variantId, quantity, restocked } = item;
        const sold = event.data.items.find(
          (line) => line.productId === productId && line.variantId === variantId,
        );
        const cost = sold ? costOf({ ...sold, quantity: restocked }) : Number.NaN;
        addOrder(event, event.time, 'grossProfit', cost);
        for (const place of [...placesOf(event, event.time), ...placesOfLine(event, item)])
          add(`${place} costOfGoods`, -(cost || 0));
        addOrder(event, event.time, 'returnedUnits', quantity);
        add(`reason ${event.data.reasonCode ?? 'unsaid'} returnedUnits`, quantity);
        for (const place of placesOfLine(event, item)) add(`${place} returnedUnits`, quantity);
      }
    } else if (kind === 'goods-reshelved') {
      for (const goods of event.data.moved ?? []) {
        const isSold = (line: Line) =>
          line.productId === goods.productId && line.variantId === goods.variantId;
        const sold = event.data.items.find(isSold);
        const cost = sold ? costOf({ ...sold, quantity: goods.units }) : Number.NaN;
        addOrder(event, event.time, 'grossProfit', cost);
        for (const place of [...placesOf(event, event.time), ...(sold ? placesOfLine(event, sold) : [])])
          add(`${place} costOfGoods`, -(cost || 0));
      }
    } else if (kind !== undefined && kind in OF_RETURNS) {
      addOrder(event, event.time, OF_RETURNS[kind] ?? '', 1);
      if (kind === 'return-requested') add(`reason ${event.data.reasonCode ?? 'unsaid'} returnsRequested`, 1);
    } else if (kind === 'payment-disputed' && !event.data.reopened) {
      addOrder(event, event.time, 'disputes', 1);
      addOrder(event, event.time, 'disputedAmount', event.data.disputed?.amount ?? 0);
    } else if (kind === 'payment-failed') {
      addOrder(event, event.time, 'paymentFailures', 1);
      addOrder(event, event.time, 'failedAmount', event.data.total.amount);
    } else if (kind === 'dispute-closed') {
      if (event.data.outcome === 'won') addOrder(event, event.time, 'disputesWon', 1);
      if (event.data.outcome === 'lost') addOrder(event, event.time, 'disputesLost', 1);
    } else if (kind === 'user-registered') {
      addTime(event.time, 'newUsers', 1);
    }
  }
  for (const [first] of ordersByBuyer(events)) addTime(first?.time ?? '', 'newBuyers', 1);
  addBuyers(figures, events, timesOf);
  for (const [key, paid] of [...figures].filter(([name]) => name.endsWith(' paidOrders'))) {
    const of = (metric: string) => figures.get(key.replace('paidOrders', metric)) ?? 0;
    figures.set(key.replace('paidOrders', 'averageOrderValue'), Math.round(of('revenue') / paid));
    figures.delete(key);
  }
  for (const [key, profit] of [...figures].filter(([name]) => name.endsWith(' grossProfit'))) {
    const of = (metric: string) => figures.get(key.replace('grossProfit', metric)) ?? 0;
    const sales = of('netRevenue') - of('taxAfterRefunds');
    if (sales > 0 && !Number.isNaN(profit))
      figures.set(key.replace('grossProfit', 'grossMargin'), profit / sales);
  }
  for (const [key, labels] of [...figures].filter(([name]) => name.endsWith(' labels'))) {
    const costed = figures.get(key.replace('labels', 'labelsCosted')) ?? 0;
    if (labels > 0) figures.set(key.replace('labels', 'shippingCostKnown'), costed / labels);
    if (costed !== labels) figures.set(key.replace('labels', 'shippingMargin'), Number.NaN);
    figures.delete(key.replace('labels', 'labelsCosted'));
    figures.delete(key);
  }
  for (const [key, sold] of [...figures].filter(
    ([name, amount]) => name.endsWith(' unitsSold') && amount > 0,
  )) {
    const of = (metric: string) => figures.get(key.replace('unitsSold', metric)) ?? 0;
    figures.set(key.replace('unitsSold', 'returnRate'), of('returnedUnits') / sold);
    figures.set(key.replace('unitsSold', 'costKnown'), of('unitsCosted') / sold);
    figures.delete(key.replace('unitsSold', 'unitsCosted'));
  }
  return figures;
}

/** Who bought in each stretch of time, who of them had before, and who more than once. */
function addBuyers(
  figures: Expected,
  events: readonly DomainEvent[],
  timesOf: (time: string) => readonly string[],
): void {
  const byTime = new Map<string, string[]>();
  for (const { time, data } of ordersByBuyer(events).flat())
    for (const place of timesOf(time)) byTime.set(place, [...(byTime.get(place) ?? []), data.userId]);
  for (const [place, users] of byTime) {
    const own = [...Map.groupBy(users, (user) => user).values()];
    figures.set(`${place} activeBuyers`, own.length);
    figures.set(`${place} returningBuyers`, own.length - (figures.get(`${place} newBuyers`) ?? 0));
    figures.set(`${place} repeatRate`, own.filter(({ length }) => length > 1).length / own.length);
  }
}

/** The orders that each buyer placed, the first one first. */
function ordersByBuyer(events: readonly DomainEvent[]): OrderEvent[][] {
  const placed = events.filter(({ type }) => type === 'orders.order-placed.v1') as OrderEvent[];
  return [...Map.groupBy(placed, ({ data }) => data.userId).values()].map((own) =>
    own.toSorted((a, b) => a.time.localeCompare(b.time)),
  );
}

/** What people did by the month of their first order: keys are like `2026-03 in 2026-04 buyers`. */
export function expectedCohorts(events: readonly DomainEvent[]): Expected {
  const figures: Expected = new Map();
  const add = (key: string, amount: number) => figures.set(key, (figures.get(key) ?? 0) + amount);
  for (const own of ordersByBuyer(events)) {
    const cohort = own.at(0)?.time.slice(0, 7);
    const userId = own.at(0)?.data.userId;
    for (const { time } of own) add(`${cohort} in ${time.slice(0, 7)} orders`, 1);
    for (const month of new Set(own.map(({ time }) => time.slice(0, 7))))
      add(`${cohort} in ${month} buyers`, 1);
    if (own.length > 1) add(`${cohort} came back`, 1);
    for (const { type, time, data } of events as readonly OrderEvent[]) {
      const isOwn = data.userId === userId && type.startsWith('orders.order-paid.');
      if (isOwn) add(`${cohort} in ${time.slice(0, 7)} revenue`, data.total.amount);
    }
  }
  return figures;
}

/** How many registered people reached each step, whatever order the events came in. */
export function expectedFunnel(events: readonly DomainEvent[]): number[] {
  const who = (kind: string) =>
    new Set(
      events
        .filter(({ type }) => type.split('.')[1] === kind)
        .map(({ data }) => (data as { userId: string }).userId),
    );
  const registered = who('user-registered');
  const steps = ['user-activated', 'order-placed', 'order-paid', 'shipment-delivered', 'order-completed'];
  return [registered.size, ...steps.map((kind) => [...who(kind)].filter((id) => registered.has(id)).length)];
}

/** Distinct buyers, and those with two orders or more. */
export function expectedBuyers(events: readonly DomainEvent[]): { buyers: number; repeaters: number } {
  const placed = events.filter(({ type }) => type === 'orders.order-placed.v1') as OrderEvent[];
  const byUser = [...Map.groupBy(placed, ({ data }) => data.userId).values()];
  return { buyers: byUser.length, repeaters: byUser.filter((own) => own.length > 1).length };
}

const SHIP = [4, 12, 24, 48, 72, 120, 168, 336];
const DELIVER = [24, 48, 72, 96, 120, 168, 240, 336, 720];

/** Times of parcels in minutes, as a report tells of them. */
function waitingOf(times: readonly number[], bounds: readonly number[]) {
  const sorted = times.toSorted((a, b) => a - b);
  const within = (percent: number) => {
    const time = sorted[Math.ceil((sorted.length * percent) / 100) - 1];
    return time === undefined ? null : (bounds.find((hours) => time <= hours * 60) ?? null);
  };
  const sum = times.reduce((all, time) => all + time, 0);
  return {
    parcels: times.length,
    averageHours: times.length === 0 ? null : sum / times.length / 60,
    medianWithinHours: within(50),
    p90WithinHours: within(90),
  };
}

/** How parcels fared between two instants, by `total`, by carrier and by region: keys are like `carrier EMS`. */
export function expectedFulfilment(events: readonly DomainEvent[], from: string, to: string) {
  const orders = events.filter(({ type }) => type.startsWith('orders.')) as OrderEvent[];
  const moves = events.filter(({ type }) => type.startsWith('logistics.shipment-')) as ShipmentDispatched[];
  const parcels = [...Map.groupBy(moves, ({ data }) => data.shipmentId).values()].map((own) => {
    const sorted = own.toSorted((a, b) => a.sequence - b.sequence);
    const times = (kind: string) =>
      sorted.filter(({ type }) => type.includes(kind)).map(({ data }) => data.at);
    const last = sorted.at(-1)?.data;
    const ofOrder = orders.filter(({ data }) => data.orderId === last?.orderId);
    return {
      times,
      last,
      order: ofOrder[0]?.data,
      paidAt: ofOrder.find(({ type }) => type.includes('order-paid'))?.time,
    };
  });
  const isIn = (at: string | undefined): at is string => at !== undefined && at >= from && at < to;
  const minutes = (first: string, second: string) =>
    Math.floor((Date.parse(second) - Date.parse(first)) / 60_000);
  const figuresOf = (own: typeof parcels) => {
    const arrived = own.filter(({ times }) => isIn(times('delivered')[0]));
    const left = own.filter(({ times }) => isIn(times('dispatched')[0]));
    const promised = arrived.filter(({ last }) => last?.firstEstimate !== undefined);
    const late = promised.filter(({ times, last }) => {
      const estimate = last?.firstEstimate ?? '';
      const end = estimate.endsWith('T00:00:00.000Z')
        ? Date.parse(estimate) + 24 * 3_600_000
        : Date.parse(estimate);
      return Date.parse(times('delivered')[0] ?? '') > end;
    });
    const lost = own.filter(
      ({ times }) => times('lost').length > times('found').length && times('delivered').length === 0,
    );
    return {
      dispatched: left.length,
      delivered: arrived.length,
      toShip: waitingOf(
        left.flatMap(({ times, last, order, paidAt }) => {
          const since = order?.paymentMethod === 'cod' ? order.placedAt : paidAt;
          return since === undefined || last?.replaces !== undefined
            ? []
            : [minutes(since, times('dispatched')[0] ?? '')];
        }),
        SHIP,
      ),
      toDeliver: waitingOf(
        arrived.map(({ times }) => minutes(times('dispatched')[0] ?? '', times('delivered')[0] ?? '')),
        DELIVER,
      ),
      promised: promised.length,
      late: late.length,
      lateRate: promised.length === 0 ? null : late.length / promised.length,
      exceptions: own.filter(({ times }) => isIn(times('exception')[0])).length,
      returned: own.filter(({ times }) => isIn(times('returning')[0])).length,
      lost: lost.filter(({ times }) => isIn(times('lost').at(-1))).length,
    };
  };
  const groups = [
    ['total', parcels] as const,
    ...Map.groupBy(parcels, ({ last }) => `carrier ${last?.carrier}`),
    ...Map.groupBy(parcels, ({ order }) => `region ${order?.shippingAddress.region}`),
  ];
  const figures = groups.map(([key, own]) => [key, figuresOf(own)] as const);
  return Object.fromEntries(
    figures.filter(
      ([key, { dispatched, delivered, exceptions, returned, lost }]) =>
        key === 'total' || dispatched + delivered + exceptions + returned + lost > 0,
    ),
  );
}

/** What there is to sell as it was counted last, and how it sold up to an instant, by sku; and the order of days left. */
export function expectedStock(events: readonly DomainEvent[], until: string) {
  const counts = events.filter(({ type }) => type === 'orders.stock-counted.v1') as StockCounted[];
  const paid = events.filter(({ type }) => type.startsWith('orders.order-paid.')) as OrderEvent[];
  const latest = [...Map.groupBy(counts, ({ subject }) => subject).values()].flatMap((own) =>
    own.toSorted((a, b) => b.sequence - a.sequence).slice(0, 1),
  );
  const soldIn = (days: number, productId: string, variantId: string | undefined) => {
    const from = Date.parse(until) - days * 86_400_000;
    const lines = paid
      .filter(({ time }) => Date.parse(time) >= from && time < until)
      .flatMap(({ data }) => data.items)
      .filter((line) => line.productId === productId && line.variantId === variantId);
    return lines.reduce((sum, { quantity }) => sum + quantity, 0);
  };
  const rows = latest
    .filter(({ data }) => data.active || data.counted.some(({ available }) => available > 0))
    .flatMap(({ data }) =>
      data.counted.map(({ variantId, available: told, price, cost }) => {
        const available = told < 0 ? 0 : told;
        const sold = soldIn(30, data.productId, variantId);
        return {
          sku: `${data.productId}.${variantId}`,
          category: data.category,
          available,
          valueAtPrice: available * price.amount,
          valueAtCost: cost === undefined ? null : available * cost.amount,
          soldIn7Days: soldIn(7, data.productId, variantId),
          soldIn30Days: sold,
          sellThrough: sold + available === 0 ? null : sold / (sold + available),
          daysLeft: sold === 0 ? null : (available * 30) / sold,
        };
      }),
    );
  return rows.toSorted((a, b) => (a.daysLeft ?? 1e9) - (b.daysLeft ?? 1e9) || (a.sku < b.sku ? -1 : 1));
}

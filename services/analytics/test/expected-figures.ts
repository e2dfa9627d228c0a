import type { DomainEvent, OrderSnapshot } from '@cartless/domain';

/** What a plain reading of a history comes to. Keys are like `day 2026-03-27 orders` and `product prd_pen units`. */
export type Expected = Map<string, number>;

type OrderEvent = DomainEvent<
  OrderSnapshot & {
    refund?: { amount: number };
    returnItems?: OrderSnapshot['items'];
    undone?: boolean;
    reopened?: boolean;
  }
>;

const OF_RETURNS: Readonly<Record<string, string>> = {
  'return-requested': 'returnsRequested',
  'return-approved': 'returnsApproved',
  'return-rejected': 'returnsRejected',
  'return-withdrawn': 'returnsWithdrawn',
};

/** Counts a history in the simplest way that can be thought of, to compare the service with. */
export function expectedFigures(events: readonly DomainEvent[]): Expected {
  const figures: Expected = new Map();
  const add = (key: string, amount: number) => figures.set(key, (figures.get(key) ?? 0) + amount);
  const addOrder = ({ data }: OrderEvent, time: string, metric: string, amount: number) => {
    for (const place of [
      `day ${time.slice(0, 10)}`,
      `region ${data.shippingAddress.region}`,
      `paymentMethod ${data.paymentMethod}`,
    ]) {
      add(`${place} ${metric}`, amount);
    }
  };
  const addLines = (
    { data }: OrderEvent,
    metric: string,
    amountOf: (line: OrderSnapshot['items'][number]) => number,
  ) => {
    for (const line of data.items) {
      add(`product ${line.productId} ${metric}`, amountOf(line));
      add(`category ${line.category} ${metric}`, amountOf(line));
    }
  };
  const addOncePerOrder = ({ data }: OrderEvent, metric: string) => {
    for (const id of new Set(data.items.map(({ productId }) => productId))) add(`product ${id} ${metric}`, 1);
    for (const category of new Set(data.items.map((line) => line.category)))
      add(`category ${category} ${metric}`, 1);
  };
  for (const each of events) {
    const event = each as OrderEvent;
    const kind = event.type.split('.')[1];
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
      addOrder(event, event.time, 'tax', event.data.taxIncluded?.amount ?? 0);
      addLines(event, 'tax', ({ taxIncluded }) => taxIncluded?.amount ?? 0);
      addLines(
        event,
        'revenue',
        ({ unitPrice, quantity, discount }) => unitPrice.amount * quantity - (discount?.amount ?? 0),
      );
    } else if (kind === 'order-cancelled') {
      addOrder(event, event.time, 'cancelled', 1);
      addOncePerOrder(event, 'cancelled');
    } else if (kind === 'order-refunded') {
      addOrder(event, event.time, 'refunded', event.data.refund?.amount ?? 0);
      addOrder(event, event.data.placedAt, 'refundedByOrderDate', event.data.refund?.amount ?? 0);
    } else if (kind === 'return-received') {
      for (const { productId, category, quantity } of event.data.returnItems ?? []) {
        addOrder(event, event.time, 'returnedUnits', quantity);
        add(`product ${productId} returnedUnits`, quantity);
        add(`category ${category} returnedUnits`, quantity);
      }
    } else if (kind !== undefined && kind in OF_RETURNS) {
      addOrder(event, event.time, OF_RETURNS[kind] ?? '', 1);
    } else if (kind === 'refund-failed') {
      const back = event.data.undone ? -(event.data.refund?.amount ?? 0) : 0;
      addOrder(event, event.time, 'refunded', back);
      addOrder(event, event.data.placedAt, 'refundedByOrderDate', back);
    } else if (kind === 'payment-disputed') {
      addOrder(event, event.time, 'disputes', event.data.reopened ? 0 : 1);
    } else if (kind === 'user-registered') {
      add(`day ${event.time.slice(0, 10)} newUsers`, 1);
    }
  }
  for (const own of ordersByBuyer(events)) add(`day ${own.at(0)?.time.slice(0, 10)} newBuyers`, 1);
  return figures;
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

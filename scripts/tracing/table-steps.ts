import { dynamoItems } from '@cartless/aggregate/dynamodb';
import { type OrderId, readOrderNumber } from '@cartless/domain';
import { LOGISTICS_TABLE } from '../../services/logistics/src/logistics-table.ts';
import { shipmentStore } from '../../services/logistics/src/shipments/shipment-store.ts';
import type { Shipment } from '../../services/logistics/src/shipments/shipment.ts';
import { fullHistory, type Order } from '../../services/orders/src/ordering/order.ts';
import { orderStore } from '../../services/orders/src/ordering/order-store.ts';
import { idOf, mailKey, numberKey, ORDERS_TABLE } from '../../services/orders/src/orders-table.ts';
import type { Step, Told } from './step.ts';

type Client = Parameters<typeof dynamoItems>[0];

/** How long the table remembers that a mail was sent, and with it when. */
const MAIL_KEPT_SECONDS = 30 * 86_400;

/** What the tables of a stage tell of orders and their parcels. */
export function tableSteps(client: Client, stage: string) {
  const items = dynamoItems(client, `cartless-${stage}-orders`, ORDERS_TABLE);
  const orders = orderStore(items);
  const shipments = shipmentStore(dynamoItems(client, `cartless-${stage}-logistics`, LOGISTICS_TABLE));
  return {
    /** @param name an order's id or number; of anything else nothing is told */
    async ofOrder(name: string): Promise<Told> {
      const orderId = await idFor(name);
      const order = orderId === undefined ? undefined : await orders.find(orderId);
      if (order === undefined) return { names: [], steps: [] };
      const { orderNumber } = order;
      const parcels = orderNumber === null ? [] : await shipments.ofOrder(orderNumber);
      return {
        names: [
          order.orderId,
          ...(orderNumber === null ? [] : [orderNumber]),
          ...parcels.map(({ id }) => id),
        ],
        steps: [...orderSteps(order), ...parcels.flatMap(parcelSteps)],
      };
    },
    /** The mails that went out about events. */
    async mailsAbout(eventIds: readonly string[]): Promise<Step[]> {
      const sent = await items.getMany(eventIds.map(mailKey));
      return sent.map(({ pk, expiresAt }) => ({
        // Known to the second: it was within it.
        at: new Date((Number(expiresAt) - MAIL_KEPT_SECONDS) * 1000 + 999).toISOString(),
        place: 'orders',
        says: `mail sent about ${idOf(String(pk))}`,
      }));
    },
  };

  async function idFor(name: string): Promise<OrderId | undefined> {
    if (name.startsWith('ord_')) return name as OrderId;
    const number = readOrderNumber(name);
    if (number === undefined) return undefined;
    return (await items.get(numberKey(number)))?.['id'] as OrderId | undefined;
  }
}

const timeOf = (ms: number): string => new Date(ms).toISOString();

function orderSteps(order: Order): Step[] {
  const place = 'orders table';
  const money = (amount: number): string => `${amount} ${order.currency}`;
  return [
    ...fullHistory(order).map(({ status, at, by, why }) => ({
      at: timeOf(at),
      place,
      says: `the order is ${status}, by ${by}${why === undefined ? '' : ` (${why})`}`,
    })),
    ...order.captures.map(({ at, amount, intent }) => ({
      at: timeOf(at),
      place,
      says: `${money(amount)} arrived by ${intent}`,
    })),
    ...order.refunds.flatMap(({ owedAt, doneAt, amount, reason, failed }): Step[] => [
      { at: timeOf(owedAt), place, says: `${money(amount)} are owed back (${reason})` },
      ...(doneAt === undefined ? [] : [{ at: timeOf(doneAt), place, says: `${money(amount)} are back` }]),
      ...(failed === undefined || doneAt !== undefined
        ? []
        : [
            {
              at: timeOf(failed.at),
              place,
              says: `${money(amount)} did not go back: ${failed.why}`,
              fault: { gravity: 3, help: 'pay it in another way: GET /admin/refunds?status=failed' } as const,
            },
          ]),
    ]),
  ];
}

function parcelSteps({ id, createdAt, history, problem, status, label }: Shipment): Step[] {
  const place = 'logistics table';
  return [
    { at: createdAt, place, says: `parcel ${id} is made, now ${status}` },
    ...(label === undefined
      ? []
      : [{ at: createdAt, place, says: `parcel ${id} goes as ${label.carrier} ${label.trackingNumber}` }]),
    ...history.map((scan) => ({
      at: scan.time,
      place,
      says: `parcel ${id} is ${scan.status}: ${scan.message}`,
    })),
    ...(problem === undefined
      ? []
      : [
          {
            at: problem.at,
            place,
            says: `parcel ${id} waits for a person: ${problem.code}: ${problem.message}`,
            fault: { gravity: 3, help: `mend it, then POST /admin/shipments/${id}/dispatch` } as const,
          },
        ]),
  ];
}

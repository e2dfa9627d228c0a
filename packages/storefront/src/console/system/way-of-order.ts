import type { components, Tracking } from '@cartless/api-client';
import type { ServiceName } from '@cartless/domain';
import { type LetterQueue, tellsOf } from './letter.ts';

type Order = components['schemas']['AdminOrder'];

/** Something that happened on the way of an order. */
export type Step = Readonly<{ at: string; service: ServiceName }> &
  Readonly<
    | { what: 'order'; status: Order['status']; by: string }
    | { what: 'refund'; amount: Order['total']; status: Order['refunds'][number]['status']; reason: string }
    | { what: 'return'; status: Order['returns'][number]['status'] }
    | { what: 'parcel'; status: Tracking['events'][number]['status']; says: string }
    | { what: 'letter'; queue: string; event: string; reason: string | undefined }
  >;

export type Letters = readonly Readonly<{ service: ServiceName; queues: readonly LetterQueue[] }>[];

/** The way of an order through the services, as each of them tells it, the earliest first. */
export function wayOf(order: Order, tracking: Tracking | undefined, letters: Letters): readonly Step[] {
  const names = [
    order.orderId,
    ...(order.orderNumber === null ? [] : [order.orderNumber]),
    ...order.parcels.map(({ shipmentId }) => shipmentId),
  ];
  const steps: readonly Step[] = [
    ...order.history.map(
      ({ at, status, by }) => ({ at, service: 'orders', what: 'order', status, by }) as const,
    ),
    ...order.refunds.map(
      ({ at, amount, status, reason }) =>
        ({ at, service: 'orders', what: 'refund', amount, status, reason }) as const,
    ),
    ...order.returns.map(({ at, status }) => ({ at, service: 'orders', what: 'return', status }) as const),
    ...(tracking?.events ?? []).map(
      ({ time, status, place, message }) =>
        ({
          at: time,
          service: 'logistics',
          what: 'parcel',
          status,
          says: [message, place].filter(Boolean).join(', '),
        }) as const,
    ),
    ...lettersOf(letters, names),
  ];
  return steps.toSorted((a, b) => a.at.localeCompare(b.at));
}

/** The dead letters that tell of one of these names. */
export const lettersOf = (letters: Letters, names: readonly string[]): readonly Step[] =>
  letters.flatMap(({ service, queues }) =>
    queues.flatMap(({ queue, letters: found }) =>
      found
        .filter((letter) => tellsOf(letter, names))
        .map(
          ({ since, types, reason }) =>
            ({ at: since, service, what: 'letter', queue, event: types.join(', '), reason }) as const,
        ),
    ),
  );

import type { OrderStatus } from '@cartless/domain';
import { CursorInvalid, decodeCursor, encodeCursor } from '@cartless/dynamodb';
import { type OrderState, statusOf } from '../domain/order-state.ts';
import type { OrderFacts, OrderFilter } from './ports.ts';

/** How many pages of the index one call goes through when it looks for orders of one state. */
const ROUNDS = 5;

type Query = OrderFilter & Readonly<{ status?: OrderStatus | undefined }>;

/** Orders behind a number, newest first. A page may hold fewer than asked for; the end is a null cursor. */
export const listOrders =
  ({ orders }: Readonly<{ orders: OrderFacts }>) =>
  async (query: Query, cursor: string | undefined, limit: number) => {
    const { status, ...filter } = query;
    const items: OrderState[] = [];
    let position = readPosition(cursor, filter);
    for (let round = 0; round < ROUNDS; round += 1) {
      const page = await orders.list(filter, position, limit - items.length);
      items.push(...page.orders.filter((order) => status === undefined || statusOf(order) === status));
      position = page.next ?? undefined;
      if (position === undefined || items.length >= limit) break;
    }
    return { items, nextCursor: encodeCursor(position === undefined ? undefined : { before: position }) };
  };

function readPosition(cursor: string | undefined, { from, to }: OrderFilter): string | undefined {
  const before = decodeCursor(cursor, ['before'])?.['before'];
  if (before === undefined) return undefined;
  const isOfRange = typeof before === 'string' && before >= from && before <= `${to}$`;
  if (!isOfRange) throw CursorInvalid();
  return before;
}

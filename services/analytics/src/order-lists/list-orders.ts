import type { OrderStatus } from '@cartless/domain';
import { cursorCodec, CursorInvalid, fillPage } from '@cartless/aggregate';
import { type KnownOrder, statusOf } from '../facts/order-state.ts';
import type { OrderFacts, OrderFilter } from './ports.ts';

/** How many pages of the index one call goes through when it looks for orders of one state. */
const ROUNDS = 5;

/** A cursor holds the key of the index at which a page ended. */
const CURSOR = cursorCodec<{ before: string }>({ before: 'S' });

type Query = OrderFilter & Readonly<{ status?: OrderStatus | undefined }>;

/** Orders behind a number, newest first. A page may hold fewer than asked for; the end is a null cursor. */
export const listOrders =
  ({ orders }: Readonly<{ orders: OrderFacts }>) =>
  async (query: Query, cursor: string | undefined, limit: number) => {
    const { status, ...filter } = query;
    const start = readPosition(cursor, filter);
    const { items, next: before } = await fillPage({ limit, start, rounds: ROUNDS }, async (wanted, from) => {
      const page = await orders.list(filter, from, wanted);
      const isAsked = (order: KnownOrder) => status === undefined || statusOf(order) === status;
      return { items: page.orders.filter(isAsked), next: page.next ?? undefined };
    });
    return { items, nextCursor: CURSOR.encode(before === undefined ? undefined : { before }) };
  };

function readPosition(cursor: string | undefined, { from, to }: OrderFilter): string | undefined {
  const before = CURSOR.decode(cursor)?.before;
  if (before === undefined) return undefined;
  if (before < from || before > `${to}$`) throw CursorInvalid();
  return before;
}

import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { OrderStatus } from '@cartless/domain';
import { decodeCursor, encodeCursor } from '@cartless/dynamodb';
import type { Order } from '../domain/order.ts';
import { fromOrderItem } from './order-item.ts';
import type { Item, Store } from './store.ts';

export type OwnOrders = Readonly<{
  userId: string;
  status?: OrderStatus | undefined;
  from?: number | undefined;
  to?: number | undefined;
  limit: number;
  cursor?: string | undefined;
}>;

/** A page of which a filter lets little through is filled by at most so many queries. */
const QUERIES = 5;

/** One page of a shopper's orders, newest first: one query, or a few where a status filters most of them out. */
export async function listOwnOrders({ client, table }: Store, list: OwnOrders) {
  const { userId, status, from = 0, to = 9_999_999_999_999, limit } = list;
  const orders: Order[] = [];
  let start: Item | undefined = decodeCursor(list.cursor, ['pk', 'sk', 'u', 'at'], { u: userId });
  for (let query = 0; query < QUERIES; query += 1) {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'orders-by-user',
        KeyConditionExpression: 'u = :user AND #at BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#at': 'at' },
        ExpressionAttributeValues: {
          ':user': userId,
          ':from': from,
          ':to': to,
          ...(status && { ':status': status }),
        },
        ...(status && { FilterExpression: 'st = :status' }),
        Limit: limit - orders.length,
        ScanIndexForward: false,
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    orders.push(...(page.Items ?? []).map(fromOrderItem));
    start = page.LastEvaluatedKey;
    if (start === undefined || orders.length >= limit) break;
  }
  return { orders, nextCursor: encodeCursor(start) };
}

import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { decodeCursor, encodeCursor } from '@cartless/dynamodb';
import type { ShipmentId } from '@cartless/domain';
import type { Page, PageRequest, Shipments, ShipmentSummary } from '../application/ports.ts';
import { DUE_SHARDS, toSummary } from './shipment-item.ts';

/** The lists of parcels, each answered by a sparse index. */
export function dynamoShipmentLists(
  client: DynamoDBDocumentClient,
  table: string,
): Pick<Shipments, 'list' | 'listReshipRequests' | 'ofUser' | 'due'> {
  const page = async (
    index: string,
    key: string,
    value: string,
    { limit, cursor }: PageRequest,
  ): Promise<Page<ShipmentSummary>> => {
    const start = decodeCursor(cursor, ['pk', 'sk', key, 'createdAt'], { [key]: value });
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: index,
        KeyConditionExpression: '#key = :value',
        ExpressionAttributeNames: { '#key': key },
        ExpressionAttributeValues: { ':value': value },
        Limit: limit,
        // The one that waits longest comes first: the list is somebody's work.
        ScanIndexForward: true,
        ExclusiveStartKey: start,
      }),
    );
    return { items: Items.map(toSummary), nextCursor: encodeCursor(LastEvaluatedKey) };
  };
  return {
    list: (status, request) => page('byStatus', 'status', status, request),
    listReshipRequests: (request) => page('byReship', 'reshipQueue', 'requested', request),
    async ofUser(userId) {
      const ids: ShipmentId[] = [];
      let start: Record<string, unknown> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: table,
            IndexName: 'byUser',
            KeyConditionExpression: 'userId = :userId',
            ExpressionAttributeValues: { ':userId': userId },
            ExclusiveStartKey: start,
          }),
        );
        ids.push(...((page.Items ?? []) as { sk: ShipmentId }[]).map(({ sk }) => sk));
        start = page.LastEvaluatedKey;
      } while (start !== undefined);
      return ids;
    },
    async due(now, limit) {
      const shards = await Promise.all(
        Array.from({ length: DUE_SHARDS }, async (_, shard) => {
          const { Items = [] } = await client.send(
            new QueryCommand({
              TableName: table,
              IndexName: 'byDue',
              KeyConditionExpression: 'dueShard = :shard AND dueAt <= :now',
              ExpressionAttributeValues: { ':shard': `due#${shard}`, ':now': now.toISOString() },
              Limit: Math.ceil(limit / DUE_SHARDS),
            }),
          );
          return Items as { sk: ShipmentId; dueAt: string }[];
        }),
      );
      return shards
        .flat()
        .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt))
        .map(({ sk }) => sk);
    },
  };
}

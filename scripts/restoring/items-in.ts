import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Item } from '@cartless/aggregate';

/** All items of a table, strongly consistent: it costs a read unit for every 4 KB. */
export async function* itemsIn(client: DynamoDBDocumentClient, TableName: string): AsyncGenerator<Item> {
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
    yield* Items;
}

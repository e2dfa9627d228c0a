import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Localized } from '@cartless/domain';
import type { Category } from './put-categories.ts';
import type { Store } from './store.ts';

/** The whole category tree: one query. */
export async function listCategories({ client, table }: Store): Promise<readonly Category[]> {
  const page = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :tree',
      ExpressionAttributeValues: { ':tree': 'C' },
    }),
  );
  return (page.Items ?? [])
    .map((item) => ({
      category: item['sk'] as string,
      title: item['ti'] as Localized,
      parent: item['up'] as string | null,
      rank: item['o'] as number,
    }))
    .toSorted((a, b) => a.rank - b.rank);
}

import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Localized } from '@cartless/domain';
import { categoryKey } from './keys.ts';
import type { Store } from './store.ts';

/** A node of the category tree; `parent` is null for a department. */
export type Category = Readonly<{ category: string; title: Localized; parent: string | null; rank: number }>;

/** Writes categories, in the place of what was there under the same names. At most 25 a request, as AWS allows. */
export async function putCategories(
  { client, table }: Store,
  categories: readonly Category[],
): Promise<void> {
  for (let i = 0; i < categories.length; i += 25) {
    let left = categories.slice(i, i + 25).map(({ category, title, parent, rank }) => ({
      PutRequest: {
        Item: { ...categoryKey(category), ti: title, up: parent, o: rank },
      },
    }));
    while (left.length > 0) {
      const answer = await client.send(new BatchWriteCommand({ RequestItems: { [table]: left } }));
      left = (answer.UnprocessedItems?.[table] ?? []) as typeof left;
    }
  }
}

import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Localized } from '@cartless/domain';
import { categoryKey } from './keys.ts';
import type { Store } from './store.ts';

/** A node of the category tree; `parent` is null for a department. */
export type Category = Readonly<{ category: string; title: Localized; parent: string | null; rank: number }>;

/** Writes categories, in the place of what was there under the same names. */
export async function putCategories(
  { client, table }: Store,
  categories: readonly Category[],
): Promise<void> {
  await Promise.all(
    categories.map(({ category, title, parent, rank }) => {
      const Item = { ...categoryKey(category), ti: title, up: parent, o: rank };
      return client.send(new PutCommand({ TableName: table, Item }));
    }),
  );
}

import { type Items, queryAll } from '@cartless/aggregate';
import type { Localized } from '@cartless/domain';
import { categoryKey } from '../orders-table.ts';

/** A node of the category tree; `parent` is null for a department. */
export type Category = Readonly<{ category: string; title: Localized; parent: string | null; rank: number }>;

/** The whole category tree: one query. */
export async function listCategories(items: Items): Promise<readonly Category[]> {
  const categories: Category[] = [];
  for await (const item of queryAll(items, { hash: 'C' })) {
    categories.push({
      category: item['sk'] as string,
      title: item['ti'] as Localized,
      parent: item['up'] as string | null,
      rank: item['o'] as number,
    });
  }
  return categories.toSorted((a, b) => a.rank - b.rank);
}

/** Writes categories, in the place of what was there under the same names. */
export async function putCategories(items: Items, categories: readonly Category[]): Promise<void> {
  await Promise.all(
    categories.map(({ category, title, parent, rank }) =>
      items.write([{ put: { ...categoryKey(category), ti: title, up: parent, o: rank } }]),
    ),
  );
}

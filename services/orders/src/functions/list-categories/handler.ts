import { apiHandler } from '@cartless/lambda';
import { listCategories } from '../../adapters/list-categories.ts';
import { store } from '../../container.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async (_, { locale }) => {
  const all = await listCategories(store());
  const under = (parent: string | null) =>
    all
      .filter((one) => one.parent === parent)
      .map(({ category, title }) => ({ category, title: title[locale] }));
  return {
    items: under(null).map((department) => ({ ...department, categories: under(department.category) })),
  };
});

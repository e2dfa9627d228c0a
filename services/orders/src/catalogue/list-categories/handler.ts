import { apiHandler } from '@cartless/lambda';
import { ground } from '../../service.ts';
import { listCategories } from '../categories-store.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async (_, { locale }) => {
  const all = await listCategories(ground().items);
  const under = (parent: string | null) =>
    all
      .filter((one) => one.parent === parent)
      .map(({ category, title }) => ({ category, title: title[locale] }));
  return {
    items: under(null).map((department) => ({ ...department, categories: under(department.category) })),
  };
});

import { apiHandler } from '@cartless/lambda';
import { storedProducts } from '../../catalogue/catalogue-service.ts';
import { ground } from '../../service.ts';
import { ledgerOf } from '../ledger-store.ts';
import { listMovements } from '../list-movements.ts';
import { showMovement } from '../movement-body.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params, query }) => {
  const { items } = ground();
  const list = listMovements({
    readProduct: storedProducts().read,
    ledger: ledgerOf(items),
  });
  const page = await list({ ...params, ...query });
  return { ...page, items: page.items.map(showMovement) };
});

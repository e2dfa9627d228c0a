import { restorable, type RestoringRules } from '@cartless/aggregate/restoring';
import { productDeclaration } from './catalogue/product-store.ts';
import { orderDeclaration } from './ordering/order-store.ts';
import { ORDERS_TABLE } from './orders-table.ts';
import { stockCountDeclaration } from './stock/stock-count.ts';

/** More documents than were issued between a copy and a loss. A gap that is explained is allowed; a number twice is not. */
const LOST_NUMBERS = 10_000;

/** How the table is put back to what it was at a point in time: `pnpm restore orders`. */
export const RESTORING_RULES: RestoringRules = {
  table: ORDERS_TABLE,
  aggregates: [
    // What has happened to an order cannot be told again; what is left out of it is for a person to look at.
    restorable(orderDeclaration, { isOf: ({ sk }) => sk === 'order' }),
    restorable(productDeclaration, {
      isOf: ({ sk }) => sk === 'product',
      standing: () => ['product-changed'],
    }),
    // Counted anew every hour.
    restorable(stockCountDeclaration, { isOf: ({ sk }) => sk === 'counted' }),
  ],
  // Documents and their numbers, order numbers, what the provider reported, letters that went out.
  stays: ({ pk }) => /^[IJNEM]#/.test(String(pk)),
  numbers: {
    isOf: ({ pk }) => String(pk).startsWith('J#'),
    goOnAfter: ({ pk, sk }) => ({
      pk,
      sk: String(Number(sk) + LOST_NUMBERS).padStart(12, '0'),
      lost: LOST_NUMBERS,
    }),
  },
};

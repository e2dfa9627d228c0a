import { publicationsOf } from '@cartless/aggregate';
import { productDeclaration } from '../catalogue/product-store.ts';
import { orderDeclaration } from '../ordering/order-store.ts';
import { stockCountDeclaration } from '../stock/stock-count.ts';

/** Every event that the service tells: those of orders, of products, and of what was counted of their stock. */
export const PUBLICATIONS = [
  ...publicationsOf(orderDeclaration),
  ...publicationsOf(productDeclaration),
  ...publicationsOf(stockCountDeclaration),
];

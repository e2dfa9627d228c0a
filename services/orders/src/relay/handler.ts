import { publicationsOf } from '@cartless/aggregate';
import { streamRelay } from '@cartless/lambda';
import { productDeclaration } from '../catalogue/product-store.ts';
import { orderDeclaration } from '../ordering/order-store.ts';

export const handler = streamRelay(
  ...publicationsOf(orderDeclaration),
  ...publicationsOf(productDeclaration),
);

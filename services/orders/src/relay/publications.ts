import { publicationsOf } from '@cartless/aggregate';
import { productDeclaration } from '../catalogue/product-store.ts';
import { orderDeclaration } from '../ordering/order-store.ts';

/** Every event that the service tells: those of orders and products. */
export const PUBLICATIONS = [...publicationsOf(orderDeclaration), ...publicationsOf(productDeclaration)];

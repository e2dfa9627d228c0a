import { queryOf } from '@cartless/api-client/query';
import { shop } from '../app/shop.ts';

/** The address book of whoever is logged in. */
export const addressesQuery = () => queryOf(shop, '/me/addresses');

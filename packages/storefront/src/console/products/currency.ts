import { queryOf } from '@cartless/api-client/query';
import { useQuery } from '@tanstack/react-query';
import { shop } from '../../app/shop.ts';

/** The currency in which the shop sells, as what it sells says. */
export function useCurrency(): string {
  const { data } = useQuery(queryOf(shop, '/products', { params: { query: { limit: 1 } } }));
  return data?.items[0]?.price.currency ?? 'CNY';
}

import { unwrap } from '@cartless/api-client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { shop } from '../app/shop.ts';
import type { OrderBody } from './order-body.ts';

/** What an order would come to, and what is wrong with it; nothing is taken for it. */
export const useQuote = (body: OrderBody, ready: boolean) =>
  useQuery({
    queryKey: ['/orders/quote', body],
    queryFn: ({ signal }) => unwrap(shop.post('/orders/quote', { body, signal, repeatable: true })),
    enabled: ready,
    placeholderData: keepPreviousData,
    // Stock and prices are others' too.
    staleTime: 0,
  });
export type QuoteQuery = ReturnType<typeof useQuote>;

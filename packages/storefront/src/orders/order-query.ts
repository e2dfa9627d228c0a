import type { Order } from '@cartless/api-client';
import { queryOf } from '@cartless/api-client/query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { shop } from '../app/shop.ts';

/** One order of whoever is logged in. */
export const orderQuery = (orderId: Order['orderId']) =>
  queryOf(shop, '/orders/{orderId}', { params: { path: { orderId } } });

/** Keeps what a change of an order answered, so that the page shows it at once; lists are asked for again. */
export function useSavedOrder(): (order: Order) => void {
  const client = useQueryClient();
  return (order) => {
    client.setQueryData(orderQuery(order.orderId).queryKey, order);
    void client.invalidateQueries({ queryKey: ['/orders'] });
  };
}

/** Follows an order as long as the page waits for something, without asking for what is known already. */
export function useFollowedOrder(orderId: Order['orderId'], waits: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!waits) return undefined;
    const left = new AbortController();
    const follow = async (): Promise<void> => {
      const params = { path: { orderId } };
      for await (const order of shop.watch('/orders/{orderId}', { params, signal: left.signal }))
        client.setQueryData(orderQuery(orderId).queryKey, order);
    };
    // What fails here is asked again by whoever looks; the page has its own word for that.
    follow().catch(() => undefined);
    return () => left.abort();
  }, [client, orderId, waits]);
}

import { unwrap } from '@cartless/api-client';
import type { ServiceName } from '@cartless/domain';
import { shop } from '../../app/shop.ts';

/** What one service could not handle. Each tells of its own, for no service looks into the queues of another. */
export const lettersQuery = (service: ServiceName) => ({
  queryKey: ['dead-letters', service] as const,
  queryFn: ({ signal }: Readonly<{ signal: AbortSignal }>) =>
    unwrap(shop.get(`/${service}/dead-letters`, { signal })),
});

/** Puts letters of a queue back, all or those that are named. @throws ShopError */
export const redrive = (service: ServiceName, queue: string, letterIds?: readonly string[]) =>
  unwrap(
    shop.post(`/${service}/dead-letters/redrive`, {
      body: { queue, ...(letterIds && { letterIds: [...letterIds] }) },
    }),
  );

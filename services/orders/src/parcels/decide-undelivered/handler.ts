import { apiHandler, lazy } from '@cartless/lambda';
import { admit } from '../../accounts/accounts-service.ts';
import { readListings } from '../../catalogue/listing-store.ts';
import { showAdminOrder } from '../../ordering/admin-order-body.ts';
import { ground, orders, undelivered } from '../../service.ts';
import { readBuckets } from '../../stock/bucket-store.ts';
import { decideUndelivered } from '../decide-undelivered.ts';
import { route } from './route.ts';

const decide = /* @__PURE__ */ lazy(() => {
  const { items, now } = ground();
  return decideUndelivered({
    change: orders().change,
    readListings: readListings(items),
    readBuckets: readBuckets(items),
    ...undelivered(),
    now,
  });
});

export const handler = apiHandler(
  route,
  async ({ params, body }) => showAdminOrder(await decide()({ orderId: params.orderId, ...body })),
  { admit },
);

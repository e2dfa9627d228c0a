import { apiHandler, lazy } from '@cartless/lambda';
import { ownOrder } from '../../ordering/own-order.ts';
import { ground, storedOrders } from '../../service.ts';
import { documentsOf } from '../invoice-store.ts';
import { showInvoice } from '../show-invoice-body.ts';
import { route } from './route.ts';

const documents = /* @__PURE__ */ lazy(() => documentsOf(ground().items));

export const handler = apiHandler(route, async ({ params: { orderId }, ...asked }, { caller }) => {
  const order = ownOrder(await storedOrders().read(orderId), caller.userId);
  return showInvoice(order, await documents()(orderId), asked);
});

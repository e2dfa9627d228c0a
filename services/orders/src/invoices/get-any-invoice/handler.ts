import { apiHandler, lazy } from '@cartless/lambda';
import { ground, storedOrders } from '../../service.ts';
import { documentsOf } from '../invoice-store.ts';
import { showInvoice } from '../show-invoice-body.ts';
import { route } from './route.ts';

const documents = /* @__PURE__ */ lazy(() => documentsOf(ground().items));

export const handler = apiHandler(route, async ({ params: { orderId }, ...asked }) =>
  showInvoice(await storedOrders().read(orderId), await documents()(orderId), asked),
);

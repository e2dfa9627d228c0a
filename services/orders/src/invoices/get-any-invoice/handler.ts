import { apiHandler, lazy } from '@cartless/lambda';
import { ground, orders } from '../../service.ts';
import { documentsOf } from '../invoice-store.ts';
import { showInvoice } from '../show-invoice-body.ts';
import { route } from './route.ts';

const documents = /* @__PURE__ */ lazy(() => documentsOf(ground().items));

export const handler = apiHandler(route, async ({ params: { orderId }, ...asked }) =>
  showInvoice(await orders().read(orderId), await documents()(orderId), asked),
);

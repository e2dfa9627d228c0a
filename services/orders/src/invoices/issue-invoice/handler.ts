import { OrderPaid, OrderPaidV2, OrderRefunded, RefundFailed } from '@cartless/domain';
import { lazy, on, queueHandler } from '@cartless/lambda';
import { ground } from '../../service.ts';
import { inTurn } from '../../in-turn.ts';
import { issuing } from '../invoices-service.ts';
import { invoiceTerms } from '../issuing-service.ts';

const issue = /* @__PURE__ */ lazy(() => inTurn(issuing(ground(), invoiceTerms())));

/** Which of them came says only that something may be due; what, the order tells. */
const look = ({ data }: Readonly<{ data: Readonly<{ orderId: string }> }>) => issue()(data.orderId);

export const handler = queueHandler(
  on(OrderPaidV2, look),
  on(OrderPaid, look),
  on(OrderRefunded, look),
  on(RefundFailed, look),
);

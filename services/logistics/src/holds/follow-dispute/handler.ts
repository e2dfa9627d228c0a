import { DisputeClosed, PaymentDisputed } from '@cartless/domain';
import { lazy, on, queueHandler } from '@cartless/lambda';
import { clock, holds, shipments } from '../../service.ts';
import { followDispute } from '../follow-dispute.ts';

const follow = /* @__PURE__ */ lazy(() => followDispute({ shipments: shipments(), holds: holds(), clock }));

export const handler = queueHandler(
  on(PaymentDisputed, ({ sequence, data: { orderNumber, disputeId } }) =>
    follow()(orderNumber, { disputeId, sequence, open: true }),
  ),
  on(DisputeClosed, ({ sequence, data: { orderNumber, disputeId } }) =>
    follow()(orderNumber, { disputeId, sequence, open: false }),
  ),
);

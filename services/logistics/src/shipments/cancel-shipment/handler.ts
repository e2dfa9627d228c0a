import { OrderCancelled } from '@cartless/domain';
import { lazy, log, on, queueHandler } from '@cartless/lambda';
import { publishCount } from '@cartless/lambda/metrics';
import { cancelShipment } from '../cancel-shipment.ts';
import { clock, lateErasure, rules, shipments, voidLabels } from '../../service.ts';

const cancel = /* @__PURE__ */ lazy(() =>
  cancelShipment({
    shipments: shipments(),
    rules: rules(),
    clock,
    voidLabel: voidLabels(),
    eraseLate: lateErasure(),
  }),
);

export const handler = queueHandler(
  on(OrderCancelled, async ({ data }) => {
    const gone = await cancel()(data);
    if (gone.length === 0) return;
    log.error('an order was cancelled when its parcel had left', { orderId: data.orderId, gone });
    publishCount('CancelledTooLate', gone.length);
  }),
);

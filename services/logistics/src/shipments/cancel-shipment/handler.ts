import { OrderCancelled } from '@cartless/domain';
import { lazy, on, queueHandler } from '@cartless/lambda';
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

export const handler = queueHandler(on(OrderCancelled, ({ data }) => cancel()(data)));

import { OrderCancelled } from '@cartless/domain';
import { on, queueHandler } from '@cartless/lambda';
import { cancelShipment } from '../../application/cancel-shipment.ts';
import { clock, lateErasure, rules, shipments, voidLabels } from '../../container.ts';
import { lazy } from '../../lazy.ts';

const cancel = lazy(() =>
  cancelShipment({
    shipments: shipments(),
    rules: rules(),
    clock,
    voidLabel: voidLabels(),
    eraseLate: lateErasure(),
  }),
);

export const handler = queueHandler(on(OrderCancelled, ({ data }) => cancel()(data)));

import { OrderReaddressed } from '@cartless/domain';
import { lazy, on, queueHandler } from '@cartless/lambda';
import { clock, rules, shipments, voidLabels } from '../../service.ts';
import { followAddress } from '../follow-address.ts';

const follow = /* @__PURE__ */ lazy(() =>
  followAddress({ shipments: shipments(), rules: rules(), clock, voidLabel: voidLabels() }),
);

export const handler = queueHandler(on(OrderReaddressed, ({ data }) => follow()(data)));

import { OrderPlaced } from '@cartless/domain';
import { lazy, on, queueHandler } from '@cartless/lambda';
import { ground } from '../../service.ts';
import { numbering } from '../ordering-service.ts';

const number = /* @__PURE__ */ lazy(() => numbering(ground()));

export const handler = queueHandler(on(OrderPlaced, ({ data }) => number()(data.orderId, data.userId)));

import { DeliveryGivenUp, ReshipOrdered } from '@cartless/domain';
import { lazy, on, queueHandler } from '@cartless/lambda';
import { clock, rules, shipments, voidLabels } from '../../service.ts';
import { followDecision } from '../follow-decision.ts';

const decisions = /* @__PURE__ */ lazy(() =>
  followDecision({ shipments: shipments(), rules: rules(), clock, voidLabel: voidLabels() }),
);

export const handler = queueHandler(
  on(ReshipOrdered, ({ data }) => decisions().reship(data)),
  on(DeliveryGivenUp, ({ data }) => decisions().giveUp(data)),
);

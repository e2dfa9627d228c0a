import { DeliveryGivenUp, ReshipOrdered, ReturnReceived, UndeliveredDecided } from '@cartless/domain';
import { lazy, on, queueHandler } from '@cartless/lambda';
import { clock, rules, shipments, voidLabels } from '../../service.ts';
import { followReturn } from '../../returning/follow-return.ts';
import { followDecision } from '../follow-decision.ts';

const decisions = /* @__PURE__ */ lazy(() =>
  followDecision({ shipments: shipments(), rules: rules(), clock, voidLabel: voidLabels() }),
);

const returned = /* @__PURE__ */ lazy(() => followReturn({ shipments: shipments() }));

export const handler = queueHandler(
  on(UndeliveredDecided, (event) => decisions().follow(event)),
  on(ReshipOrdered, (event) => decisions().reship(event)),
  on(DeliveryGivenUp, (event) => decisions().giveUp(event)),
  on(ReturnReceived, (event) => returned()(event)),
);

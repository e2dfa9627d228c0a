import { type Answer, indentedJson } from '../../kit/answer.ts';
import type { ControlPage, Controlled } from '../../kit/control.ts';
import { FieldReader, type Input } from '../../kit/fields.ts';
import { Refusal } from '../../kit/refusal.ts';
import { moveRefund } from '../refunds/refund-payment.ts';
import { REFUND_STATUSES, type RefundStatus } from '../stripe-objects.ts';
import { dispute, move as moveDispute } from './control-disputes.ts';
import { clearState } from '../payment-state.ts';
import { expireDueSessions } from '../sessions/settle-session.ts';
import type { Simulator } from '../simulator.ts';

/** What the test switches of the kit do here. */
export const controlled = (simulator: Simulator): Controlled => {
  const { state, faults, clock, deliveries, log, changed } = simulator;
  return {
    name: 'payment simulator',
    faults,
    clock,
    webhookUrl: deliveries.url,
    switches: () => deliveries.switches,
    setSwitches: (switches) => deliveries.configure(switches),
    fireDue: () => expireDueSessions(simulator),
    redeliver: (eventId) => redeliver(simulator, eventId),
    show: () => ({
      sessions: [...state.sessions.values()].map(({ session, lineItems }) => ({
        ...session,
        line_items: lineItems,
      })),
      paymentIntents: [...state.paymentIntents.values()],
      charges: [...state.charges.values()],
      refunds: [...state.refunds.values()],
      refundsCome: state.refundsCome,
      disputes: [...state.disputes.values()],
      events: [...state.events.values()],
      deliveries: [...state.deliveries.values()],
    }),
    reset: () => {
      deliveries.forgetAll();
      faults.clear();
      clearState(state);
    },
    save: changed,
    log,
    routes: [
      { method: 'POST', path: '/_control/refunds', run: (input) => setComing(simulator, input) },
      { method: 'POST', path: '/_control/refunds/:id', run: (input, id) => move(simulator, input, id) },
      { method: 'POST', path: '/_control/disputes', run: (input) => dispute(simulator, input) },
      {
        method: 'POST',
        path: '/_control/disputes/:id',
        run: (input, id) => moveDispute(simulator, input, id),
      },
    ],
  };
};

function statusOf(input: Input): RefundStatus {
  const fields = new FieldReader(input);
  fields.refuseOthers(['status']);
  const status = fields.oneOf('status', REFUND_STATUSES);
  if (status === null) fields.problem('status', `must be one of ${REFUND_STATUSES.join(', ')}`);
  fields.refuseProblems();
  return status ?? 'succeeded';
}

/** What becomes of the refunds that are asked for from now on. */
function setComing({ state, log }: Simulator, input: Input): Answer {
  state.refundsCome = statusOf(input);
  log(`refunds come ${state.refundsCome}`);
  return indentedJson(200, { status: state.refundsCome });
}

function move(simulator: Simulator, input: Input, id: string): Answer {
  const refund = simulator.state.refunds.get(id);
  if (refund === undefined) throw new Refusal(404, 'REFUND.NOT_FOUND', `There is no refund ${id}.`);
  return indentedJson(200, moveRefund(simulator, refund, statusOf(input)));
}

export const controlPage = ({ publicUrl }: Simulator): ControlPage => ({
  home: `${publicUrl}/`,
  refuse: ({ status, message, problems }) =>
    indentedJson(problems.length > 0 ? 400 : status, { error: message }),
});

async function redeliver({ state, deliveries }: Simulator, id: string): Promise<Answer> {
  const event = state.events.get(id);
  if (event === undefined) throw new Refusal(404, 'EVENT.NOT_FOUND', `There is no event ${id}.`);
  return indentedJson(200, await deliveries.redeliver(event));
}

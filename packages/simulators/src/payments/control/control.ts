import { type Answer, indentedJson } from '../../kit/answer.ts';
import type { ControlPage, Controlled } from '../../kit/control.ts';
import { Refusal } from '../../kit/refusal.ts';
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
  };
};

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

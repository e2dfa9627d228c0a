import { movableClock } from './kit/clock.ts';
import type { Answer } from './kit/answer.ts';
import { FaultSwitch, NO_FAULT } from './kit/faults.ts';
import { Refusal } from './kit/refusal.ts';
import type { Call } from './kit/server.ts';
import { backoff, WebhookSender } from './kit/webhook-sender.ts';
import {
  answerApiCall as answerCarrierCall,
  EASYPOST_FAULTS,
  refuse as refuseAsCarrier,
} from './carrier/api/answer-api-call.ts';
import { emptyState as emptyCarrier } from './carrier/carrier-state.ts';
import type { Simulator as Carrier } from './carrier/simulator.ts';
import { ANSWER_WITHIN_MS, eventOutbox } from './carrier/webhooks/deliveries.ts';
import {
  answerApiCall as answerKuaidi100Call,
  KUAIDI100_FAULTS,
  refuse as refuseAsKuaidi100,
} from './kuaidi100/api.ts';
import { emptyState as emptyKuaidi100 } from './kuaidi100/kuaidi100-state.ts';
import { ANSWER_WITHIN_MS as KUAIDI100_WAITS_MS, pushOutbox } from './kuaidi100/pushes.ts';
import type { Account, Simulator as Kuaidi100 } from './kuaidi100/simulator.ts';
import { answerApiCall as answerPaymentCall, STRIPE_FAULTS } from './payments/api/answer-api-call.ts';
import { asApiError } from './payments/api/api-error.ts';
import { emptyState as emptyPayments } from './payments/payment-state.ts';
import type { Simulator as Payments } from './payments/simulator.ts';
import { Deliveries } from './payments/webhooks/deliveries.ts';

export type { Answer } from './kit/answer.ts';
export type { Call } from './kit/server.ts';
export type { Simulator as Carrier } from './carrier/simulator.ts';
export { fireDueSteps, forceStatus } from './carrier/tracking/move-parcels.ts';
export { fireDueScans, forceState } from './kuaidi100/parcels.ts';
export type { Simulator as Kuaidi100 } from './kuaidi100/simulator.ts';
export type { Simulator as Payments } from './payments/simulator.ts';
export { moveDispute, openDispute } from './payments/disputes/dispute-payment.ts';
export { moveRefund } from './payments/refunds/refund-payment.ts';
export type { WebhookSwitches } from './kit/webhook-sender.ts';
export { declineSession, expireDueSessions, paySession } from './payments/sessions/settle-session.ts';

type Options = Readonly<{
  /** Where the shop reaches it. */
  url: string;
  webhookUrl: string;
  webhookSecret: string;
}>;

/** A simulator without a server: whoever holds it hands it calls, and moves it on. */
export type InProcess<Simulator> = Readonly<{
  simulator: Simulator;
  answer(call: Call): Promise<Answer>;
  stop(): Promise<void>;
}>;

const ignore = (): void => undefined;

/** Answers a refusal in the words of the provider; anything else is thrown on. */
const refusing =
  (answer: (refusal: Refusal) => Answer) =>
  (error: unknown): Answer => {
    if (error instanceof Refusal) return answer(error);
    throw error;
  };
/** As the real ones: with longer and longer waits. */
const waitMs = backoff(1000, 6 * 3_600_000);
/** Source: docs.stripe.com/webhooks#retries. */
const THREE_DAYS = { tries: 27, waitMs };
const NEVER = new AbortController().signal;

/** The payment provider in this process; its webhooks go out by the global `fetch`, and time is that of `Date`. */
export function paymentsInProcess({ url, webhookUrl, webhookSecret }: Options): InProcess<Payments> {
  const state = emptyPayments();
  const simulator: Payments = {
    state,
    clock: movableClock(state),
    faults: new FaultSwitch({ faults: NO_FAULT }, STRIPE_FAULTS, NEVER),
    deliveries: new Deliveries({
      state,
      url: webhookUrl,
      secret: webhookSecret,
      log: ignore,
      changed: ignore,
      patience: THREE_DAYS,
    }),
    publicUrl: url,
    secretKey: undefined,
    minimumSessionSeconds: 0,
    log: ignore,
    changed: ignore,
  };
  const inFlight = new Map<string, string>();
  return {
    simulator,
    answer: (call) =>
      answerPaymentCall(simulator, inFlight, call).catch(
        refusing((refusal) => asApiError(refusal).toAnswer()),
      ),
    stop: () => simulator.deliveries.stop(),
  };
}

/** The carrier in this process; its webhooks go out by the global `fetch`, and time is that of `Date`. */
export function carrierInProcess({ url, webhookUrl, webhookSecret }: Options): InProcess<Carrier> {
  const state = emptyCarrier();
  const sender = new WebhookSender({
    url: webhookUrl,
    timeoutMs: ANSWER_WITHIN_MS,
    outbox: eventOutbox({
      url: webhookUrl,
      secret: webhookSecret,
      state,
      log: ignore,
      changed: ignore,
      waitMs,
    }),
    switches: () => state.webhooks,
  });
  const simulator: Carrier = {
    state,
    clock: movableClock(state),
    faults: new FaultSwitch(state, EASYPOST_FAULTS, NEVER),
    url,
    webhookUrl,
    apiKey: undefined,
    stepSeconds: undefined,
    log: ignore,
    save: async () => undefined,
    wakeWebhooks: () => sender.wake(),
  };
  return {
    simulator,
    answer: (call) => answerCarrierCall(simulator, call).catch(refusing(refuseAsCarrier)),
    stop: () => sender.stop(),
  };
}

/** Kuaidi100 in this process; its pushes go out by the global `fetch`, and time is that of `Date`. */
export function kuaidi100InProcess({
  url,
  account,
}: Readonly<{ url: string; account: Account }>): InProcess<Kuaidi100> {
  const state = emptyKuaidi100();
  const sender = new WebhookSender({
    url: undefined,
    timeoutMs: KUAIDI100_WAITS_MS,
    outbox: pushOutbox({ state, log: ignore, changed: ignore, waitMs }),
    switches: () => state.webhooks,
  });
  const simulator: Kuaidi100 = {
    state,
    clock: movableClock(state),
    faults: new FaultSwitch(state, KUAIDI100_FAULTS, NEVER),
    url,
    account,
    stepSeconds: undefined,
    log: ignore,
    save: async () => undefined,
    wakePushes: () => sender.wake(),
  };
  return {
    simulator,
    answer: (call) => answerKuaidi100Call(simulator, call).catch(refusing(refuseAsKuaidi100)),
    stop: () => sender.stop(),
  };
}

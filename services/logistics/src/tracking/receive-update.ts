import type { ShipmentId } from '@cartless/domain';
import { applyTracking, isTracked } from './news.ts';
import type { PollRules } from '../scheduler/due-work.ts';
import { BadSignature } from '../carriers/errors.ts';
import type { TrackingUpdate } from './tracking.ts';
import type { CarrierWebhook, Received, WebhookAnswer } from '../carriers/carrier.ts';
import { withoutFollowing } from './followed.ts';
import type { Clock, Shipments } from '../shipments/ports.ts';
import type { ParcelCodes } from './parcel-codes.ts';

type Ports = Readonly<{
  shipments: Shipments;
  codes: ParcelCodes;
  webhooks: readonly CarrierWebhook[];
  poll: PollRules;
  clock: Clock;
}>;

/**
 * Takes what a carrier sends. Sent again, late or out of order it changes nothing that is known better already; about a
 * parcel that nobody knows yet it is kept until somebody does.
 *
 * @throws AppError BAD_SIGNATURE, WEBHOOK_MALFORMED, SECRET_UNAVAILABLE
 */
export const receiveUpdate =
  (ports: Ports) =>
  async (headers: Headers, body: string): Promise<Received> => {
    const webhook = ports.webhooks.find((carrier) => carrier.recognises(headers, body));
    if (webhook === undefined) throw BadSignature();
    const { provider } = webhook;
    const receivedAt = ports.clock();
    const { eventId, update } = await webhook.read(headers, body);
    if (update === undefined) return 'ignored';
    const code = update.trackingNumber;
    const known = await ports.codes.find(provider, code);
    const applied = known && (await apply(ports, known, update, receivedAt));
    if (applied) return applied;
    await ports.codes.keep(provider, code, eventId, update, receivedAt);
    // The label may have been stored while we were about it, and then nobody would look at what was kept.
    const late = await ports.codes.find(provider, code);
    const appliedLate = late && (await apply(ports, late, update, receivedAt));
    if (appliedLate === undefined) return 'kept';
    await ports.codes.forget(provider, code, eventId);
    return appliedLate;
  };

type Headers = Readonly<Record<string, string | undefined>>;

/** The same, answered as the carrier wants it answered; our own word is `{outcome}`. */
export const answerUpdate =
  (ports: Ports) =>
  async (headers: Headers, body: string): Promise<WebhookAnswer> => {
    const outcome = await receiveUpdate(ports)(headers, body);
    const webhook = ports.webhooks.find((carrier) => carrier.recognises(headers, body));
    return webhook?.answer?.(outcome) ?? { outcome };
  };

/** @returns undefined when the parcel has no label yet: who buys it reads what was kept once it has. */
async function apply(
  { shipments, clock, poll }: Ports,
  id: ShipmentId,
  update: TrackingUpdate,
  receivedAt: Date,
): Promise<Received | undefined> {
  let outcome: Received | undefined;
  await shipments.change(id, (shipment) => {
    if (!isTracked(shipment)) {
      outcome = undefined;
      return undefined;
    }
    const change = applyTracking(shipment, update, clock(), poll, receivedAt);
    outcome = change === undefined ? 'nothing-new' : 'applied';
    if (!update.unfollowed || !shipment.label.followed) return change;
    return { ...change, state: withoutFollowing(change?.state ?? shipment) };
  });
  return outcome;
}

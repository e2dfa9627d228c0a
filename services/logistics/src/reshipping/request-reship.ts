import { createHash } from 'node:crypto';
import { mayAct, readOrderNumber, type UserId } from '@cartless/domain';
import type { Standings } from '../accounts/standings.ts';
import { IdempotencyKeyReused } from './errors.ts';
import { ShipmentNotFound } from '../shipments/errors.ts';
import type { Resent, ReshipWish } from './reship-state.ts';
import { approveReship as approve, requestReship as request } from './reship.ts';
import type { Shipment, ShipmentChange } from '../shipments/shipment.ts';
import { heldIn } from './which-parcel.ts';
import { changeReplacing } from './decide-reship.ts';
import type { ShippingRules } from '../shipments/shipping-rules.ts';
import type { Clock, Shipments } from '../shipments/ports.ts';

type Ports = Readonly<{
  shipments: Shipments;
  standings: Standings;
  rules: ShippingRules;
  clock: Clock;
}>;
type Command = Readonly<{
  typed: string;
  caller: Readonly<{ userId: UserId; isStaff: boolean }>;
  wish: Omit<ReshipWish, 'key' | 'body'>;
  idempotencyKey: string | undefined;
}>;
export type ReshipAnswer = Readonly<{ shipment: Shipment; replayed: boolean }>;

/**
 * A shopper asks for the parcel of an order to be sent again. When the staff asks, it is approved in the same
 * write. What is asked for may be some of the items, again and again as long as units are left. The same key answers the same as
 * long as its wish was granted or is the last one of the parcel.
 *
 * @returns the parcel with the wish on it; to the staff, its replacement
 * @throws AppError ACCOUNT_SUSPENDED, ACCOUNT_CLOSED, SHIPMENT_NOT_FOUND, RESHIP_NOT_POSSIBLE, RESHIP_ALREADY_OPEN, RESHIP_ALREADY_REPLACED,
 *   RESHIP_ITEMS_UNKNOWN, RESHIP_ITEMS_GONE, IDEMPOTENCY_KEY_REUSED
 */
export const requestReship =
  ({ shipments, standings, rules, clock }: Ports) =>
  async ({ typed, caller, wish, idempotencyKey }: Command): Promise<ReshipAnswer> => {
    const orderNumber = readOrderNumber(typed);
    const parcels = orderNumber === undefined ? [] : await shipments.ofOrder(orderNumber);
    if (!parcels.some(({ userId }) => userId === caller.userId || caller.isStaff)) throw ShipmentNotFound();
    const account = await standings.read(caller.userId);
    const mark = marked(caller.userId, idempotencyKey, wish);
    const current = parcels.find((parcel) => isSame(parcel, mark)) ?? heldIn(parcels, wish);
    if (current === undefined) throw ShipmentNotFound();
    let replayed = false;
    const ask = (shipment: Shipment): ShipmentChange | undefined => {
      replayed = isSame(shipment, mark);
      if (!replayed) {
        mayAct(account);
        return request(shipment, { ...wish, ...mark }, caller.isStaff ? 'staff' : 'shopper', clock());
      }
      if (wishOf(shipment, mark)?.body !== mark.body) throw IdempotencyKeyReused();
      return undefined;
    };
    if (!caller.isStaff) {
      return { shipment: await shipments.change(current.id, ask, { known: current }), replayed };
    }
    const stored = await changeReplacing(shipments, current, (shipment, replacementId) => {
      const asked = ask(shipment);
      if (asked === undefined) return undefined;
      const agreed = approve(asked.state, replacementId, rules, clock());
      return { ...agreed, facts: [...(asked.facts ?? []), ...(agreed.facts ?? [])] };
    });
    const made = replayed ? wishOf(stored, mark)?.parcel : stored.resent?.at(-1)?.parcel;
    const replacement = made ?? stored.replacedBy;
    return { shipment: replacement ? await shipments.read(replacement) : stored, replayed };
  };

type Mark = Readonly<{ key?: string; body?: string }>;

/** What became of a call with the same key: a wish that was granted, or the last one. */
const wishOf = ({ reship, resent = [] }: Shipment, { key }: Mark): (Mark & Partial<Resent>) | undefined =>
  key === undefined ? undefined : [...resent, ...(reship ? [reship] : [])].find((one) => one.key === key);

const isSame = (shipment: Shipment, mark: Mark): boolean => wishOf(shipment, mark) !== undefined;

function marked(userId: string, key: string | undefined, wish: unknown): Mark {
  if (key === undefined) return {};
  const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);
  return { key: digest(`${userId} ${key}`), body: digest(JSON.stringify(wish)) };
}

import { createHash } from 'node:crypto';
import { readOrderNumber, type UserId } from '@cartless/domain';
import { IdempotencyKeyReused, ShipmentNotFound } from '../shipments/errors.ts';
import type { ReshipWish } from './reship-state.ts';
import { requestReship as request } from './reship.ts';
import type { Shipment } from '../shipments/shipment.ts';
import { currentParcel } from '../tracking/tracking-view.ts';
import type { ApproveReship } from './decide-reship.ts';
import type { Clock, Shipments } from '../shipments/ports.ts';

type Ports = Readonly<{ shipments: Shipments; approve: ApproveReship; clock: Clock }>;
type Command = Readonly<{
  typed: string;
  caller: Readonly<{ userId: UserId; isAdmin: boolean }>;
  wish: Omit<ReshipWish, 'key' | 'body'>;
  idempotencyKey: string | undefined;
}>;
export type ReshipAnswer = Readonly<{ shipment: Shipment; replayed: boolean }>;

/**
 * A shopper asks for the parcel of an order to be sent again. When an administrator asks, it is approved at once.
 *
 * @throws AppError SHIPMENT_NOT_FOUND, RESHIP_NOT_POSSIBLE, RESHIP_ALREADY_OPEN, RESHIP_ALREADY_REPLACED,
 *   RESHIP_ITEMS_UNKNOWN, IDEMPOTENCY_KEY_REUSED
 */
export const requestReship =
  ({ shipments, approve, clock }: Ports) =>
  async ({ typed, caller, wish, idempotencyKey }: Command): Promise<ReshipAnswer> => {
    const orderNumber = readOrderNumber(typed);
    const parcels = orderNumber === undefined ? [] : await shipments.ofOrder(orderNumber);
    if (!parcels.some(({ userId }) => userId === caller.userId || caller.isAdmin)) throw ShipmentNotFound();
    const mark = marked(caller.userId, idempotencyKey, wish);
    const same = mark.key && parcels.find(({ reship }) => reship?.key === mark.key);
    if (same) {
      if (same.reship?.body !== mark.body) throw IdempotencyKeyReused();
      return { shipment: same, replayed: true };
    }
    const current = currentParcel(parcels);
    if (current === undefined) throw ShipmentNotFound();
    const stored = await shipments.change(
      current.id,
      (shipment) => request(shipment, { ...wish, ...mark }, clock()),
      { known: current },
    );
    return { shipment: caller.isAdmin ? await approve(stored.id) : stored, replayed: false };
  };

function marked(userId: string, key: string | undefined, wish: unknown): { key?: string; body?: string } {
  if (key === undefined) return {};
  const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);
  return { key: digest(`${userId} ${key}`), body: digest(JSON.stringify(wish)) };
}

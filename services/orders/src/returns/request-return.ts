import { requestHash } from '@cartless/aggregate';
import { mayAct, type UserId } from '@cartless/domain';
import type { ReadStanding } from '../accounts/standing-store.ts';
import { IdempotencyKeyReused } from '../ordering/errors.ts';
import type { Order } from '../ordering/order.ts';
import { ownOrder } from '../ordering/own-order.ts';
import type { ChangeOrder, Clock } from '../ordering/ports.ts';
import { request, type Wanted } from './return-request.ts';

type Ports = Readonly<{ standing: ReadStanding; change: ChangeOrder; now: Clock }>;

export type RequestReturn = Pick<Wanted, 'items' | 'reason' | 'reasonCode' | 'comment'> &
  Readonly<{
    orderId: string;
    userId: UserId;
    /** Makes a repeated request one return. */
    idempotencyKey?: string | undefined;
  }>;

/**
 * The shopper asks to send goods back. Another request, for what is left, is another return.
 * @returns the order, and whether an earlier request under the same key had asked already
 * @throws AppError ACCOUNT_SUSPENDED, ACCOUNT_CLOSED, ORDER_NOT_FOUND, IDEMPOTENCY_KEY_REUSED and those of {@link request}
 */
export const requestReturn =
  ({ standing, change, now }: Ports) =>
  async ({
    orderId,
    userId,
    idempotencyKey,
    ...wanted
  }: RequestReturn): Promise<Readonly<{ order: Order; replayed: boolean }>> => {
    const by = idempotencyKey === undefined ? undefined : digests(idempotencyKey, wanted);
    const account = await standing(userId);
    let replayed = false;
    const order = await change(orderId, (current) => {
      const known = ownOrder(current, userId).returns.find((one) => by && one.request?.key === by.key);
      if (known !== undefined && known.request?.hash !== by?.hash) throw IdempotencyKeyReused();
      replayed = known !== undefined;
      if (known) return undefined;
      mayAct(account);
      return request(current, { ...wanted, request: by }, now().getTime());
    });
    return { order, replayed };
  };

const digests = (key: string, asked: object) => ({ key: requestHash(key), hash: requestHash(asked) });

import { retrying } from '@cartless/aggregate';
import type { ChangeOrder, Clock, ReadOrder } from '../ordering/ports.ts';
import { wantsEvidence } from './dispute.ts';
import type { DisputesAtProvider, ProviderDispute } from './disputes-at-provider.ts';
import { noteDispute as noted } from './noted-dispute.ts';

type Ports = Readonly<{
  read: ReadOrder;
  change: ChangeOrder;
  payments: DisputesAtProvider;
  now: Clock;
}>;

/** What came of it: the order's dispute, whether this was news, and whether somebody has to answer the bank. */
export type NotedDispute = Readonly<{ dispute: ProviderDispute; isNew: boolean; wantsEvidence: boolean }>;

/**
 * Brings an order up to date about a dispute. The provider is asked how it stands, whatever event told of it, so events may
 * come in any order, twice, or not at all. The order is read before the provider is asked and written only as it was read:
 * an answer that is older than what is written never replaces it.
 *
 * @returns undefined for a payment that is none of the shop's
 * @throws AppError ORDER_NOT_FOUND, PAYMENT_NOT_RECORDED_YET, BUSY, PAYMENT_PROVIDER_UNAVAILABLE: all may pass
 */
export const noteDispute =
  ({ read, change, payments, now }: Ports) =>
  async (id: string): Promise<NotedDispute | undefined> => {
    const heard = await payments.dispute(id);
    if (heard === undefined) return undefined;
    return retrying(async () => {
      const order = await read(heard.orderId);
      const dispute = (await payments.dispute(id)) ?? heard;
      let isStale = false;
      let isNew = false;
      await change(
        order.orderId,
        (current) => {
          isStale = current.version !== order.version;
          const change = isStale ? undefined : noted(current, dispute, now().getTime());
          isNew = change !== undefined;
          return change;
        },
        { known: order },
      );
      return isStale ? undefined : { dispute, isNew, wantsEvidence: wantsEvidence(dispute) };
    });
  };

import { ABSENT, type Items } from '@cartless/aggregate';
import { believedTime, defineError, epochSeconds } from '@cartless/domain';
import { paymentEventKey } from '../orders-table.ts';
import type { ProviderEvent } from './payments.ts';

const KEPT_SECONDS = 90 * 86_400;

export const PaymentEventUnknown = defineError('not-found', 'PAYMENT_EVENT_UNKNOWN', {
  en: 'The payment event is not stored here.',
  'zh-CN': '未找到该支付事件。',
});

/** Stores an event of the provider under its id, as it was told and with when it came in; the first one stays. */
export const keepPaymentEvent =
  (items: Items, now: () => Date) =>
  async ({ id, ...event }: ProviderEvent): Promise<void> => {
    const at = now();
    const kept = { ...event, receivedAt: at.getTime(), expiresAt: epochSeconds(at) + KEPT_SECONDS };
    await items.write([{ put: { ...paymentEventKey(id), ...kept }, when: { pk: ABSENT } }]);
  };

type Stored = Omit<ProviderEvent, 'id' | 'type'> & Readonly<{ expiresAt: number; receivedAt?: number }>;

/**
 * A stored event that tells of money or of a dispute; nothing that it tells of happened later than it came in.
 * @throws AppError PAYMENT_EVENT_UNKNOWN
 */
export const findPaymentEvent =
  (items: Items) =>
  async (eventId: string): Promise<Omit<ProviderEvent, 'id' | 'type'>> => {
    const event = await items.get(paymentEventKey(eventId), { consistent: true });
    if (event === undefined) throw PaymentEventUnknown();
    const { payment, returned, refund, failure, dispute, expiresAt, receivedAt } = event as unknown as Stored;
    // An earlier release noted only when it is forgotten.
    const received = receivedAt ?? (expiresAt - KEPT_SECONDS) * 1000;
    const believed = <Told extends { at: number }>(told: Told): Told => ({
      ...told,
      at: believedTime(told.at, { receivedAt: received }),
    });
    return {
      ...(payment && { payment: believed(payment) }),
      ...(returned && { returned: believed(returned) }),
      ...(refund && { refund: believed(refund) }),
      ...(failure && { failure: believed(failure) }),
      ...(dispute && { dispute }),
    };
  };

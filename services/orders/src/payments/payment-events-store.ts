import { ABSENT, type Items } from '@cartless/aggregate';
import { epochSeconds, defineError } from '@cartless/domain';
import { paymentEventKey } from '../orders-table.ts';
import type { ProviderEvent } from './payments.ts';

const KEPT_SECONDS = 90 * 86_400;

export const PaymentEventUnknown = defineError('not-found', 'PAYMENT_EVENT_UNKNOWN', {
  en: 'The payment event is not stored here.',
  'zh-CN': '未找到该支付事件。',
});

/** Stores an event of the provider under its id; the first one stays. */
export const keepPaymentEvent =
  (items: Items, now: () => Date) =>
  async ({ id, ...event }: ProviderEvent): Promise<void> => {
    const expiresAt = epochSeconds(now()) + KEPT_SECONDS;
    await items.write([{ put: { ...paymentEventKey(id), ...event, expiresAt }, when: { pk: ABSENT } }]);
  };

/** A stored event that tells of money or of a dispute. @throws AppError PAYMENT_EVENT_UNKNOWN */
export const findPaymentEvent =
  (items: Items) =>
  async (eventId: string): Promise<Omit<ProviderEvent, 'id' | 'type'>> => {
    const event = await items.get(paymentEventKey(eventId), { consistent: true });
    if (event === undefined) throw PaymentEventUnknown();
    return event;
  };

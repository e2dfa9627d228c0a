import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { defineError } from '@cartless/domain';
import { conditional } from '@cartless/dynamodb';
import type { ProviderEvent } from '../application/read-provider-event.ts';
import { paymentEventKey } from './keys.ts';
import type { Store } from './store.ts';

const KEPT_SECONDS = 90 * 86_400;

export const PaymentEventUnknown = defineError('not-found', 'PAYMENT_EVENT_UNKNOWN', {
  en: 'The payment event is not stored here.',
  'zh-CN': '未找到该支付事件。',
});

/** Stores an event of the provider under its id; the first one stays. */
export const keepPaymentEvent =
  ({ client, table }: Store) =>
  async ({ id, ...event }: ProviderEvent): Promise<void> => {
    const expiresAt = Math.floor(Date.now() / 1000) + KEPT_SECONDS;
    const Item = { ...paymentEventKey(id), ...event, expiresAt };
    await conditional(
      client.send(
        new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' }),
      ),
    );
  };

/** A stored event that tells of money. @throws AppError PAYMENT_EVENT_UNKNOWN */
export const findPaymentEvent =
  ({ client, table }: Store) =>
  async (eventId: string): Promise<Pick<ProviderEvent, 'payment' | 'returned'>> => {
    const get = new GetCommand({ TableName: table, Key: paymentEventKey(eventId), ConsistentRead: true });
    const { Item: event } = await client.send(get);
    if (event === undefined) throw PaymentEventUnknown();
    return event;
  };

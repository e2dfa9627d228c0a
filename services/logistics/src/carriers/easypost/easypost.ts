import * as z from 'zod/mini';
import type { CarrierRecord } from '../carrier.ts';
import { easypostCarrier } from './easypost-carrier.ts';
import { easypostWebhook } from './easypost-webhook.ts';

const Client = z.object({ CARRIER_API_URL: z.url() });

/** EasyPost: one API that sells the labels of many carriers. */
export const easypost: CarrierRecord = {
  provider: 'easypost',
  client: (read, secret) =>
    easypostCarrier({ url: read(Client).CARRIER_API_URL, key: secret('CARRIER_API_KEY_PARAMETER') }),
  webhook: (_, secret) => easypostWebhook(secret('CARRIER_WEBHOOK_SECRET_PARAMETER')),
};

import * as z from 'zod/mini';
import type { CarrierRecord } from '../carrier.ts';
import { easypostCarrier } from './easypost-carrier.ts';
import { easypostWebhook } from './easypost-webhook.ts';

const Client = z.object({ CARRIER_API_URL: z.url(), CARRIER_API_KEY: z.string().check(z.minLength(1)) });
const Webhook = z.object({ CARRIER_WEBHOOK_SECRET: z.string().check(z.minLength(1)) });

/** EasyPost: one API that sells the labels of many carriers. */
export const easypost: CarrierRecord = {
  provider: 'easypost',
  client: (read) => {
    const { CARRIER_API_URL: url, CARRIER_API_KEY: key } = read(Client);
    return easypostCarrier({ url, key });
  },
  webhook: (read) => easypostWebhook(read(Webhook).CARRIER_WEBHOOK_SECRET),
};

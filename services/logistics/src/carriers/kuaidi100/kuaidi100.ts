import { json } from '@cartless/lambda';
import * as z from 'zod/mini';
import type { CarrierRecord } from '../carrier.ts';
import { kuaidi100Carrier } from './kuaidi100-carrier.ts';
import { Kuaidi100Setting } from './kuaidi100-settings.ts';
import { kuaidi100Webhook } from './kuaidi100-webhook.ts';

const Client = z.object({
  KUAIDI100: json(Kuaidi100Setting),
  KUAIDI100_POLL_URL: z.url(),
  KUAIDI100_LABEL_URL: z.url(),
  KUAIDI100_CALLBACK_URL: z.url(),
});

/** Kuaidi100 (快递100): the couriers of China through one API. */
export const kuaidi100: CarrierRecord = {
  provider: 'kuaidi100',
  client: (read, secret) => {
    const settings = read(Client);
    return kuaidi100Carrier({
      setting: settings.KUAIDI100,
      pollUrl: settings.KUAIDI100_POLL_URL,
      labelUrl: settings.KUAIDI100_LABEL_URL,
      callbackUrl: settings.KUAIDI100_CALLBACK_URL,
      key: secret('KUAIDI100_KEY_PARAMETER'),
      secret: secret('KUAIDI100_SECRET_PARAMETER'),
      salt: secret('KUAIDI100_SALT_PARAMETER'),
      now: Date.now,
    });
  },
  webhook: (_, secret) => kuaidi100Webhook(secret('KUAIDI100_SALT_PARAMETER')),
};

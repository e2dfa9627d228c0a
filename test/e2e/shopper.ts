import { randomUUID } from 'node:crypto';
import type { Answer, Api } from './api.ts';

/** Where the test shoppers have their parcels sent. */
export const ADDRESS = {
  recipient: '林美',
  phone: '+8613800138000',
  line1: '长乐路 88 号',
  city: '上海',
  region: '上海',
  postalCode: '200040',
  country: 'CN',
} as const;

/** Logs the seeded shopper in. @returns the access token */
export function logInDemo(api: Api): Promise<string> {
  return logIn(api, 'demo', 'Demo-pass-2026');
}

/** Logs the seeded administrator in. @returns the access token */
export function logInAdmin(api: Api): Promise<string> {
  return logIn(api, 'admin', 'Admin-pass-2026');
}

async function logIn(api: Api, identifier: string, password: string): Promise<string> {
  const { body } = await api('POST', '/login', { body: { identifier, password } });
  return String(body['accessToken']);
}

/** Has the seeded administrator let a shopper order as much as a bench needs, for an hour. */
export async function liftLimits(api: Api, token: string): Promise<void> {
  const { userId } = (await api('GET', '/me', { token })).body;
  const answer = await api('PUT', `/admin/shoppers/${userId}/order-limits`, {
    token: await logInAdmin(api),
    body: { level: 'unlimited', until: new Date(Date.now() + 3_600_000).toISOString(), reason: 'bench' },
  });
  if (answer.status !== 200) throw new Error(`limits not lifted: ${JSON.stringify(answer.body)}`);
}

/** Orders one unit of the newest product without variants, to be paid by card. */
export async function orderOne(api: Api, token: string): Promise<Answer> {
  const { body } = await api('GET', '/products?limit=50');
  const product = body['items'].find(({ variants }: { variants?: unknown }) => variants === undefined);
  return api('POST', '/orders', {
    token,
    headers: { 'idempotency-key': randomUUID() },
    body: {
      items: [{ productId: product.productId, quantity: 1, unitPrice: product.price }],
      shippingAddress: ADDRESS,
      paymentMethod: 'card',
    },
  });
}

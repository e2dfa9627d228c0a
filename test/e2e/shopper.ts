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
export async function logInDemo(api: Api): Promise<string> {
  const { body } = await api('POST', '/login', { body: { identifier: 'demo', password: 'Demo-pass-2026' } });
  return String(body['accessToken']);
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

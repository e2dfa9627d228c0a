import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SecretUnavailable } from '@cartless/lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { stripePayments } from './stripe-client.ts';

const [OLD, NEW] = ['rk_live_old', 'rk_live_new'] as const;

describe('a payment provider that takes another key than before', () => {
  let provider: Server;
  let keys: string[];
  beforeAll(async () => {
    provider = createServer((request, response) => {
      const key = String(request.headers.authorization).replace('Bearer ', '');
      keys.push(key);
      const answer =
        key === NEW
          ? { object: 'list', data: [], has_more: false, status: 'complete' }
          : { error: { type: 'invalid_request_error', message: 'Invalid API Key provided' } };
      response.writeHead(key === NEW ? 200 : 401, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer));
    }).listen(0, '127.0.0.1');
    await once(provider, 'listening');
  });
  beforeEach(() => {
    keys = [];
  });
  afterAll(() => void provider.close());

  const payments = (newer: readonly [string] | undefined) => {
    const key = { values: async () => [OLD] as const, insteadOf: async () => newer };
    const apiUrl = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
    return stripePayments({ key, apiUrl, siteUrl: 'http://shop.example' });
  };
  const all = async (items: AsyncIterable<unknown>) => {
    let count = 0;
    for await (const _ of items) count += 1;
    return count;
  };

  it('is called again with that one, for a single thing and for a list', async () => {
    await payments([NEW]).expireSession('cs_1');
    expect(await all(payments([NEW]).paidSince(0))).toBe(0);
    expect(keys).toEqual([OLD, NEW, OLD, NEW]);
  });

  it('is away for us until there is that one', async () => {
    await expect(payments(undefined).expireSession('cs_1')).rejects.toMatchObject({
      code: 'PAYMENT_PROVIDER_UNAVAILABLE',
      details: { retryAfter: 2 },
    });
    await expect(all(payments(undefined).paidSince(0))).rejects.toMatchObject({ kind: 'unavailable' });
    expect(keys).toEqual([OLD, OLD]);
  });

  it('is not called while there is no key that may be used', async () => {
    const none = async () => Promise.reject(SecretUnavailable());
    const apiUrl = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
    const locked = stripePayments({
      key: { values: none, insteadOf: none },
      apiUrl,
      siteUrl: 'http://shop.example',
    });
    await expect(locked.expireSession('cs_1')).rejects.toMatchObject({
      code: 'PAYMENT_PROVIDER_UNAVAILABLE',
    });
    expect(keys).toEqual([]);
  });
});

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { addressOf, readAnswer, requestOf } from './request.ts';

const root = join(import.meta.dirname, '../../../..');
type Parameter = Readonly<{
  name: string;
  in: string;
  style?: string;
  explode?: boolean;
  schema?: { type?: string };
}>;

describe('the address of a call', () => {
  it('has the parameters of the path in it, whatever stands in them', () => {
    expect(
      addressOf('/orders/{orderId}/returns/{returnId}', { path: { orderId: 'a/b?', returnId: 7 } }),
    ).toBe('/orders/a%2Fb%3F/returns/7');
  });

  it('asks for what was given, lists with commas, and nothing for what was left out', () => {
    const query = {
      q: '茶 & cups+',
      status: ['paid', 'a,b'],
      limit: 0,
      cursor: undefined,
      from: null,
      metrics: [],
    };
    expect(addressOf('/orders', { query })).toBe(
      `/orders?q=${encodeURIComponent('茶 & cups+')}&status=paid,a%2Cb&limit=0`,
    );
    expect(addressOf('/orders', { query: { cursor: undefined } })).toBe('/orders');
  });

  it('is written as the documents of all services say of their parameters', () => {
    const files = globSync('services/*/openapi.json', { cwd: root });
    expect(files.length).toBeGreaterThanOrEqual(5);
    const parameters: Parameter[] = [];
    for (const file of files)
      JSON.parse(readFileSync(join(root, file), 'utf8'), (_key, value: Partial<Parameter> | null) => {
        if (typeof value?.name === 'string' && typeof value.in === 'string')
          parameters.push(value as Parameter);
        return value;
      });
    expect(parameters.length).toBeGreaterThan(50);
    const other = parameters.filter(({ in: place, style, explode, schema }) => {
      const simple = style === undefined || style === (place === 'query' ? 'form' : 'simple');
      const list = schema?.type === 'array' && place === 'query' && explode !== false;
      return !simple || list || schema?.type === 'object';
    });
    expect(other).toEqual([]);
  });
});

describe('the request of a call', () => {
  it('carries JSON, says so, and goes to the shop', async () => {
    const call = {
      baseUrl: 'https://shop.example/',
      body: { a: '茶' },
      headers: { accept: 'application/json' },
    };
    const request = requestOf('post', '/orders', call);
    expect([request.method, request.url]).toEqual(['POST', 'https://shop.example/orders']);
    expect(Object.fromEntries(request.headers)).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
    });
    expect(await request.json()).toEqual({ a: '茶' });
  });

  it('carries nothing where there is nothing to carry, and the headers that the operation wants', () => {
    const params = { header: { 'If-Match': '"3"' } };
    const request = requestOf('patch', '/me', { baseUrl: 'https://shop.example', params, headers: {} });
    expect(Object.fromEntries(request.headers)).toEqual({ 'if-match': '"3"' });
    expect(request.body).toBeNull();
  });
});

describe('a good answer', () => {
  const json = (text: string): Response =>
    new Response(text, { headers: { 'content-type': 'application/json' } });

  it('is what its JSON says, a text, nothing, or what was wanted of it', async () => {
    expect(await readAnswer(json('{"a":1}'))).toEqual({ a: 1 });
    expect(await readAnswer(new Response('a,b'))).toBe('a,b');
    expect(await readAnswer(new Response(null, { status: 204 }))).toBeUndefined();
    expect(await readAnswer(json('{"a":1}'), 'text')).toBe('{"a":1}');
    await expect(readAnswer(json('<html>'))).rejects.toThrow(SyntaxError);
  });
});

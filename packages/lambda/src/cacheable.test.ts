import { apiEvent, lambdaContext } from '@cartless/testing';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { apiHandler } from './api-handler.ts';
import { defineRoute, reply } from './route.ts';

const note = { status: 200, description: 'The note', body: z.object({ text: z.string() }) };
const route = defineRoute({
  id: 'readNote',
  method: 'GET',
  path: '/note',
  access: 'public',
  summary: 'Reads the note',
  success: { ...note, cacheSeconds: 60 },
});

describe('an answer that may be kept', () => {
  const read = (headers: Record<string, string> = {}, text = 'hello', own: Record<string, string> = {}) =>
    apiHandler(route, () => reply({ text }, own))(
      apiEvent({ method: 'GET', path: '/note', headers }),
      lambdaContext(),
    );
  const tagOf = async (...given: Parameters<typeof read>) => String((await read(...given)).headers?.['etag']);

  it('says for how long, and by what it differs', async () => {
    expect((await read()).headers).toMatchObject({
      'cache-control': 'public, max-age=60',
      Vary: 'Origin, Accept-Language',
      etag: expect.stringMatching(/^"[\w-]{16}"$/),
    });
  });

  it('has another tag when it is another answer, and the same when it is the same', async () => {
    expect(await tagOf()).toBe(await tagOf());
    expect(await tagOf({}, 'bye')).not.toBe(await tagOf());
  });

  it('has the version in front that a handler gives', async () => {
    expect(await tagOf({}, 'hello', { etag: '"7"' })).toMatch(/^"7\.[\w-]{16}"$/);
  });

  it.each([(tag: string) => tag, (tag: string) => `"x", W/${tag}`, () => '*'])(
    'is not sent to who has it (%#)',
    async (sent) => {
      const answer = await read({ 'if-none-match': sent(await tagOf()) });
      expect(answer).toMatchObject({ statusCode: 304 });
      expect(answer.body).toBeUndefined();
      expect(answer.headers).toMatchObject({ etag: await tagOf(), 'cache-control': 'public, max-age=60' });
      expect(answer.headers).not.toHaveProperty('content-type');
      expect(answer.headers).toHaveProperty('Vary');
    },
  );

  it('is sent to who has an older one', async () => {
    expect(await read({ 'if-none-match': await tagOf({}, 'old') })).toMatchObject({
      statusCode: 200,
      body: '{"text":"hello"}',
    });
  });

  it('is kept by its caller alone when it is followed, who asks each time', async () => {
    const followed = apiHandler({ ...route, success: { ...note, followed: true } }, () => ({
      text: 'hello',
    }));
    const ask = (headers = {}) =>
      followed(apiEvent({ method: 'GET', path: '/note', headers }), lambdaContext());
    const first = await ask();
    expect(first).toMatchObject({ statusCode: 200, headers: { 'cache-control': 'private, no-cache' } });
    expect(await ask({ 'if-none-match': String(first.headers?.['etag']) })).toMatchObject({
      statusCode: 304,
      headers: { 'cache-control': 'private, no-cache', etag: first.headers?.['etag'] },
    });
  });

  it('is kept by nobody when it is a refusal, or the route does not say so', async () => {
    const refused = await apiHandler(route, () => {
      throw new Error('x');
    })(apiEvent({ method: 'GET', path: '/note', headers: { 'if-none-match': '*' } }), lambdaContext());
    expect(refused).toMatchObject({ statusCode: 500, headers: { 'cache-control': 'no-store' } });
    const plain = apiHandler({ ...route, success: note }, () => ({ text: 'hello' }));
    const answer = await plain(
      apiEvent({ method: 'GET', path: '/note', headers: { 'if-none-match': '*' } }),
      lambdaContext(),
    );
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'cache-control': 'no-store' } });
  });
});

import { describe, expect, it } from '@jest/globals';
import { apiEvent, lambdaContext } from '@cartless/testing';
import { html, page } from '@cartless/html';
import * as z from 'zod/mini';
import { apiHandler, BODY_LIMIT } from './api-handler.ts';
import { wantsPage } from './accept.ts';
import { defineRoute, reply, seeOther } from './route.ts';

describe('other sorts of routes', () => {
  const context = lambdaContext();

  it('answer text of their own type', async () => {
    const csv = defineRoute({
      id: 'exportCsv',
      method: 'GET',
      path: '/export.csv',
      access: 'public',
      summary: 'Exports',
      success: { status: 200, description: 'CSV', contentType: 'text/csv' },
    });
    const response = await apiHandler(csv, () => 'a,b\n')(
      apiEvent({ method: 'GET', path: '/export.csv' }),
      context,
    );
    expect(response).toMatchObject({ body: 'a,b\n', headers: { 'content-type': 'text/csv' } });
  });

  it('answer bytes: those of a text as text, others in Base64', async () => {
    const given = { 'text/csv': 'a,台灯\n', 'application/zip': 'UEsD' };
    for (const [contentType, expected] of Object.entries(given)) {
      const route = defineRoute({
        id: 'exportFile',
        method: 'GET',
        path: '/file',
        access: 'public',
        summary: 'Exports',
        success: { status: 200, description: 'A file', contentType },
      });
      const bytes = Buffer.from(expected, contentType.startsWith('text') ? 'utf8' : 'base64');
      const response = await apiHandler(route, () => bytes)(
        apiEvent({ method: 'GET', path: '/file' }),
        context,
      );
      expect(response.body).toBe(expected);
      expect(response.isBase64Encoded ?? false).toBe(contentType === 'application/zip');
    }
  });

  it('read the cookies of a browser, the first of a name, and set others apart from the headers', async () => {
    const route = defineRoute({
      id: 'rememberTheme',
      method: 'POST',
      path: '/theme',
      access: 'public',
      summary: 'Remembers',
      cookies: z.object({ theme: z.optional(z.enum(['dark', 'light', 'a=b'])) }),
      success: { status: 200, description: 'What was set', body: z.object({ before: z.string() }) },
    });
    const handler = apiHandler(route, ({ cookies: { theme = 'none' } }) =>
      reply({ before: theme }, {}, ['theme=light; Path=/theme', 'seen=1']),
    );
    const answerTo = async (cookies?: readonly string[]) =>
      handler(apiEvent({ method: 'POST', path: '/theme', ...(cookies && { cookies }) }), context);
    for (const [cookies, before] of [
      [undefined, 'none'],
      [['other=1'], 'none'],
      [['theme=dark', 'theme=light'], 'dark'],
      [['theme=a=b'], 'a=b'],
    ] as const) {
      const { body, cookies: set, headers } = await answerTo(cookies);
      expect([JSON.parse(body ?? ''), set]).toEqual([{ before }, ['theme=light; Path=/theme', 'seen=1']]);
      expect(headers).not.toHaveProperty('set-cookie');
    }
    expect(await answerTo(['theme=pink'])).toMatchObject({ statusCode: 422 });
  });

  it('say where the answer is instead', async () => {
    const route = defineRoute({
      id: 'exportFile',
      method: 'GET',
      path: '/file',
      access: 'public',
      summary: 'Exports',
      success: { status: 200, description: 'A file', contentType: 'text/csv', elsewhere: 'A long one' },
    });
    const response = await apiHandler(route, () => seeOther('/files/1'))(
      apiEvent({ method: 'GET', path: '/file' }),
      context,
    );
    expect(response).toMatchObject({
      statusCode: 303,
      headers: { location: '/files/1', 'cache-control': 'no-store', 'X-Content-Type-Options': 'nosniff' },
    });
    expect(response.body).toBeUndefined();
  });

  it('answer a page under its own policy to people, and the data to programs', async () => {
    const show = defineRoute({
      id: 'showNote',
      method: 'GET',
      path: '/note',
      access: 'public',
      summary: 'Shows',
      headers: z.object({ accept: z.optional(z.string()) }),
      success: { status: 200, description: 'A note', body: z.object({ text: z.string() }), page: true },
    });
    const handler = apiHandler(show, ({ headers }) =>
      wantsPage(headers.accept)
        ? page({ language: 'zh-CN', title: 'Note', style: 'p{}', body: html`<p>${'<b>'}</p>` })
        : { text: '<b>', secret: 1 },
    );
    const ask = (headers: Record<string, string>) =>
      handler(apiEvent({ method: 'GET', path: '/note', headers }), context);
    const shown = await ask({ accept: 'text/html' });
    expect(shown.body).toContain('<p>&lt;b&gt;</p>');
    expect(shown.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-language': 'zh-CN',
      'cache-control': 'no-store',
      'Content-Security-Policy': expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-.+frame-ancestors 'none'$/,
      ),
      'X-Content-Type-Options': 'nosniff',
    });
    const data = await ask({ accept: 'application/json' });
    expect(data.body).toBe('{"text":"<b>"}');
    expect(data.headers).toMatchObject({
      'content-type': 'application/json',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    });
  });

  it.each([
    ['that takes some', z.strictObject({ limit: z.optional(z.string()) })],
    ['that takes none', undefined],
  ])('refuse a query parameter that they do not know: one %s', async (_, query) => {
    const list = defineRoute({
      id: 'list',
      method: 'GET',
      path: '/list',
      access: 'public',
      summary: 'Lists',
      ...(query && { query }),
      success: { status: 204, description: 'Listed' },
    });
    const ask = (asked: Record<string, string>) =>
      apiHandler(list, () => undefined)(apiEvent({ method: 'GET', path: '/list', query: asked }), context);
    expect(await ask({})).toMatchObject({ statusCode: 204 });
    const { statusCode, body = '' } = await ask({ limt: '5' });
    expect(statusCode).toBe(422);
    expect(JSON.parse(body)).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ field: 'limt' }] });
  });

  it('answer nothing but a status', async () => {
    const gone = defineRoute({
      id: 'logout',
      method: 'POST',
      path: '/logout',
      access: 'public',
      summary: 'Logs out',
      success: { status: 204, description: 'Logged out' },
    });
    const response = await apiHandler(gone, () => undefined)(
      apiEvent({ method: 'POST', path: '/logout' }),
      context,
    );
    expect([response.statusCode, response.body]).toEqual([204, undefined]);
  });

  it('take bytes as they were sent, for signatures', async () => {
    const hook = defineRoute({
      id: 'webhook',
      method: 'POST',
      path: '/webhook',
      access: 'public',
      summary: 'Takes a webhook',
      rawBody: true,
      headers: z.object({ 'x-signature': z.string() }),
      success: {
        status: 200,
        description: 'Taken',
        body: z.object({ raw: z.string(), signature: z.string() }),
      },
    });
    const handler = apiHandler(hook, ({ rawBody, headers }) => ({
      raw: rawBody,
      signature: headers['x-signature'],
    }));
    const event = apiEvent({
      method: 'POST',
      path: '/webhook',
      headers: { 'x-signature': 's' },
      body: '{ "a":1.0 }',
    });
    const base64 = { ...event, body: Buffer.from('{ "a":1.0 }').toString('base64'), isBase64Encoded: true };
    for (const sent of [event, base64]) {
      const { body = '' } = await handler(sent, context);
      expect(JSON.parse(body)).toEqual({ raw: '{ "a":1.0 }', signature: 's' });
    }
    expect(await handler({ ...event, headers: {} }, context)).toMatchObject({ statusCode: 422 });
    expect(await handler({ ...event, body: 'x'.repeat(BODY_LIMIT + 1) }, context)).toMatchObject({
      statusCode: 413,
    });
  });

  it('may do without a body, but not with a wrong one', async () => {
    const cancel = defineRoute({
      id: 'cancel',
      method: 'POST',
      path: '/cancel',
      access: 'public',
      summary: 'Cancels',
      body: z.optional(z.strictObject({ reason: z.string() })),
      success: { status: 200, description: 'Why', body: z.object({ reason: z.nullable(z.string()) }) },
    });
    const handler = apiHandler(cancel, ({ body }) => ({ reason: body?.reason ?? null }));
    const event = apiEvent({ method: 'POST', path: '/cancel' });
    for (const body of [{}, { body: '' }]) {
      expect(await handler({ ...event, ...body }, context)).toMatchObject({ body: '{"reason":null}' });
    }
    const wrong = { ...event, headers: { 'content-type': 'application/json' }, body: '{"colour":"red"}' };
    expect(await handler({ ...wrong }, context)).toMatchObject({ statusCode: 422 });
    expect(await handler({ ...wrong, headers: {} }, context)).toMatchObject({ statusCode: 415 });
  });
});

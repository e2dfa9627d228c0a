import { describe, expect, it } from '@jest/globals';
import { answer, call } from '../test/note-call.ts';

const json = { 'content-type': 'application/json' };
const bytes = (...given: (string | number[])[]): Buffer =>
  Buffer.concat(given.map((part) => Buffer.from(part as string)));

/** What API Gateway makes of a body, as a text and in base 64: both must mean the same. */
const bothWays = async (body: Buffer, headers: Record<string, string> = json) => {
  const ways = [
    { body: body.toString('utf8'), isBase64Encoded: false },
    { body: body.toString('base64'), isBase64Encoded: true },
  ];
  const answers = await Promise.all(
    ways.map((way) => answer({ ...call, headers, body: '' }, undefined, way)),
  );
  const [text, base64] = answers.map(({ statusCode, json: { code } }) => [statusCode, code]);
  expect(base64).toEqual(text);
  return text;
};

describe('a body', () => {
  it.each([
    'false',
    'true',
    '0',
    '-1.5',
    '1e999',
    '"x"',
    '"{\\"text\\":\\"a\\"}"',
    'null',
    '[]',
    '[{"text":"a"}]',
    ' 0 ',
  ])('that is JSON but no object (%s) is 400, and the answer says so', async (body) => {
    expect(await bothWays(Buffer.from(body))).toEqual([400, 'MALFORMED_JSON']);
    expect((await answer({ ...call, body })).json.errors).toEqual([
      { field: '', message: 'Must be of type object.' },
    ]);
  });

  it.each([
    ['nothing', bytes()],
    ['white space', bytes(' \r\n\t')],
    ['a byte order mark', bytes([0xef, 0xbb, 0xbf], '{"text":"a"}')],
    ['bytes that are no UTF-8', bytes('{"text":"', [0xff, 0xc0, 0xaf], '"}')],
    ['another character set', Buffer.from('{"text":"a"}', 'utf16le')],
    ['objects as deep as they can be', bytes('{"text":'.repeat(8_000))],
    ['arrays as deep as they can be', bytes(`{"text":${'['.repeat(30_000)}${']'.repeat(30_000)}}`)],
    ['half an escape', bytes(String.raw`{"text":"\u12"}`)],
    ['a name that reaches a prototype', bytes('{"text":"a","__proto__":{"admin":true}}')],
  ])('of %s is 400', async (_, body) => {
    expect((await bothWays(body))?.[0]).toBe(400);
  });

  it.each([
    ['a number too large', '{"text":"a","n":1e999}', 422],
    ['a field twice, of which the last counts', '{"text":"","text":"a"}', 200],
    ['a field twice, of which the last is wrong', '{"text":"a","text":""}', 422],
    ['a sign that is only written out', String.raw`{"text":"\ufeff"}`, 200],
  ])('with %s is judged by what it says', async (_, body, status) => {
    expect((await bothWays(Buffer.from(body)))?.[0]).toBe(status);
  });

  it.each([
    [{ ...json, 'content-encoding': 'gzip' }],
    [{ ...json, 'content-encoding': 'identity, br' }],
    [{ 'content-type': 'application/json; charset=utf-16' }],
    [{ 'content-type': 'application/json;charset="iso-8859-1"' }],
    [{ 'content-type': 'application/json, text/plain' }],
    [{ 'content-type': 'application/jsonp' }],
    [{ 'content-type': 'multipart/form-data; boundary=x' }],
  ])('that was sent as %j is 415', async (headers) => {
    expect(await bothWays(Buffer.from('{"text":"a"}'), headers as Record<string, string>)).toEqual([
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ]);
  });

  it.each([
    [{ 'content-type': 'application/json; charset=UTF-8' }],
    [{ 'content-type': 'Application/JSON;charset="utf-8"' }],
    [{ ...json, 'content-encoding': 'identity' }],
  ])('that was sent as %j is read', async (headers) => {
    expect((await bothWays(Buffer.from('{"text":"a"}'), headers as Record<string, string>))?.[0]).toBe(200);
  });
});

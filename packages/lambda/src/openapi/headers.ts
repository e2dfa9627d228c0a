import { type Json, ref } from './json.ts';

/** Headers of answers, as they mean the same everywhere. */
const HEADERS: Readonly<Record<string, Json>> = {
  etag: {
    description:
      'Another one when the answer is another one; send it as `If-None-Match` to ask whether it still is',
    schema: { type: 'string' },
    example: '"3.nT1vq0PzYxw8sQ2a"',
  },
  'cache-control': {
    description: 'For how long the answer may be kept, and by whom',
    schema: { type: 'string' },
    example: 'public, max-age=10',
  },
  location: {
    description: 'Where it is',
    schema: { type: 'string', format: 'uri-reference' },
  },
  'retry-after': {
    description: 'In how many seconds to try again',
    schema: { type: 'integer', minimum: 0 },
    example: 30,
  },
  'idempotent-replayed': {
    description: '`true` when this is the answer to an earlier request with the same `Idempotency-Key`',
    schema: { type: 'string', enum: ['true'] },
  },
  'content-language': {
    description: 'The language of the texts for people',
    schema: { type: 'string', enum: ['en', 'zh-CN'] },
  },
  'content-disposition': { description: 'The name of the file', schema: { type: 'string' } },
};

/** `etag` is ETag, as everybody writes it; others have a capital after each dash. */
const spelled = (name: string): string =>
  name.toLowerCase() === 'etag'
    ? 'ETag'
    : name.toLowerCase().replaceAll(/(^|-)[a-z]/g, (start) => start.toUpperCase());
const componentName = (name: string): string => spelled(name).replaceAll('-', '');

/**
 * The headers of an answer.
 * @param own what a route says of them; a header that all routes share has its own words beside that
 */
export const headerRefs = (
  names: readonly string[],
  own: Readonly<Record<string, string>> = {},
): Record<string, Json> =>
  Object.fromEntries(
    [...new Set(names)].map((name) => {
      const known = HEADERS[name.toLowerCase()];
      const words = own[name];
      if (known === undefined)
        return [spelled(name), { description: words ?? name, schema: { type: 'string' } }];
      return [
        spelled(name),
        words === undefined ? ref('headers', componentName(name)) : { ...known, description: words },
      ];
    }),
  );

/** All of the shared headers, by the names of their components. */
export const sharedHeaders = (): Record<string, Json> =>
  Object.fromEntries(Object.entries(HEADERS).map(([name, header]) => [componentName(name), header]));

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseCloudFormation } from '@cartless/infrastructure';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { ROUTES } from './all-routes.ts';
import { ROOT, SERVICES } from './serverless-yaml.ts';

type Cors = Readonly<{
  allowedHeaders: string[];
  allowedMethods: string[];
  exposedResponseHeaders: string[];
}>;
const common = parse(readFileSync(join(ROOT, 'services/common.yml'), 'utf8')) as { httpApi: { cors: Cors } };
const { allowedHeaders, allowedMethods, exposedResponseHeaders } = common.httpApi.cors;

/** Those that every page may read, or send. Source: https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name */
const READ_BY_ALL = [
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
];
/** What no page may read, whatever it is told. Source: https://fetch.spec.whatwg.org/#forbidden-response-header-name */
const READ_BY_NONE = ['set-cookie'];
const SENT_BY_ALL = ['accept', 'accept-language', 'content-language', 'user-agent'];
/** What comes from elsewhere than a page. */
const NOT_OF_PAGES = ['receivePayment', 'receiveCarrierUpdate'];

const shapeOf = (schema: z.ZodMiniType | undefined): string[] =>
  Object.keys((schema?._zod.def as Readonly<{ shape?: object }> | undefined)?.shape ?? {});

describe('the one list of what pages may send and read', () => {
  it('names every header that an answer bears', () => {
    const declared = ROUTES.flatMap(({ success }) => Object.keys(success.headers ?? {}));
    const borne = new Set(
      [...declared, 'etag', 'retry-after', 'www-authenticate'].map((name) => name.toLowerCase()),
    );
    const exposed = [...borne].filter((name) => ![...READ_BY_ALL, ...READ_BY_NONE].includes(name)).toSorted();
    expect(exposed).toEqual(expect.arrayContaining(['content-disposition', 'etag', 'idempotent-replayed']));
    expect(exposedResponseHeaders).toEqual(exposed);
  });

  it('names every header and method of a request', () => {
    const pages = ROUTES.filter(({ id }) => !NOT_OF_PAGES.includes(id));
    const sent = new Set([
      ...pages.flatMap(({ headers }) => shapeOf(headers)),
      'authorization',
      'content-type',
    ]);
    const missing = [...sent].filter((name) => !SENT_BY_ALL.includes(name) && !allowedHeaders.includes(name));
    expect(missing).toEqual([]);
    expect(pages.filter(({ method }) => !allowedMethods.includes(method)).map(({ id }) => id)).toEqual([]);
  });

  it.each(SERVICES)('is that of %s, on AWS and locally', (service) => {
    const yaml = readFileSync(join(ROOT, 'services', service, 'serverless.yml'), 'utf8');
    expect(parseCloudFormation(yaml)).toMatchObject({
      provider: { httpApi: '${file(../common.yml):httpApi}' },
      custom: { localAws: { allowedOrigins: '${file(../common.yml):localOrigins}' } },
    });
  });
});

import { dirname } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openApiDocument } from '@cartless/lambda/openapi';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import * as z from 'zod/mini';
import { serviceNames } from './event-consumers.ts';
import { documentedApi } from './openapi-files.ts';

const ROOT = dirname(dirname(import.meta.dirname));
const APIS = await Promise.all(serviceNames(ROOT).map((service) => documentedApi(ROOT, service)));
const ROUTES = APIS.flatMap(({ title, routes, examples }) =>
  routes.map(({ route }) => ({ title, route, example: examples[route.id] })),
);
/** Files, redirects, and what has no content. */
const hasNoJson = (success: { body?: unknown; contentType?: string }) =>
  success.body === undefined || success.contentType !== undefined;

const faultsOf = (schema: z.ZodMiniType | undefined, value: unknown): string[] => {
  const result = z.safeParse(schema ?? z.undefined(), value);
  return result.success ? [] : [z.prettifyError(result.error)];
};

describe('the example of an operation', () => {
  it('is there for every one, and for no other', () => {
    expect(ROUTES.filter(({ example }) => example === undefined).map(({ route }) => route.id)).toEqual([]);
    const known = new Set(ROUTES.map(({ route }) => route.id));
    expect(APIS.flatMap(({ examples }) => Object.keys(examples)).filter((id) => !known.has(id))).toEqual([]);
  });

  it('has a body where there is one, what a path needs, and an answer where there is one', () => {
    const without = ROUTES.filter(
      ({ route, example }) =>
        ((route.body !== undefined || route.rawBody === true) && example?.body === undefined) ||
        (route.params !== undefined && example?.params === undefined) ||
        (!hasNoJson(route.success) && example?.answer === undefined),
    );
    expect(without.map(({ route }) => route.id)).toEqual([]);
  });

  it.each(ROUTES)('of $title, $route.id, is what the route takes and answers', ({ route, example = {} }) => {
    const faults = [
      ...faultsOf(route.params, route.params && (example.params ?? {})),
      ...faultsOf(route.query, route.query && (example.query ?? {})),
      ...faultsOf(route.headers, route.headers && (example.headers ?? {})),
      ...faultsOf(route.cookies, route.cookies && (example.cookies ?? {})),
      ...(route.rawBody === true ? [] : faultsOf(route.body, example.body)),
      ...(hasNoJson(route.success) ? [] : faultsOf(route.success.body, example.answer)),
    ];
    expect(faults).toEqual([]);
    // What a schema passes over would be shown and never be answered.
    if (!hasNoJson(route.success) && route.success.body)
      expect(z.parse(route.success.body, example.answer)).toEqual(example.answer);
  });

  it('is what the document says too', () => {
    const faults = APIS.flatMap((api) => {
      const document = openApiDocument(api);
      const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
      ajv.addSchema({ ...document, $id: 'api' });
      return examplesIn(document['paths'], '#/paths').flatMap(({ at, example }) => {
        const validate = ajv.getSchema(`api${at}/schema`);
        if (validate === undefined) throw new Error(`no schema at ${at}`);
        return validate(example) === true ? [] : [`${at}: ${ajv.errorsText(validate.errors)}`];
      });
    });
    expect(faults).toEqual([]);
  });
});

/** Every example in a document beside whose schema it stands. */
function examplesIn(part: unknown, at: string): Readonly<{ at: string; example: unknown }>[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = 'example' in part && 'schema' in part && !('in' in part) ? [{ at, example: part.example }] : [];
  return [
    ...own,
    ...Object.entries(part)
      .filter(([name]) => name !== 'schema' && name !== 'example')
      .flatMap(([name, value]) =>
        examplesIn(value, `${at}/${encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))}`),
      ),
  ];
}

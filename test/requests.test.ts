import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { ROUTES } from './all-routes.ts';

/** The link in a mail: mail programs add parameters of their own. */
const TAKES_ANY = ['verifyLink'];

const refuses = (schema: z.ZodMiniType, query: object, code: string): boolean =>
  z.safeParse(schema, query).error?.issues.some((issue) => issue.code === code) ?? false;

/** A wish is approved once, with or without a key. */
const DECIDED_ONCE = ['approveReship'];

/** Some number that each of them takes. */
const NUMBERS = ['1', '10', '100'];
const ODD = ['', ' ', ' 1', '0x1', '0x10', '1e1', '1.0', '+1', '1,1'];

const shapeOf = (query: z.ZodMiniType): Record<string, z.ZodMiniType> =>
  (query._zod.def as Readonly<{ shape?: Record<string, z.ZodMiniType> }>).shape ?? {};
const parameters = ROUTES.flatMap(({ id, query }) =>
  query === undefined
    ? []
    : Object.entries(shapeOf(query)).map(([name, schema]) => ({ label: `${name} of ${id}`, schema })),
);

describe('the parameters of a query', () => {
  it('are known, or refused', () => {
    const loose = ROUTES.filter(
      ({ query }) => query && !refuses(query, { 'no-such': '1' }, 'unrecognized_keys'),
    );
    expect(loose.map(({ id }) => id)).toEqual(TAKES_ANY);
  });

  it('are whole numbers by their digits alone', () => {
    const taken = parameters
      .filter(({ schema }) => NUMBERS.some((typed) => typeof z.safeParse(schema, typed).data === 'number'))
      .flatMap(({ label, schema }) => ODD.map((typed) => ({ label, typed, schema })))
      .filter(({ typed, schema }) => z.safeParse(schema, typed).success);
    expect(taken.map(({ label, typed }) => `${label}: ${JSON.stringify(typed)}`)).toEqual([]);
    expect(parameters.map(({ label }) => label)).toContain('maxPrice of listProducts');
  });
});

describe('a list that is read page by page', () => {
  it('tells of cursors that are none of its own', () => {
    const paged = ROUTES.filter(({ query }) => query && Object.hasOwn(shapeOf(query), 'cursor'));
    expect(paged.map(({ id }) => id)).toEqual(expect.arrayContaining(['listUsers', 'listProducts']));
    const silent = paged.filter(({ errors = [] }) => !errors.some(({ code }) => code === 'CURSOR_INVALID'));
    expect(silent.map(({ id }) => id)).toEqual([]);
  });
});

describe('a request that can be repeated under its key', () => {
  const keyed = ROUTES.filter(
    ({ headers }) => headers !== undefined && Object.hasOwn(shapeOf(headers), 'idempotency-key'),
  );

  it('says in its answer when it was repeated', () => {
    expect(keyed.map(({ id }) => id)).toEqual(expect.arrayContaining(['placeOrder', 'createProduct']));
    const silent = keyed.filter(({ success }) => success.headers?.['idempotent-replayed'] === undefined);
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  it('is every one that creates something', () => {
    const creating = ROUTES.filter(({ method, success }) => method === 'POST' && success.status === 201);
    const once = creating.filter((route) => !keyed.includes(route)).map(({ id }) => id);
    expect(once).toEqual(DECIDED_ONCE);
  });
});

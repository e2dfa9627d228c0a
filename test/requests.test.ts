import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { ROUTES } from './all-routes.ts';

/** The link in a mail: mail programs add parameters of their own. */
const TAKES_ANY = ['verifyLink'];

const refuses = (schema: z.ZodMiniType, query: object, code: string): boolean =>
  z.safeParse(schema, query).error?.issues.some((issue) => issue.code === code) ?? false;

describe('the parameters of a query', () => {
  it('are known, or refused', () => {
    const loose = ROUTES.filter(
      ({ query }) => query && !refuses(query, { 'no-such': '1' }, 'unrecognized_keys'),
    );
    expect(loose.map(({ id }) => id)).toEqual(TAKES_ANY);
  });
});

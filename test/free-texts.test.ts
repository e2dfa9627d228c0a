import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { ROUTES } from './all-routes.ts';

/** These are compared with what is stored, and never shown to anybody. */
const NEVER_SHOWN = new Set(['password', 'current', 'next', 'identifier', 'token', 'refreshToken']);

type Named = Readonly<{ name: string; schema: z.ZodMiniType }>;
type Parts = Readonly<{
  type: string;
  shape?: Record<string, z.ZodMiniType>;
  element?: z.ZodMiniType;
  innerType?: z.ZodMiniType;
  in?: z.ZodMiniType;
  keyType?: z.ZodMiniType;
  valueType?: z.ZodMiniType;
  options?: readonly z.ZodMiniType[];
}>;

/** Every text that a body can hold, by the name of its field. */
function texts(schema: z.ZodMiniType, name: string): Named[] {
  const def = schema._zod.def as unknown as Parts;
  if (def.type === 'string') return [{ name, schema }];
  const fields = Object.entries(def.shape ?? {});
  const inside = [def.element, def.innerType, def.in, def.keyType, def.valueType, ...(def.options ?? [])];
  return [
    ...fields.flatMap(([field, part]) => texts(part, field)),
    ...inside.flatMap((part) => (part === undefined ? [] : texts(part, name))),
  ];
}

const wanted = ROUTES.flatMap(({ id, body }) =>
  body === undefined ? [] : texts(body, '').map((text) => ({ ...text, label: `${text.name} of ${id}` })),
);

describe('the texts that people send', () => {
  it('are found', () => {
    const found = wanted.map(({ label }) => label);
    expect(found).toEqual(expect.arrayContaining(['note of placeOrder', 'line1 of addAddress']));
    expect(found).toEqual(expect.arrayContaining(['en of createProduct', 'attributes of createProduct']));
  });

  it.each(['a\u0000bcdefgh', 'abcd\u202eefgh', 'abcdefg\ud83d', '\u200b\u2060\u200b'])(
    'never hold what cannot be printed or seen: %j',
    (typed) => {
      const taken = wanted.filter(
        ({ name, schema }) => !NEVER_SHOWN.has(name) && z.safeParse(schema, typed).success,
      );
      expect(taken.map(({ label }) => label)).toEqual([]);
    },
  );
});

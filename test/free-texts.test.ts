import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { ROUTES } from './all-routes.ts';

/** These are compared with what is stored, or read by a program, and never shown to anybody. */
const NEVER_SHOWN: Readonly<Record<string, string>> = {
  password: 'hashed',
  current: 'hashed',
  next: 'hashed',
  identifier: 'looked up, and counted by its digest',
  token: 'compared by its digest',
  deviceToken: 'compared with a signature of our own',
  refreshToken: 'compared by its digest',
  cursor: 'decoded, and refused when it is none of ours',
  'stripe-signature': 'compared with a signature of our own',
  'x-hmac-signature': 'compared with a signature of our own',
  accept: 'picks one of two forms',
  'accept-language': 'picks one of two languages',
};
/** Whatever stands in these parts of a request is looked at by name, or not at all. */
const TAKES_ANY: Readonly<Record<string, string>> = {
  'verifyLink query': 'mail programs add parameters of their own, which nobody reads',
  'receivePayment headers': 'the provider’s own',
  'receiveCarrierUpdate headers': 'the carrier’s own',
};

type Named = Readonly<{ label: string; name: string; schema: z.ZodMiniType }>;
type Parts = Readonly<{
  type: string;
  shape?: Record<string, z.ZodMiniType>;
  catchall?: z.ZodMiniType;
  element?: z.ZodMiniType;
  innerType?: z.ZodMiniType;
  in?: z.ZodMiniType;
  out?: z.ZodMiniType;
  left?: z.ZodMiniType;
  right?: z.ZodMiniType;
  items?: readonly z.ZodMiniType[];
  keyType?: z.ZodMiniType;
  valueType?: z.ZodMiniType;
  options?: readonly z.ZodMiniType[];
}>;

const TEXT = new Set(['string', 'template_literal']);
/** Kinds of schema that hold no text, or none but what they list. */
const NO_TEXT = new Set([
  'number',
  'int',
  'boolean',
  'enum',
  'literal',
  'null',
  'undefined',
  'never',
  'transform',
]);

/** Every text that a part of a request can hold, by the name of its field; and all that could be anything. */
function walk(schema: z.ZodMiniType, name: string, label: string): { texts: Named[]; anything: string[] } {
  const def = defOf(schema);
  // What a pipe takes is what somebody sends: it is judged by what becomes of it.
  if ([def, def.in && defOf(def.in)].some((part) => part && TEXT.has(part.type))) {
    return { texts: [{ label, name, schema }], anything: [] };
  }
  const fields = Object.entries(def.shape ?? {}).map(([field, part]) =>
    walk(part, field, `${field} of ${label}`),
  );
  const inside = [
    def.catchall,
    def.element,
    def.innerType,
    // One that begins with a function goes on with what that answers.
    def.in && defOf(def.in).type === 'transform' ? def.out : def.in,
    def.left,
    def.right,
    def.keyType,
    def.valueType,
    ...(def.items ?? []),
    ...(def.options ?? []),
  ].flatMap((part) => (part === undefined ? [] : [walk(part, name, label)]));
  const found = [...fields, ...inside];
  const isKnown = found.length > 0 || NO_TEXT.has(def.type) || def.type === 'object';
  return {
    texts: found.flatMap(({ texts }) => texts),
    anything: [...(isKnown ? [] : [`${label}: ${def.type}`]), ...found.flatMap(({ anything }) => anything)],
  };
}
const defOf = (schema: z.ZodMiniType): Parts => schema._zod.def;

const walked = ROUTES.flatMap(({ id, params, query, headers, body }) =>
  Object.entries({ params, query, headers, body }).flatMap(([part, schema]) =>
    schema === undefined ? [] : [{ part: `${id} ${part}`, ...walk(schema, '', `${id} ${part}`) }],
  ),
);
const texts = walked.flatMap((part) => part.texts);

const HOSTILE = [
  'a\u0000bcdefgh',
  'abcd\u202eefgh',
  'abcdefg\ud83d',
  '\u200b\u2060\u200b',
  `Z${'\u0316'.repeat(12)}algo`,
  'a\u{e0068}\u{e0069}bcd',
  `a${'\ufe00\u{e0100}'.repeat(4)}bcd`,
  'abc\ue000def',
  'abc\ufeffdef',
];
/** Texts that begin as some fields want them to. */
const DRESSED = HOSTILE.flatMap((typed) => [
  typed,
  `https://example.com/${typed}`,
  `/${typed}`,
  `mei@${typed}.com`,
]);

const holds = (read: unknown, typed: string): boolean =>
  (JSON.stringify(read) ?? '').includes(JSON.stringify(typed).slice(1, -1));

describe('the texts that people send', () => {
  it('are found, in every part of a request and of the routes of the staff too', () => {
    expect(texts.map(({ label }) => label)).toEqual(
      expect.arrayContaining([
        'note of placeOrder body',
        'line1 of addAddress body',
        'en of title of createProduct body',
        'attributes of createProduct body',
        'reason of suspendUser body',
        'q of listProducts query',
        'q of listUsers query',
        'tz of getSummary query',
        'orderNumber of trackShipment params',
        'user-agent of logIn headers',
        'images of changeProduct body',
      ]),
    );
  });

  it.each(DRESSED)('never hold what cannot be printed or seen: %j', (typed) => {
    const taken = texts.filter(({ name, schema }) => {
      const read = z.safeParse(schema, typed);
      // Cleaned is as good as refused.
      return NEVER_SHOWN[name] === undefined && read.success && holds(read.data, typed);
    });
    expect(taken.map(({ label }) => label)).toEqual([]);
  });

  it('are in one Unicode form', () => {
    const typed = 'Jose\u0301';
    const kept = texts.filter(({ name, schema }) => {
      const read = z.safeParse(schema, typed);
      return NEVER_SHOWN[name] === undefined && read.success && holds(read.data, typed);
    });
    expect(kept.map(({ label }) => label)).toEqual([]);
  });

  it('end somewhere', () => {
    const long = 'a'.repeat(5000);
    const endless = texts.filter(({ name, schema }) => {
      const read = z.safeParse(schema, long);
      return NEVER_SHOWN[name] === undefined && read.success && holds(read.data, long);
    });
    expect(endless.map(({ label }) => label)).toEqual([]);
  });

  it('are all that a request can hold: nothing takes whatever comes', () => {
    const loose = walked.filter(({ anything }) => anything.length > 0);
    expect(loose.map(({ part }) => part).toSorted()).toEqual(Object.keys(TAKES_ANY).toSorted());
  });

  it('are excused for a reason that still holds', () => {
    const names = new Set(texts.map(({ name }) => name));
    expect(Object.keys(NEVER_SHOWN).filter((name) => !names.has(name))).toEqual([]);
  });
});

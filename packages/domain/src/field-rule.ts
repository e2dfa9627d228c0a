import * as z from 'zod/mini';
import type { Localized } from './locale.ts';

/** Where an issue of ours carries its words. A schema's own message is in one language, whoever reads it. */
type Worded = Readonly<{ words: Localized }>;

/** A check with a sentence of its own in every language, for a field or for fields together. */
export const rule = <T>(holds: (value: T) => boolean, words: Localized, path?: PropertyKey[]) =>
  z.refine<T>(holds, { params: { words } satisfies Worded, ...(path && { path }) });

/** A regular expression with a sentence of its own in every language; documents show the expression. */
export function pattern(regex: RegExp, words: Localized) {
  const check = z.regex(regex);
  check._zod.check = ({ value, issues }) => {
    if (!regex.test(value)) issues.push(refused(value, words));
  };
  return check;
}

/** A schema, as it is, that says in its own words too that there is nothing. */
export function needed<S extends z.ZodMiniType>(schema: S, words: Localized): S {
  const parse = schema._zod.parse.bind(schema._zod);
  schema._zod.parse = (payload, context) => {
    if (payload.value !== undefined) return parse(payload, context);
    payload.issues.push(refused(undefined, words));
    return payload;
  };
  return schema;
}

/** What a check of ours adds to the issues: the words, and the field when it is not the one that is checked. */
export const refused = (input: unknown, words: Localized, path?: PropertyKey[]) => ({
  code: 'custom' as const,
  input,
  params: { words } satisfies Worded,
  ...(path && { path }),
});

/** The words of an issue that one of these checks found; undefined for the schema library's own. */
export const wordsOf = (issue: z.core.$ZodIssue): Localized | undefined =>
  issue.code === 'custom' ? (issue.params as Worded | undefined)?.words : undefined;

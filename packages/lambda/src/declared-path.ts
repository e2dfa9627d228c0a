import type * as z from 'zod/mini';

/** What of a schema leads on to the schemas in it; the library's own types name these for each kind apart. */
type Def = Readonly<{
  shape?: Readonly<Record<string, z.ZodMiniType>>;
  element?: z.ZodMiniType;
  innerType?: z.ZodMiniType;
  in?: z.ZodMiniType;
  options?: readonly z.ZodMiniType[];
}>;

/**
 * The names on the way to a value that its schema gives, such as `items.quantity`. Names that a caller chooses, those of unknown members
 * and of records, and places in lists are left out, so that it can be logged.
 */
export function declaredPath(schema: z.ZodMiniType | undefined, path: readonly PropertyKey[]): string {
  const [next, ...rest] = path;
  if (schema === undefined || next === undefined) return '';
  const { shape, element, innerType, in: before, options } = schema._zod.def as Def;
  const inner = innerType ?? before;
  if (inner !== undefined) return declaredPath(inner, path);
  if (options !== undefined) return longest(options.map((option) => declaredPath(option, path)));
  if (element !== undefined) return declaredPath(element, rest);
  const name = String(next);
  const member = shape !== undefined && Object.hasOwn(shape, name) ? shape[name] : undefined;
  if (member === undefined) return '';
  return [name, declaredPath(member, rest)].filter((part) => part !== '').join('.');
}

const longest = (texts: readonly string[]): string =>
  texts.reduce((best, text) => (text.length > best.length ? text : best), '');

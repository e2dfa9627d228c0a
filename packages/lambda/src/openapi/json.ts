/** A part of a document. */
export type Json = Record<string, unknown>;

/** A reference to a component. */
export const ref = (kind: string, name: string): Json => ({ $ref: `#/components/${kind}/${name}` });

/** A copy of a document in which every reference to a schema is led through a function of its name. */
export function renamed(part: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(part)) return part.map((one) => renamed(one, rename));
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' && value.startsWith(SCHEMA)
        ? SCHEMA + rename(value.slice(SCHEMA.length))
        : renamed(value, rename),
    ]),
  );
}
const SCHEMA = '#/components/schemas/';

/** The names of the schemas that a part refers to itself. */
export function schemasIn(part: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  renamed(part, (name) => {
    names.add(name);
    return name;
  });
  return names;
}

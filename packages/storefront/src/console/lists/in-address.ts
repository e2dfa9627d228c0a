type Search = Record<string, unknown>;

/** A text of the address. The router reads what looks like a number as one. */
export const textIn = (search: Search, name: string): string | undefined => {
  const value = search[name];
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' ? text : undefined;
};

/** One of a list, if the address has one. */
export const oneOf = <Value extends string>(
  search: Search,
  name: string,
  values: readonly Value[],
): Value | undefined => values.find((value) => value === search[name]);

/** Reads texts of the address by their names; what is not there is not named. */
export const textsIn = <Name extends string>(
  search: Search,
  ...names: readonly Name[]
): { [Key in Name]?: string } =>
  Object.fromEntries(
    names.flatMap((name) => {
      const text = textIn(search, name);
      return text === undefined ? [] : [[name, text]];
    }),
  ) as { [Key in Name]?: string };

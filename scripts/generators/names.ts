const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/;

/** Takes a name of two words or more. @throws Error saying how it is written */
export function wordsOf(name: string, what: string, example: string): string {
  if (!KEBAB.test(name)) throw new Error(`"${name}" is no name of ${what}; write it like ${example}`);
  return name;
}

/** Takes one of the names that there are. @throws Error naming them */
export function oneOf<T extends string>(name: string, what: string, known: readonly T[]): T {
  const found = known.find((one) => one === name);
  if (found === undefined) throw new Error(`There is no ${what} "${name}"; there is ${known.join(', ')}`);
  return found;
}

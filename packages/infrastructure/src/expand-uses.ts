import type { Choice } from './settings/catalogue.ts';

/** What a function is given of what the stage has chosen. */
export type Used = Readonly<{ secrets: readonly string[]; environment: Readonly<Record<string, string>> }>;

/**
 * Gives a function what each choice of the stage gives to those that use it so: the names of its secrets, and variables.
 *
 * @param uses by the setting that chooses, in which way: `{ carriers: calls }`
 * @throws Error when a choice gives nothing in this way
 */
export function expandUses(uses: Readonly<Record<string, string>>, choices: readonly Choice[]): Used {
  const given = Object.entries(uses).flatMap(([setting, way]) =>
    choices.filter(({ chosenBy }) => chosenBy === setting).map((choice) => giftOf(choice, way)),
  );
  return {
    secrets: given.flatMap(({ secrets = [] }) => secrets),
    environment: Object.assign({}, ...given.map(({ environment }) => environment)) as Used['environment'],
  };
}

function giftOf({ name, gives }: Choice, way: string): Choice['gives'][string] {
  const gift = gives[way];
  if (gift === undefined)
    throw new Error(
      `${name} gives nothing to those that use it like "${way}"; its choice.yml knows ${Object.keys(gives).join(', ')}`,
    );
  return gift;
}

import { SecretUnusable } from './secret-errors.ts';

/** The values that hold at once, newest first: two while one takes the place of the other. */
export type SecretValues = readonly [newest: string, ...before: string[]];

const MOST = 2;
/** Any key that somebody drew at random is longer, and has more different characters. */
const SHORTEST = 16;
const FEWEST_CHARACTERS = 6;
const PLACEHOLDER =
  /change[-_ ]?(me|it|this)|replace[-_ ]?(me|it|this)|not[-_ ]?(yet[-_ ]?)?set|your[-_ ](own[-_ ])?(api|key|secret|password|token|stripe)|placeholder|to[-_ ]?do\b|dummy|x{4}|\*{4}|\.{3}|^[<[].*[>\]]$|\$\{|\{\{/i;

/**
 * Takes apart what the store holds for one secret: a value a line, the newest first.
 *
 * @throws SecretUnusable for what cannot be a secret that somebody drew: nothing, a placeholder, something short. It names
 *   the reason and never the value.
 */
export function secretValues(stored: string): SecretValues {
  const [newest = '', ...before] = stored
    .trim()
    .split(/\r?\n/)
    .map((line) => line.trim());
  const values: SecretValues = [newest, ...before];
  if (values.length > MOST)
    throw new SecretUnusable(`it has ${values.length} lines, and ${MOST} may hold at once`);
  for (const value of values) refuseWeak(value);
  return values;
}

function refuseWeak(value: string): void {
  if (value === '') throw new SecretUnusable('it is empty');
  if (PLACEHOLDER.test(value)) throw new SecretUnusable('it is a placeholder');
  if (value.length < SHORTEST) throw new SecretUnusable(`it is shorter than ${SHORTEST} characters`);
  if (new Set(value).size < FEWEST_CHARACTERS) throw new SecretUnusable('it repeats a few characters');
}

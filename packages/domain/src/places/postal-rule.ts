import { POSTAL_RULES } from './postal-rules.ts';

export type Need = 'required' | 'optional' | 'refused';

/** What the post of a country wants of an address. A form that is undefined says nothing of postal codes. */
export type PostalRule = Readonly<{
  region: Need;
  postalCode: Need;
  form: RegExp | undefined;
  example: string;
}>;

const NEEDS: Readonly<Record<string, Need>> = { '!': 'required', '?': 'optional', '-': 'refused' };

/** The rule of a country of ISO 3166-1; undefined for what is no country. */
export function postalRule(country: string): PostalRule | undefined {
  const row = rules().get(country);
  if (row === undefined) return undefined;
  const at = row.indexOf('=');
  return {
    region: NEEDS[row[0] ?? ''] ?? 'optional',
    postalCode: NEEDS[row[1] ?? ''] ?? 'optional',
    form: at < 0 ? undefined : new RegExp(`^(?:${row.slice(at + 1)})$`),
    example: at < 0 ? '' : row.slice(2, at),
  };
}
/** The codes of all countries of ISO 3166-1, for a form to choose from. */
export const countries = (): readonly string[] => [...rules().keys()];

function rules(): ReadonlyMap<string, string> {
  rows ??= new Map(POSTAL_RULES.split('\n').map((row) => [row.slice(0, 2), row.slice(2)]));
  return rows;
}
/** Made when first asked: most functions never are. */
let rows: ReadonlyMap<string, string> | undefined;

/** What a postal code may look like in a country whose form is not known. */
const ANY_FORM = /^[A-Z0-9](?:[ -]?[A-Z0-9]){1,10}$/;

/**
 * A postal code as the country writes it: in capitals, in plain letters and digits, without the country's own mark.
 *
 * @returns undefined when it is none
 */
export function readPostalCode(typed: string, country: string, form: RegExp = ANY_FORM): string | undefined {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\p{Pd}\u2212]/gu, '-')
    .replaceAll(/\s+/g, ' ')
    .replace(/^〒/u, '')
    .trim();
  const spellings = [plain, plain.replace(new RegExp(`^${country}[ -]?`), ''), plain.replaceAll(' ', '')];
  return spellings.find((spelling) => form.test(spelling));
}

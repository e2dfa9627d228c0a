import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
/** The text of docs/security.md. */
export const SECURITY_PAGE = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');

/** Items of ASVS that are answered together, and what is said of them. */
export type SecurityRow = Readonly<{ items: readonly string[]; text: string }>;

export const securityRows = (): readonly SecurityRow[] =>
  [...SECURITY_PAGE.matchAll(/^- (\d[\d., –]*): ((?:.+\n?)(?: {2}.+\n?)*)/gm)].map(
    ([, items = '', text = '']): SecurityRow => ({ items: items.split(', ').flatMap(spellOut), text }),
  );

/** `1.2.5–1.2.7` are three. */
function spellOut(range: string): string[] {
  const [first = '', last = first] = range.split('–');
  const section = first.slice(0, first.lastIndexOf('.'));
  const numberOf = (item: string): number => Number(item.slice(item.lastIndexOf('.') + 1));
  return Array.from(
    { length: numberOf(last) - numberOf(first) + 1 },
    (_, index) => `${section}.${numberOf(first) + index}`,
  );
}

/** What is named in italics in a text. */
export const testNamesIn = (text: string): string[] =>
  [...text.matchAll(/(?<![\w`])_([^_|]+)_(?![\w`])/g)].map(([, name = '']) => name.replaceAll(/\s+/g, ' '));

/** Whether a source has a test of exactly this name. */
export const hasTest = (source: string, name: string): boolean =>
  ["'", '"', '`'].some((quote) => source.includes(`${quote}${name.replaceAll(quote, `\\${quote}`)}${quote}`));

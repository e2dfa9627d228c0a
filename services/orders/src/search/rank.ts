import type { QueryWord } from './search-query.ts';
import { placeTerm } from './search-query.ts';

/** Which terms of a product matched, and in which fields. */
export type Match = Readonly<Record<string, readonly string[]>>;

/**
 * How well a product fits, for each word: title before category before description, a whole word before its beginning before
 * a typing mistake. It depends on the product and the query alone, so it is the same in every container and on every page;
 * statistics of the whole catalogue would move it whenever any product changes.
 */
const WORTH = {
  title: 16,
  titleBegins: 12,
  titlePart: 10,
  place: 8,
  text: 4,
  textBegins: 3,
  titleTypo: 2,
  textTypo: 1,
};
const IN_TITLE = new Set([WORTH.title, WORTH.titleBegins, WORTH.titlePart, WORTH.titleTypo]);
const FULL = 100;

/** A whole number, the better the higher. @param words how many words the title has */
export function rankOf(
  query: readonly QueryWord[],
  match: Match,
  { words, soldOut }: Readonly<{ words: number; soldOut: boolean }>,
): number {
  const terms = Object.entries(match);
  const worths = query.map((word) => worthOf(word, match, terms));
  const inTitle = worths.filter((worth) => IN_TITLE.has(worth)).length;
  const sum = worths.reduce((all, worth) => all + worth, 0) * FULL;
  const rank = sum + Math.floor(((FULL - 1) * Math.min(inTitle, words)) / words);
  return soldOut ? Math.floor(rank / 2) : rank;
}

function worthOf(
  { word, pairs, places }: QueryWord,
  match: Match,
  terms: readonly (readonly [string, readonly string[]])[],
): number {
  const has = (term: string, field: string): boolean =>
    Object.hasOwn(match, term) && match[term]?.includes(field) === true;
  const begins = (field: string): boolean =>
    terms.some(([term, fields]) => term.startsWith(word) && fields.includes(field));
  if (has(word, 'title')) return WORTH.title;
  if (begins('title')) return WORTH.titleBegins;
  if (pairs.length > 0 && pairs.every((pair) => has(pair, 'title') || has(pair, 'parts')))
    return WORTH.titlePart;
  if (places.some((place) => has(placeTerm(place), 'place'))) return WORTH.place;
  if (has(word, 'text')) return WORTH.text;
  if (begins('text')) return WORTH.textBegins;
  return terms.some(([, fields]) => fields.includes('title')) ? WORTH.titleTypo : WORTH.textTypo;
}

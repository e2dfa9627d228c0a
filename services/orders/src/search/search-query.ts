import type { Query } from 'minisearch';
import { fold, isEmptyWord, isUnspaced, pairsOf, runsOf, segment, stem } from './words.ts';

/** A word that is looked for, and all that may stand for it. */
export type QueryWord = Readonly<{
  word: string;
  /** As it was typed, which is where letters get swapped. */
  typed: string;
  /** Its neighbouring characters, when its script has no spaces: the index may have cut the text elsewhere. */
  pairs: readonly string[];
  /** The categories whose names have it. */
  places: readonly string[];
}>;

/** Names a category's id as a term, unlike any word. */
export const placeTerm = (category: string): string => `#${category}`;

/** A query is cut off here: each word costs a look into the index. */
const MOST_WORDS = 10;

/**
 * The words that a product must have to be found.
 * @param placesOf the categories in whose names a word stands
 */
export function queryWords(
  query: string,
  placesOf: (word: string) => readonly string[],
): readonly QueryWord[] {
  const all = runsOf(fold(query)).flatMap((run) => (isUnspaced(run) ? segment(run) : [run]));
  const telling = all.filter((word) => !isEmptyWord(word));
  const words = new Map((telling.length > 0 ? telling : all).map((typed) => [stemmed(typed), typed]));
  return [...words].slice(0, MOST_WORDS).map(([word, typed]) => ({
    word,
    typed,
    pairs: isUnspaced(word) ? pairsOf(word) : [],
    places: placesOf(word),
  }));
}

const stemmed = (word: string): string => (isUnspaced(word) ? word : stem(word));

/** The query in the language of the index: every word, in one of its forms. */
export const queryOf = (words: readonly QueryWord[], { typos }: Readonly<{ typos: boolean }>): Query => ({
  combineWith: 'AND',
  queries: words.map((word) => ({
    combineWith: 'OR',
    queries: [...formsOf(word), ...(typos ? mistakesOf(word) : [])],
  })),
});

function formsOf({ word, pairs, places }: QueryWord): Query[] {
  const forms: Query[] = [{ queries: [word], fields: ['title', 'text'], prefix: true }];
  if (pairs.length > 0) forms.push({ queries: [...pairs], fields: ['title', 'parts'], combineWith: 'AND' });
  if (places.length > 0) forms.push({ queries: places.map(placeTerm), fields: ['place'] });
  return forms;
}

const SHORTEST_MISTAKEN = 4;
const LONG = 8;

/** What may have been meant: one letter too many, missing or wrong, two in a long word, or two neighbours swapped. */
function mistakesOf({ word, typed }: QueryWord): Query[] {
  const fields = ['title', 'text'];
  const mistakes: Query[] = [];
  if (canBeMistaken(word)) mistakes.push({ queries: [word], fields, fuzzy: word.length < LONG ? 1 : 2 });
  // Swapped letters can keep an ending from being cut off, or make it one that is cut off.
  if (canBeMistaken(typed)) mistakes.push({ queries: [...new Set(swapsOf(typed).map(stemmed))], fields });
  return mistakes;
}

const canBeMistaken = (word: string): boolean =>
  word.length >= SHORTEST_MISTAKEN && /^\p{L}+$/u.test(word) && !isUnspaced(word);

export const swapsOf = (word: string): readonly string[] =>
  Array.from(
    { length: word.length - 1 },
    (_, i) => `${word.slice(0, i)}${word[i + 1]}${word[i]}${word.slice(i + 2)}`,
  );

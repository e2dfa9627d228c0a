import type { Category } from '../catalogue/categories-store.ts';
import { fold, isUnspaced, wordsOf } from './words.ts';

/** Shorter beginnings of a word name no category: `au` is not yet `audio`. */
const SHORTEST_BEGINNING = 3;

/** Finds the categories by a word of their names, in any language; a department stands for all in it. */
export function categoryNames(categories: readonly Category[]): (word: string) => readonly string[] {
  const named = categories.map(({ category, title }) => ({
    category,
    words: Object.values(title).flatMap(wordsOf),
    texts: Object.values(title).map(fold),
  }));
  const isNamed = (word: string, { words, texts }: (typeof named)[number]): boolean =>
    isUnspaced(word)
      ? texts.some((text) => text.includes(word))
      : words.some((one) => one === word || (word.length >= SHORTEST_BEGINNING && one.startsWith(word)));
  return (word) => named.filter((one) => isNamed(word, one)).map(({ category }) => category);
}

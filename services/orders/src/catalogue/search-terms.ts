import type { Localized } from '@cartless/domain';

/** A product has at most so many terms, so that it can be written with them in one transaction. */
const MAX_TERMS = 60;

const HAN = /\p{Script=Han}/u;
const RUNS = /\p{Script=Han}+|[\p{L}\p{N}]+/gu;

const runs = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(RUNS) ?? [];

/** Neighbouring pairs of characters: Chinese has no spaces, and most of its words have two characters. */
const pairs = (run: string): string[] => {
  const characters = Array.from(run);
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
};

/**
 * The terms under which a title is found: English words as they are, Chinese by pairs of neighbouring characters and
 * the last character alone. Searches compare beginnings, so any single character is found too.
 */
export function indexTerms(title: Localized): readonly string[] {
  const terms = [title.en, title['zh-CN']].flatMap(runs).flatMap((run) => {
    if (!HAN.test(run)) return run.length >= 2 ? [run] : [];
    return [...pairs(run), Array.from(run).at(-1) ?? ''];
  });
  return [...new Set(terms)].slice(0, MAX_TERMS);
}

/** The terms that a found title must all have, the rarest (longest) first. */
export function queryTerms(query: string): readonly string[] {
  const terms = runs(query).flatMap((run) => {
    if (!HAN.test(run)) return run.length >= 2 ? [run] : [];
    return Array.from(run).length === 1 ? [run] : pairs(run);
  });
  return [...new Set(terms)].toSorted((a, b) => b.length - a.length).slice(0, 8);
}

/** The part of the index in which a term stands: its first two letters, or its first Chinese character. */
export const shelfOf = (term: string): string =>
  HAN.test(term) ? (Array.from(term)[0] ?? '') : term.slice(0, 2);

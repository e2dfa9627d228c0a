/** What a search looks at of a text or a query; the rest is passed over. */
const MOST_CHARACTERS = 4000;

/** Told by properties of Unicode, and so made when the first text is looked at, see text.ts of packages/domain. */
function makePatterns() {
  /** Scripts that write their words without spaces between them. */
  const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
  return {
    runs: new RegExp(String.raw`[${unspaced}]+|[[\p{L}\p{M}\p{N}]--[${unspaced}]]+`, 'gv'),
    unspaced: new RegExp(`[${unspaced}]`, 'v'),
    possessive: /['’]s(?![\p{L}\p{N}])/gu,
  };
}
let made: ReturnType<typeof makePatterns> | undefined;
const patterns = () => (made ??= makePatterns());

/** Accents over and under Latin, Greek and Cyrillic letters; the marks of other scripts are letters of their own. */
const ACCENTS = /[\u0300-\u036f]/g;
/** Letters that Unicode does not take apart, as they are typed without them. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i' };
const SPECIAL = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');

/** A text without what people do not type the same way: case, accents, full-width forms. */
export const fold = (text: string): string =>
  text
    .slice(0, MOST_CHARACTERS)
    .normalize('NFKD')
    .toLowerCase()
    .replace(ACCENTS, '')
    .replace(patterns().possessive, '')
    .replace(SPECIAL, (letter) => PLAIN[letter] ?? letter)
    .normalize('NFC');

/** The stretches of a folded text that are of one kind: `iphone手机壳` is `iphone` and `手机壳`. */
export const runsOf = (folded: string): readonly string[] => folded.match(patterns().runs) ?? [];

export const isUnspaced = (run: string): boolean => patterns().unspaced.test(run);

let segmenter: Intl.Segmenter | undefined;

/** The words of a stretch without spaces, by the dictionary of ICU. */
export function segment(run: string): readonly string[] {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  return Array.from(segmenter.segment(run), ({ segment: word }) => word);
}

/** Neighbouring pairs of characters; of one character, itself. */
export function pairsOf(run: string): readonly string[] {
  const characters = Array.from(run);
  return characters.length === 1 ? characters : characters.slice(1).map((one, i) => `${characters[i]}${one}`);
}

/** Words that say nothing of what is looked for. */
const EMPTY = new Set([
  'a',
  'an',
  'and',
  'by',
  'for',
  'from',
  'in',
  'of',
  'on',
  'or',
  'the',
  'to',
  'with',
  '的',
  '和',
  '与',
]);

export const isEmptyWord = (word: string): boolean => EMPTY.has(word);

const IRREGULAR: Readonly<Record<string, string>> = {
  men: 'man',
  women: 'woman',
  children: 'child',
  feet: 'foot',
  teeth: 'tooth',
  mice: 'mouse',
  knives: 'knife',
  lens: 'lens',
};

/**
 * What the singular and the plural of an English word have in common. It is a beginning of both, so that beginnings of
 * words are found too.
 *
 * @see D. Harman, "How effective is suffixing?", 1991: the S stemmer, of which this is a form
 */
export function stem(word: string): string {
  const irregular = Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] : undefined;
  if (irregular !== undefined) return irregular;
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
  return word
    .replace(/(?<=shel|scar|lea|loa|hal|wol)ves$/, 'f')
    .replace(/(?<=[a-z]{2}[^sui])s$/, '')
    .replace(/(?<=.(?:[sxzio]|ch|sh))e$/, '')
    .replace(/(?<=.[^aeiou])y$/, 'i');
}

/** The words of a text as the index keeps them. */
export const wordsOf = (text: string): readonly string[] =>
  runsOf(fold(text)).flatMap((run) => (isUnspaced(run) ? segment(run) : [stem(run)]));

/** The characters and pairs inside of a text's unspaced words, by which a part of a word is found. */
export function partsOf(text: string): readonly string[] {
  return runsOf(fold(text))
    .filter(isUnspaced)
    .flatMap((run) => [...Array.from(run).slice(1), ...(run.length > 1 ? pairsOf(run) : [])]);
}

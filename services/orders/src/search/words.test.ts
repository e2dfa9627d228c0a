import { describe, expect, it } from '@jest/globals';
import { fold, partsOf, stem, wordsOf } from './words.ts';

describe('the words of a text', () => {
  it.each([
    ['iPhone手机壳', ['iphone', '手机', '壳']],
    ['Café Crème', ['cafe', 'creme']],
    ['ＵＳＢ－Ｃ ｈｕｂ', ['usb', 'c', 'hub']],
    ['Straße, Łódź & SMØRREBRØD', ['strass', 'lodz', 'smorrebrod']],
    ["women's dresses", ['woman', 'dress']],
    ['がんばるカップ', ['がんばる', 'カップ']],
    ['กาแฟสด', ['กาแฟ', 'สด']],
    ['100% wool!', ['100', 'wool']],
    ['… 🙂', []],
  ])('%p', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it.each([
    ['shirt', 'shirts'],
    ['box', 'boxes'],
    ['case', 'cases'],
    ['battery', 'batteries'],
    ['movie', 'movies'],
    ['shoe', 'shoes'],
    ['potato', 'potatoes'],
    ['glass', 'glasses'],
    ['bus', 'buses'],
    ['lens', 'lenses'],
    ['watch', 'watches'],
    ['toy', 'toys'],
    ['woman', 'women'],
    ['bookshelf', 'bookshelves'],
    ['knife', 'knives'],
  ])('%p and %p are one', (one, many) => {
    expect(stem(many)).toBe(stem(one));
  });

  it.each(['class', 'bonus', 'iris', 'usb', 'constructor'])('%p is left alone', (word) => {
    expect(stem(word)).toBe(word);
  });

  it('are looked for in what a person would read at most', () => {
    expect(fold('é'.repeat(10_000))).toHaveLength(4000);
  });

  it('have parts where the script has no spaces', () => {
    expect(partsOf('A紫砂壶')).toEqual(['砂', '壶', '紫砂', '砂壶']);
    expect(partsOf('teapot')).toEqual([]);
  });
});

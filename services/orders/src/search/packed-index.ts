import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { AsPlainObject } from 'minisearch';
import type { Card } from './search-document.ts';
import { SearchIndex } from './search-index.ts';

type Terms = AsPlainObject['index'];
/** The first line has the rest; each of the others some of the cards or of the terms. */
type Rest = Omit<AsPlainObject, 'index'>;
type Line = Readonly<{ cards: readonly Card[] }> | Readonly<{ terms: Terms }>;

const CARDS_IN_LINE = 500;
const TERMS_IN_LINE = 100;

/**
 * An index as bytes: compressed lines of JSON. As one JSON text, 100,000 products would take four times the memory of the
 * index while they are parsed.
 */
export async function packed(index: SearchIndex): Promise<Buffer> {
  const { cards, words } = index.image();
  const { index: terms, ...rest } = words;
  const lines = [
    line(rest),
    ...batches(cards, CARDS_IN_LINE).map((batch) => line({ cards: batch })),
    ...batches(terms, TERMS_IN_LINE).map((batch) => line({ terms: batch })),
  ];
  return promisify(gzip)(Buffer.concat(lines));
}

export async function unpacked(bytes: Uint8Array): Promise<SearchIndex> {
  const lines = linesOf(await promisify(gunzip)(bytes));
  const rest = lines.next().value as Rest;
  const cards: Card[] = [];
  // MiniSearch takes the terms one by one, so no more than a line of them is there twice.
  const terms = (function* (): Generator<Terms[number]> {
    for (const one of lines as Iterable<Line>) {
      if ('cards' in one) cards.push(...one.cards);
      else yield* one.terms;
    }
  })();
  return new SearchIndex({ cards, words: { ...rest, index: terms as Iterable<Terms[number]> as Terms } });
}

const line = (value: Rest | Line): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);

const batches = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));

function* linesOf(bytes: Buffer): Generator<unknown, undefined> {
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf('\n', start);
    yield JSON.parse(bytes.toString('utf8', start, end));
    start = end + 1;
  }
}

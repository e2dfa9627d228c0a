import type { Item } from '@cartless/aggregate';
import type { Product } from '../src/catalogue/product.ts';
import { readUnitsOf, writeUnitsOf } from '@cartless/aggregate/capacity-units';
import { itemSize } from '@cartless/aggregate/item-size';

/** What one page looked at, so that its cost is bounded. */
const LOOKED_AT = 300;
const HAN = /\p{Script=Han}/u;
const runs = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? [];
const pairs = (run: string): string[] => {
  const characters = Array.from(run);
  return characters.slice(1).map((one, i) => `${characters[i]}${one}`);
};
const termsOf = ({ title }: Product): string[] =>
  [
    ...new Set(
      [title.en, title['zh-CN']].flatMap(runs).flatMap((run) => (HAN.test(run) ? pairs(run) : [run])),
    ),
  ].slice(0, 60);
const shelfOf = (term: string): string => (HAN.test(term) ? (Array.from(term)[0] ?? '') : term.slice(0, 2));

type Entry = Item & Readonly<{ pk: string; sk: string; w: string }>;

/** The other design, for comparison: an item for each word of a title, kept by the write of the product. */
export class TermsInTable {
  readonly #shelves = new Map<string, Entry[]>();

  constructor(products: readonly Product[]) {
    for (const entry of products.flatMap(entriesOf)) {
      const shelf = this.#shelves.get(entry.pk);
      if (shelf === undefined) this.#shelves.set(entry.pk, [entry]);
      else shelf.push(entry);
    }
    for (const shelf of this.#shelves.values()) shelf.sort((a, b) => (a.sk < b.sk ? -1 : 1));
  }

  /** What a search reads: for one page in no order, and for all that it finds, which sorting, ranking or counting needs. */
  search(query: string) {
    const [rarest = '', ...others] = runs(query)
      .flatMap((run) => (HAN.test(run) ? pairs(run) : [run]))
      .toSorted((a, b) => b.length - a.length);
    const looked = (this.#shelves.get(`Q#${shelfOf(rarest)}`) ?? []).filter(({ sk }) =>
      sk.startsWith(rarest),
    );
    const has = ({ w }: Entry) => others.every((word) => w.includes(` ${word}`));
    const bytes = (entries: readonly Entry[]) => entries.reduce((sum, entry) => sum + itemSize(entry), 0);
    return {
      onPage: looked.slice(0, LOOKED_AT).filter(has).length,
      found: looked.filter(has).length,
      pageUnits: readUnitsOf(bytes(looked.slice(0, LOOKED_AT))),
      allUnits: readUnitsOf(bytes(looked)),
    };
  }
}

const entriesOf = (product: Product): Entry[] => {
  const terms = termsOf(product);
  return terms.map((term) => ({
    pk: `Q#${shelfOf(term)}`,
    sk: `${term}#${product.productId}`,
    w: ` ${terms.join(' ')} `,
    cat: product.category,
  }));
};

/** Write units of the words of a new product, in the transaction that writes it. */
export const termUnitsOf = (product: Product): number =>
  2 * entriesOf(product).reduce((sum, entry) => sum + writeUnitsOf(itemSize(entry)), 0);

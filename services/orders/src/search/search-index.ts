import MiniSearch, { type AsPlainObject, type Options } from 'minisearch';
import type { Product } from '../catalogue/product.ts';
import { rankOf } from './rank.ts';
import { type Card, type SearchDocument, searchDocument } from './search-document.ts';
import { queryOf, type QueryWord } from './search-query.ts';

const split = (text: string): string[] => (text === '' ? [] : text.split(' '));

const OPTIONS: Options<SearchDocument> = {
  fields: ['title', 'parts', 'text', 'place'],
  tokenize: split,
  processTerm: (term) => term,
  searchOptions: { tokenize: (term) => [term], processTerm: (term) => term },
  // What was discarded is left out of answers at once; the next snapshot has none of it.
  autoVacuum: false,
};

/** A found product, and how well it fits. */
export type Hit = Readonly<{ card: Card; rank: number }>;

export type IndexImage = Readonly<{ cards: readonly Card[]; words: AsPlainObject }>;

/** All products that can be bought, in the memory of one container: what of them can be searched, filtered and sorted. */
export class SearchIndex {
  readonly #words: MiniSearch<SearchDocument>;
  readonly #cards: Map<string, Card>;
  #revision = 0;

  constructor(image?: IndexImage) {
    this.#words = image === undefined ? new MiniSearch(OPTIONS) : MiniSearch.loadJS(image.words, OPTIONS);
    // After the words: a snapshot is read in one go, and its cards are there when its words are.
    this.#cards = new Map(image?.cards.map((card) => [card.id, card]));
  }

  /** Moves whenever an answer may have become another one. */
  get revision(): number {
    return this.#revision;
  }
  get size(): number {
    return this.#cards.size;
  }

  /** Takes a product as it is now, unless a later version is here; one that cannot be bought goes out. */
  put(product: Product): void {
    const { productId: id } = product;
    const known = this.#cards.get(id);
    if (known !== undefined && known.version >= product.version) return;
    const { document, card } = searchDocument(product);
    const isSame = known?.print === card.print;
    if (known !== undefined && !(product.active && isSame)) this.#words.discard(id);
    if (product.active && !isSame) this.#words.add(document);
    if (product.active) this.#cards.set(id, card);
    else this.#cards.delete(id);
    this.#revision += 1;
  }

  all(): readonly Hit[] {
    return Array.from(this.#cards.values(), (card) => ({ card, rank: 0 }));
  }

  /** The products that have all words; where there is none, those that have them with a typing mistake. */
  find(words: readonly QueryWord[]): readonly Hit[] {
    if (words.length === 0) return [];
    const exact = this.#ask(words, { typos: false });
    return exact.length > 0 ? exact : this.#ask(words, { typos: true });
  }

  #ask(words: readonly QueryWord[], how: Readonly<{ typos: boolean }>): readonly Hit[] {
    return this.#words.search(queryOf(words, how)).flatMap(({ id, match }) => {
      const card = this.#cards.get(id as string);
      return card === undefined ? [] : [{ card, rank: rankOf(words, match, card) }];
    });
  }

  /** The whole index in a form that can be written down. */
  image(): IndexImage {
    return { cards: [...this.#cards.values()], words: this.#words.toJSON() };
  }
}

import { createHash } from 'node:crypto';
import { departmentOf, type Product } from '../catalogue/product.ts';
import { valuesIn } from '../catalogue/variants.ts';
import { placeTerm } from './search-query.ts';
import { partsOf, wordsOf } from './words.ts';

/** What is looked at when a list is filtered and sorted. */
export type Card = Readonly<{
  id: string;
  category: string;
  /** Minor units of the shop's currency. */
  price: number;
  createdAt: number;
  soldOut: boolean;
  version: number;
  /** How many words its longer title has: of two titles that have a word, the shorter says it more clearly. */
  words: number;
  /** Tells whether its words changed: most changes are of price and stock alone. */
  print: number;
}>;

/** What of a product can be searched: words by field, separated by spaces. */
export type SearchDocument = Readonly<{
  id: string;
  title: string;
  /** Pieces of words that are written without spaces. */
  parts: string;
  /** Descriptions, attributes, and what there is to choose. */
  text: string;
  /** Its department and category, by their ids: their names are looked up when somebody searches for them. */
  place: string;
}>;

/** All that a search knows of a product. What else of a product is to be found is added here, and nowhere else. */
export function searchDocument(product: Product): Readonly<{ document: SearchDocument; card: Card }> {
  const titles = Object.values(product.title);
  const texts = [
    ...Object.values(product.description),
    ...Object.entries(product.attributes).flat(),
    ...choices(product),
  ];
  const title = new Set(titles.flatMap(wordsOf));
  const parts = new Set(titles.flatMap(partsOf)).difference(title);
  const text = new Set(texts.flatMap(wordsOf)).difference(title);
  const document: SearchDocument = {
    id: product.productId,
    title: [...title].join(' '),
    parts: [...parts].join(' '),
    text: [...text].join(' '),
    place: [...new Set([departmentOf(product.category), product.category])].map(placeTerm).join(' '),
  };
  return { document, card: cardOf(product, document) };
}

/** The names of the options, and of those values that a variant has which can be bought. */
function choices({ options = [], variants = [] }: Product): readonly string[] {
  const sold = variants.filter(({ active }) => active).map(({ variantId }) => valuesIn(variantId));
  return options.flatMap(({ name, values }, i) => [
    ...Object.values(name),
    ...values
      .filter(({ key }) => sold.some((chosen) => chosen[i] === key))
      .flatMap((value) => Object.values(value.name)),
  ]);
}

const cardOf = (product: Product, document: SearchDocument): Card => ({
  id: product.productId,
  category: product.category,
  price: product.price.amount,
  createdAt: product.createdAt,
  soldOut: product.availability === 'sold-out',
  version: product.version,
  words: Math.max(1, ...Object.values(product.title).map((title) => wordsOf(title).length)),
  print: createHash('sha256').update(JSON.stringify(document)).digest().readUIntBE(0, 6),
});

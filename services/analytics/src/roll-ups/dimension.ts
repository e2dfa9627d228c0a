/** What an owner can break numbers down by. */
export const SPLITS = ['product', 'category', 'region', 'city', 'paymentMethod', 'reason'] as const;
export type Split = (typeof SPLITS)[number];

/** Those that there are leaders of; `reason`, that of returns, is kept for returns only. */
export const LEADING_SPLITS = [
  'product',
  'category',
  'region',
  'city',
  'paymentMethod',
] as const satisfies readonly Split[];

/**
 * Two splits at once, where both have few values, so that there are not very many of both: what is counted under each stays
 * bounded by categories, regions and payment methods. Products and cities have their category and region with them.
 */
export const PAIRS = ['category+region', 'category+paymentMethod', 'region+paymentMethod'] as const;

/** What roll-ups exist for: the whole shop, splits, carriers of parcels, variants of products, people by when they registered, and by when they first ordered. */
export const DIMENSIONS = ['total', ...SPLITS, ...PAIRS, 'carrier', 'sku', 'cohort', 'repurchase'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** The one value of dimensions that are not split. */
export const WHOLE = '*';

/** Stands between the values of a pair; no text that people type has it. */
const BETWEEN = '\u001F';

/** The value of a pair. */
export const pairOf = (first: string, second: string): string => first + BETWEEN + second;

/** A city is told apart by its region: there are several Springfields. */
export const cityOf = (region: string, city: string): string => `${region}/${city}`;

/** The values of the single splits in a value of a dimension; a product's category is in its label. */
export function valuesIn(
  dimension: Dimension,
  value: string,
  category: string | undefined,
): Readonly<Partial<Record<Split, string>>> {
  if (dimension === 'product') return { product: value, ...(category !== undefined && { category }) };
  if (dimension === 'city') return { region: value.slice(0, value.indexOf('/')), city: value };
  if (!dimension.includes('+')) return { [dimension]: value };
  const [first = '', second = ''] = dimension.split('+');
  const [a = '', b = ''] = value.split(BETWEEN);
  return { [first]: a, [second]: b };
}

/** What an owner can break numbers down by. */
export const SPLITS = ['product', 'category', 'region', 'paymentMethod', 'reason'] as const;
export type Split = (typeof SPLITS)[number];

/** Those that there are leaders of; `reason`, that of returns, is kept for returns only. */
export const LEADING_SPLITS = [
  'product',
  'category',
  'region',
  'paymentMethod',
] as const satisfies readonly Split[];

/** What roll-ups exist for: the whole shop, each split, people by when they registered, and by when they first ordered. */
export const DIMENSIONS = ['total', ...SPLITS, 'cohort', 'repurchase'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** The one value of dimensions that are not split. */
export const WHOLE = '*';

/** What is bought at once, past the basket, as the address of the checkout says it; nothing there means the basket. */
export type Bought = Readonly<{ product?: string; variant?: string; quantity?: number }>;

export function readBought({ product, variant, quantity }: Readonly<Record<string, unknown>>): Bought {
  if (typeof product !== 'string') return {};
  const units = Number(quantity);
  return {
    product,
    quantity: Number.isSafeInteger(units) && units > 0 ? Math.min(units, 999) : 1,
    ...(typeof variant === 'string' && { variant }),
  };
}

import { VariantNotFound } from './errors.ts';
import type { Product } from './product.ts';

/** @throws AppError VARIANT_NOT_FOUND when a variant is named that the product does not have */
export function requireVariant({ variants }: Product, variantId: string | undefined): void {
  if (variantId !== undefined && !variants?.some((one) => one.variantId === variantId))
    throw VariantNotFound();
}

/** Something that can be bought: a product, or one of its variants. */
export type Sellable = Readonly<{ productId: string; variantId?: string | undefined }>;

/** A sellable as one word, for keys and maps. Of a product without variants it is the product's id. */
export type Sku = string;

/** Neither ids of products nor those of variants have it. */
const BETWEEN = '.';

/** The one word for a sellable; equal for equal ones only. */
export const skuOf = ({ productId, variantId }: Sellable): Sku =>
  variantId === undefined ? productId : `${productId}${BETWEEN}${variantId}`;

/** The sellable behind its one word. */
export function sellableOf<P extends string = string>(
  sku: Sku,
): Readonly<{ productId: P; variantId?: string }> {
  const [productId, variantId] = sku.split(BETWEEN);
  return { productId: productId as P, ...(variantId !== undefined && { variantId }) };
}

/** Its attributes, for what names a sellable among other things. */
export const named = <P extends string>({
  productId,
  variantId,
}: Readonly<{ productId: P; variantId?: string | undefined }>): Readonly<{
  productId: P;
  variantId?: string;
}> => ({ productId, ...(variantId !== undefined && { variantId }) });

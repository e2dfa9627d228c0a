import { type Money, type Packing, skuOf } from '@cartless/domain';
import { OptionsInvalid, PriceByVariant, StockByVariant, TooManyVariants, VariantInvalid } from './errors.ts';
import type { Product, UnitsBySku, ProductOption, Variant } from './product.ts';
import { valuesIn, variantIdOf } from './variants.ts';

/** What an administrator says of a variant, known or new. What is left out of a known one stays. */
export type VariantFields = Readonly<{
  variantId?: string | undefined;
  /** The key of its value of each option. */
  options?: Readonly<Record<string, string>> | undefined;
  /** Of a new one the product's when it is left out. */
  price?: Money | undefined;
  /** Null takes it away: then it costs what the product says. */
  cost?: Money | null | undefined;
  /** The first units of a new one. */
  stock?: number | undefined;
  /** Null takes it away. */
  image?: string | null | undefined;
  /** Null takes it away. */
  packing?: Packing | null | undefined;
  active?: boolean | undefined;
}>;

export type Variety = Readonly<{
  options?: readonly ProductOption[] | undefined;
  variants?: readonly VariantFields[] | undefined;
}>;

type Valued = Readonly<{ price?: Money | undefined; cost?: Money | null | undefined }>;

/** All prices and costs that are said of a product and its variants. */
export const moneyIn = ({
  variants = [],
  ...product
}: Valued & Readonly<{ variants?: readonly Valued[] | undefined }>): readonly Money[] =>
  [product, ...variants].flatMap(({ price, cost }) => [price ?? [], cost ?? []].flat());

/** A change of a product writes it and every bucket of its stock in one transaction of a hundred items. */
const MOST_BUCKETS = 99;

/**
 * The product with options and variants that are added or changed. Those that are not named stay; none is ever removed,
 * because orders name them.
 * @returns the product, and the first units of each new variant
 * @throws AppError OPTIONS_INVALID, VARIANT_INVALID, STOCK_BY_VARIANT, TOO_MANY_VARIANTS
 */
export function vary(
  product: Product,
  { options: given, variants: asked = [] }: Variety,
): Readonly<{ product: Product; opened: UnitsBySku }> {
  const options = given ?? product.options ?? [];
  const known = product.variants ?? [];
  if (options.length === 0 && asked.length === 0) return { product, opened: new Map() };
  checkOptions(product.options ?? [], options, known);
  const named = asked.map((fields) => [idIn(options, fields), fields] as const);
  const byId = new Map(named);
  if (byId.size < named.length) throw VariantInvalid({ details: { variant: named[0]?.[0] } });
  const changed = known.map((variant) => withFields(variant, byId.get(variant.variantId)));
  const fresh = named.filter(([id]) => !known.some(({ variantId }) => variantId === id));
  const variants = [...changed, ...fresh.map(([id, fields]) => newVariant(product, id, fields))];
  if (variants.length === 0) throw OptionsInvalid();
  const limit = Math.floor(MOST_BUCKETS / product.buckets);
  if (variants.length > limit) throw TooManyVariants({ details: { limit } });
  const { productId } = product;
  const opened = fresh.map(([variantId, { stock = 0 }]) => [skuOf({ productId, variantId }), stock] as const);
  return { product: { ...product, options, variants }, opened: new Map(opened) };
}

/** Every key once; what variants are made of stays as it is, in its order. @throws AppError OPTIONS_INVALID */
function checkOptions(
  before: readonly ProductOption[],
  after: readonly ProductOption[],
  variants: readonly Variant[],
): void {
  const lists = [after, ...after.map(({ values }) => values)];
  const isUnique = lists.every((list) => new Set(list.map(({ key }) => key)).size === list.length);
  const isSame =
    variants.length === 0 ||
    (before.length === after.length && before.every(({ key }, i) => after[i]?.key === key));
  const isKept = variants.every(({ variantId }) => isOf(after, variantId));
  if (after.length === 0 || !isUnique || !isSame || !isKept) throw OptionsInvalid();
}

const isOf = (options: readonly ProductOption[], variantId: string): boolean => {
  const values = valuesIn(variantId);
  return (
    values.length === options.length &&
    options.every((option, i) => option.values.some(({ key }) => key === values[i]))
  );
};

/** @throws AppError VARIANT_INVALID unless exactly one value of each option is named */
function idIn(options: readonly ProductOption[], { variantId, options: chosen }: VariantFields): string {
  const id = chosen === undefined ? variantId : variantIdOf(options, chosen);
  const isWhole = chosen === undefined || Object.keys(chosen).length === options.length;
  if (id === undefined || !isWhole || !isOf(options, id) || (variantId ?? id) !== id) {
    throw VariantInvalid({ details: { variant: id ?? variantId } });
  }
  return id;
}

function newVariant(
  { price }: Product,
  variantId: string,
  { price: own = price, cost, image, packing, active = true }: VariantFields,
): Variant {
  return {
    variantId,
    price: own,
    active,
    availability: 'sold-out',
    ...(cost && { cost }),
    ...(typeof image === 'string' && { image }),
    ...(packing && { packing }),
  };
}

function withFields(variant: Variant, fields: VariantFields | undefined): Variant {
  if (fields === undefined) return variant;
  if (fields.stock !== undefined) throw StockByVariant();
  const { image: imageBefore, cost: costBefore, packing: packed, ...kept } = variant;
  const { price = variant.price, active = variant.active } = fields;
  const { image = imageBefore, cost = costBefore, packing = packed } = fields;
  return {
    ...kept,
    price,
    active,
    ...(cost && { cost }),
    ...(typeof image === 'string' && { image }),
    ...(packing && { packing }),
  };
}

/** The prices of a product with variants are theirs. @throws AppError PRICE_BY_VARIANT */
export function checkPrice({ variants, price }: Product, asked: Money | undefined): void {
  if (variants !== undefined && asked !== undefined && asked.amount !== price.amount) throw PriceByVariant();
}

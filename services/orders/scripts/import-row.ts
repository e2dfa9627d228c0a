import { AppError, ProductId } from '@cartless/domain';
import * as z from 'zod/mini';
import { firstStock } from '../src/catalogue/create-product.ts';
import { NEW_PRODUCT_FIELDS } from '../src/catalogue/product-input-body.ts';
import type { Product, UnitsBySku } from '../src/catalogue/product.ts';
import { moneyIn } from '../src/catalogue/vary.ts';

/** A product of an import file: the same rules as `POST /products`, and an id that makes importing again harmless. */
const ImportRow = z.strictObject({
  productId: ProductId,
  ...NEW_PRODUCT_FIELDS,
  stock: z._default(z.int().check(z.gte(0)), 0),
});

export type Imported = Readonly<{ product: Product; stock: UnitsBySku }>;

/** The fields of a CSV line as JSON would have them. Empty cells are left out. */
export function fromCells(cells: Readonly<Record<string, string>>): unknown {
  const { title_en, title_zh, description_en, description_zh, amount, currency = 'CNY', ...rest } = cells;
  const numbers = Object.fromEntries(
    (['stock', 'lowAt', 'buckets'] as const).flatMap((name) =>
      rest[name] ? [[name, Number(rest[name])]] : [],
    ),
  );
  return {
    productId: rest['productId'],
    title: { en: title_en, 'zh-CN': title_zh },
    description: { en: description_en, 'zh-CN': description_zh },
    category: rest['category'],
    price: { amount: Number(amount || 'x'), currency },
    ...(rest['cost'] && { cost: { amount: Number(rest['cost']), currency } }),
    ...(rest['images'] && { images: rest['images'].split('|') }),
    ...numbers,
    ...(rest['options'] && { options: fromJson(rest['options']) }),
    ...(rest['variants'] && { variants: fromJson(rest['variants']) }),
    ...(rest['packing'] && { packing: fromJson(rest['packing']) }),
    ...(rest['limitUnits'] && {
      limitPerShopper: {
        units: Number(rest['limitUnits']),
        ...(rest['limitDays'] && { days: Number(rest['limitDays']) }),
      },
    }),
  };
}

/** What a cell holds as JSON; what is none stays a text, and is refused as one. */
function fromJson(cell: string): unknown {
  try {
    return JSON.parse(cell);
  } catch {
    return cell;
  }
}

/** @returns the product, or what is wrong with it in one line */
export function readRow(row: unknown, currency: string, now: number): Imported | string {
  const result = z.safeParse(ImportRow, row);
  if (!result.success) {
    return result.error.issues
      .map(({ path, code }) => `${path.join('.')}: ${code.replaceAll('_', ' ')}`)
      .join('; ');
  }
  const { stock, limitPerShopper, cost, packing, options, variants, ...given } = result.data;
  if (moneyIn({ ...given, cost, variants }).some((money) => money.currency !== currency))
    return `price.currency: the shop sells in ${currency}`;
  const state = { active: true, version: 0, createdAt: now, availability: 'sold-out' as const };
  const plain: Product = {
    ...given,
    ...state,
    ...(cost && { cost }),
    ...(limitPerShopper && { limitPerShopper }),
    ...(packing && { packing }),
  };
  try {
    const { product, units } = firstStock(plain, stock, { options, variants });
    if (product.price.amount === 0 && limitPerShopper === undefined)
      return 'limitPerShopper: what is free needs one';
    return { product, stock: units };
  } catch (error) {
    if (error instanceof AppError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

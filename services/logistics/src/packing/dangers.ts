import { DANGEROUS_GOODS, type DangerousGoods, defineError } from '@cartless/domain';
import * as z from 'zod/mini';
import type { ParcelLine, Shipment } from '../shipments/shipment.ts';

export const DangersMixed = defineError(
  'conflict',
  'DANGERS_MIXED',
  {
    en: 'One parcel cannot be declared as {dangers} at once. Dispatch them one after the other, with items.',
    'zh-CN': '同一包裹不能同时申报 {dangers}，请用 items 分开发货。',
  },
  () => z.object({ dangers: z.string() }),
);
export const DangerUnknown = defineError(
  'conflict',
  'DANGER_UNKNOWN',
  {
    en: 'The goods are marked as dangerous by {dangers}, which this release cannot declare to a carrier. Deploy logistics of the release of orders.',
    'zh-CN':
      '商品标记的危险品类别 {dangers} 无法由当前版本向承运商申报，请将 logistics 升级到与 orders 相同的版本。',
  },
  () => z.object({ dangers: z.string() }),
);

/** Every kind of danger in a parcel, the mildest first; those that this release does not know are last. */
export function dangersOf(lines: readonly ParcelLine[]): readonly string[] {
  const all = new Set(lines.flatMap(({ packing }) => packing?.dangerousGoods ?? []));
  all.delete('none');
  const known = DANGEROUS_GOODS.filter((kind) => all.has(kind));
  return [...known, ...[...all].filter((kind) => !known.some((one) => one === kind))];
}

/**
 * As what a parcel is declared. Lithium batteries of several kinds go together, as the one of them about which carriers are
 * strictest; nothing else goes with another.
 *
 * @throws AppError DANGERS_MIXED, DANGER_UNKNOWN
 */
export function dangerOf({ lines }: Pick<Shipment, 'lines'>): DangerousGoods | undefined {
  const dangers = dangersOf(lines);
  const known = DANGEROUS_GOODS.filter((kind) => dangers.includes(kind));
  if (known.length < dangers.length) throw DangerUnknown({ details: { dangers: dangers.join(', ') } });
  if (known.length > 1 && !known.every((kind) => kind.startsWith('lithium')))
    throw DangersMixed({ details: { dangers: known.join(', ') } });
  return known.at(-1);
}

/** The kind about which carriers are strictest, whatever else is in the parcel. */
export const strictestOf = (lines: readonly ParcelLine[]): DangerousGoods | undefined =>
  DANGEROUS_GOODS.findLast((kind) => dangersOf(lines).includes(kind));

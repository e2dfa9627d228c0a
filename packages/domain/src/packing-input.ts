import * as z from 'zod/mini';
import { CountryCode } from './address.ts';
import { pattern } from './field-rule.ts';
import { field } from './field.ts';
import { DangerousGoods, Grams, Millimetres } from './packing.ts';
import { text } from './text.ts';

/** A code of the Harmonized System: the six digits of all countries, or up to ten of one. */
export const HsCode = z.string().check(
  pattern(/^\d{6,10}$/, {
    en: 'Must be a code of the Harmonized System of 6 to 10 digits, without dots: 610910.',
    'zh-CN': '须为 6 至 10 位数字的 HS 编码，不含点号，例如 610910。',
  }),
);

/** What is written on a form that officers of any country read. */
export const CustomsDescription = text(50).check(
  pattern(/^[\x20-\x7e]*$/, {
    en: 'Customs officers read English: use its letters, digits and signs.',
    'zh-CN': '海关申报名称须用英文填写，只能包含英文字母、数字和标点。',
  }),
);

/** What a packer and a carrier need to know of one unit, as somebody enters it; all of it can be left out. */
export const PackingInput = z.strictObject({
  weightGrams: z.optional(field(Grams, 'One unit with its own packaging', 350)),
  size: z.optional(
    z.strictObject({
      length: field(Millimetres, 'In millimetres', 210),
      width: field(Millimetres, 'In millimetres', 140),
      height: field(Millimetres, 'In millimetres', 30),
    }),
  ),
  dangerousGoods: z.optional(field(DangerousGoods, 'What is dangerous about it', 'lithium-ion-in-equipment')),
  hsCode: z.optional(field(HsCode, 'Of the Harmonized System, for customs', '851830')),
  originCountry: z.optional(field(CountryCode, 'Where it was made, ISO 3166-1 alpha-2', 'CN')),
  customsDescription: z.optional(
    field(CustomsDescription, 'What it is, in English, for customs', 'Wireless earbuds'),
  ),
});

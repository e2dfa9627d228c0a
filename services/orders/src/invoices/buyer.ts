import { rule, text } from '@cartless/domain';
import * as z from 'zod/mini';
import { isTaxNumber } from './tax-number.ts';

/** In whose name an invoice is: a company with its tax number, or a person. */
export const Buyer = z.strictObject({
  title: text(100).check(
    rule((title: string) => /[\p{L}\p{N}]/u.test(title), {
      en: 'Must be a name: of a company, or of a person.',
      'zh-CN': '必须是单位或个人名称。',
    }),
  ),
  taxNumber: z.optional(
    text(40).check(
      z.toUpperCase(),
      rule(isTaxNumber, {
        en: 'Must be a tax number; the check character of one of China must fit.',
        'zh-CN': '税号格式或校验位不正确。',
      }),
    ),
  ),
});
export type Buyer = Readonly<z.infer<typeof Buyer>>;

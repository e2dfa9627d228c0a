import { expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { pattern } from './field-rule.ts';
import { fieldErrors } from './field-messages.ts';

const Sized = z.union([
  z.enum(['small', 'large']),
  z.string().check(pattern(/^\d+$/, { en: 'Must be a number.', 'zh-CN': '必须是数字。' })),
]);

it.each([
  ['en', 'Must be one of: small, large. Or: Must be a number.'],
  ['zh-CN', '必须是以下之一：small、large。或者：必须是数字。'],
] as const)(
  'says of a value that may be of several kinds what each of them takes, in %s',
  (locale, message) => {
    const { issues } = z.safeParse(z.object({ size: Sized }), { size: 'x' }).error!;
    expect(fieldErrors(issues, locale)).toEqual([{ field: 'size', message }]);
  },
);

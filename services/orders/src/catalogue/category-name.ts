import { pattern } from '@cartless/domain';
import * as z from 'zod/mini';

/**
 * A department, or a category of one. Any may be given to a product: it is there from then on, and `GET /categories` lists those that
 * have a name.
 */
export const CategoryName = z.string().check(
  pattern(/^[a-z0-9-]+(\.[a-z0-9-]+)?$/, {
    en: 'Must be a department, such as home, or a category of one, such as home.lamps: lower-case letters, digits and hyphens.',
    'zh-CN': '必须是部门（如 home）或其下的类目（如 home.lamps），只能使用小写字母、数字和连字符。',
  }),
  z.maxLength(80),
);

import { defineError } from '@cartless/domain';
import * as z from 'zod/mini';

export const StockTooLow = defineError(
  'conflict',
  'STOCK_TOO_LOW',
  {
    en: 'Only {available} are left; the correction would take more.',
    'zh-CN': '库存仅剩 {available} 件，不足以扣减。',
  },
  () => z.object({ available: z.int() }),
);

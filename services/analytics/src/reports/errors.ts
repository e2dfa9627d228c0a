import { defineError, localText } from '@cartless/domain';
import * as z from 'zod/mini';

export const MetricUnknown = defineError(
  'invalid',
  'METRIC_UNKNOWN',
  {
    en: '{metric} is not a metric. Known are: {known}.',
    'zh-CN': '{metric} 不是有效指标。可用指标：{known}。',
  },
  () => z.object({ metric: z.string(), known: z.string() }),
);
export const TooManyRows = defineError(
  'invalid',
  'TOO_MANY_ROWS',
  {
    en: 'The answer would have {rows} rows; the most are {limit}. Ask for a shorter range or a coarser grouping, or fix a value.',
    'zh-CN': '结果将有 {rows} 行，最多 {limit} 行。请缩短范围、使用更粗的分组，或限定一个值。',
  },
  () => z.object({ rows: z.int(), limit: z.int() }),
);
export const CombinationSenseless = defineError(
  'invalid',
  'COMBINATION_SENSELESS',
  {
    en: 'These cannot be combined: {reason}',
    'zh-CN': '无法组合：{reason}',
  },
  () => z.object({ reason: localText() }),
);

import { defineError, localText } from '@cartless/domain';
import * as z from 'zod/mini';

export const RangeInvalid = defineError(
  'invalid',
  'RANGE_INVALID',
  {
    en: '{reason} Give from and to as dates (2026-11-21, both inclusive) or as ISO 8601 instants, from before to.',
    'zh-CN':
      '时间范围无效（{reason}）。from 与 to 请使用日期（如 2026-11-21，均包含在内）或 ISO 8601 时间，且 from 早于 to。',
  },
  () => z.object({ reason: localText() }),
);
export const RangeTooLong = defineError(
  'invalid',
  'RANGE_TOO_LONG',
  {
    en: 'The range is longer than {limit} days; ask for less at a time.',
    'zh-CN': '时间范围超过 {limit} 天，请缩短范围。',
  },
  () => z.object({ limit: z.int() }),
);
export const ZoneUnknown = defineError(
  'invalid',
  'ZONE_UNKNOWN',
  {
    en: '{zone} is not the IANA name of a time zone, with its area and place. Use {names}, or another name of that form.',
    'zh-CN': '{zone} 不是带地区与城市的 IANA 时区名称。请使用 {names}，或其他同样形式的名称。',
  },
  () => z.object({ zone: z.string(), names: z.string() }),
);

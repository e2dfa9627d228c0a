import { defineError } from '@cartless/domain';

export const RangeInvalid = defineError('invalid', 'RANGE_INVALID', {
  en: '{reason} Give from and to as dates (2026-11-21, both inclusive) or as ISO 8601 instants, from before to.',
  'zh-CN':
    '时间范围无效（{reason}）。from 与 to 请使用日期（如 2026-11-21，均包含在内）或 ISO 8601 时间，且 from 早于 to。',
});
export const RangeTooLong = defineError('invalid', 'RANGE_TOO_LONG', {
  en: 'The range is longer than {limit} days; ask for less at a time.',
  'zh-CN': '时间范围超过 {limit} 天，请缩短范围。',
});
export const ZoneUnknown = defineError('invalid', 'ZONE_UNKNOWN', {
  en: '{zone} is not a time zone. Use an IANA name such as Asia/Shanghai.',
  'zh-CN': '{zone} 不是有效时区。请使用 IANA 名称，例如 Asia/Shanghai。',
});
export const ZoneNotWholeHours = defineError('invalid', 'ZONE_NOT_WHOLE_HOURS', {
  en: '{zone} is not whole hours away from UTC in this range, and numbers are kept by the hour of UTC.',
  'zh-CN': '{zone} 在该范围内与 UTC 的时差不是整小时，而数据按 UTC 小时保存。',
});

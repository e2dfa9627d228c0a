import { defineError } from '@cartless/domain';

export const MetricUnknown = defineError('invalid', 'METRIC_UNKNOWN', {
  en: '{metric} is not a metric. Known are: {known}.',
  'zh-CN': '{metric} 不是有效指标。可用指标：{known}。',
});
export const CombinationSenseless = defineError('invalid', 'COMBINATION_SENSELESS', {
  en: 'These cannot be combined: {reason}',
  'zh-CN': '无法组合：{reason}',
});

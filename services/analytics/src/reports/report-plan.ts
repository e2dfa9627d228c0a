import type { Localized } from '@cartless/domain';
import { TIME_GROUPS, type TimeGroup } from '../calendar/calendar.ts';
import { cityOf, type Dimension, pairOf, PAIRS, type Split, SPLITS, WHOLE } from '../roll-ups/dimension.ts';
import { CombinationSenseless, MetricUnknown } from './errors.ts';
import { type Metric, METRICS, recordOf } from './metric.ts';

export const GROUPS = [...TIME_GROUPS, ...SPLITS] as const;
export type Group = (typeof GROUPS)[number];

/** What somebody asks for, apart from the time. */
export type Question = Readonly<{
  metrics?: string | undefined;
  /** One or two of {@link GROUPS}, with a comma between them. */
  groupBy?: string | undefined;
}> &
  Readonly<Partial<Record<Split, string | undefined>>>;

type Values = Readonly<Partial<Record<Split, string>>>;

/** Where a report's numbers come from. */
export type Plan = Readonly<{
  metrics: readonly Metric[];
  /** What rows are told apart by, as it was asked. */
  groups: readonly Group[];
  /** The roll-ups that totals and series come from. */
  scope: Readonly<{ dimension: Dimension; value: string }>;
  time?: TimeGroup;
  /** Rows are values of this, those that have the fixed ones alone. */
  split?: Readonly<{ dimension: Dimension; fixed: Values }>;
}>;

/**
 * Decides how a question is answered from what is kept: roll-ups of the shop, of one split, and of some pairs of splits.
 *
 * @throws AppError METRIC_UNKNOWN, COMBINATION_SENSELESS
 */
export function planReport(question: Question): Plan {
  const groups = [...new Set((question.groupBy ?? '').split(',').filter((name) => name !== ''))] as Group[];
  const times = TIME_GROUPS.filter((name) => groups.includes(name));
  const splits = SPLITS.filter((name) => groups.includes(name));
  const fixed: Values = Object.fromEntries(
    SPLITS.flatMap((split) => (question[split] === undefined ? [] : [[split, question[split]]])),
  );
  if (times.length > 1) {
    throw senseless({
      en: `${times.join(' and ')} are both of time; group by one of them.`,
      'zh-CN': `${times.join('、')} 都是时间分组，请只选其一。`,
    });
  }
  const [time] = times;
  const about = SPLITS.filter((split) => splits.includes(split) || split in fixed);
  const dimension = dimensionOf(about);
  return {
    metrics: readMetrics(question.metrics, about),
    groups,
    scope: scopeOf(fixed),
    ...(time && { time }),
    ...(splits.length > 0 && { split: { dimension, fixed } }),
  };
}

/** The roll-ups that tell some splits apart. */
function dimensionOf(splits: readonly Split[]): Dimension {
  const [first, second, third] = splits;
  if (first === undefined) return 'total';
  if (second === undefined) return first;
  if (third !== undefined) {
    throw senseless({
      en: `numbers are kept for two of ${SPLITS.join(', ')} at once; ${LISTS.en}`,
      'zh-CN': `${SPLITS.join('、')} 中最多同时统计两项；${LISTS['zh-CN']}`,
    });
  }
  if (first === 'product' && second === 'category') return 'product';
  if (first === 'region' && second === 'city') return 'city';
  const pair = PAIRS.find((name) => name === `${first}+${second}`);
  if (pair !== undefined) return pair;
  throw senseless({
    en: `of ${first} and ${second} together there can be very many, so numbers are not kept for both; ${LISTS.en}`,
    'zh-CN': `${first} 与 ${second} 的组合可能非常多，因此不同时统计；${LISTS['zh-CN']}`,
  });
}

const LISTS = {
  en: '/analytics/orders takes any of them.',
  'zh-CN': '/analytics/orders 可任意组合这些条件。',
} as const;

/** What totals are of: everything, one value, or a pair of values. */
function scopeOf(fixed: Values): Plan['scope'] {
  const splits = SPLITS.filter((split) => split in fixed);
  const dimension = dimensionOf(splits);
  const [first, second] = splits.map((split) => fixed[split] ?? '');
  if (first === undefined) return { dimension, value: WHOLE };
  if (second === undefined) return { dimension, value: first };
  if (dimension === 'product') {
    throw senseless({
      en: 'a product has one category; give the product alone.',
      'zh-CN': '一个商品只属于一个类目，请只给出商品。',
    });
  }
  if (dimension === 'city') {
    if (!second.startsWith(cityOf(first, ''))) {
      throw senseless({
        en: `a city is given with its region, such as ${cityOf(first, second)}.`,
        'zh-CN': `城市须连同地区一起给出，例如 ${cityOf(first, second)}。`,
      });
    }
    return { dimension, value: second };
  }
  return { dimension, value: pairOf(first, second) };
}

function readMetrics(text: string | undefined, splits: readonly Split[]): Metric[] {
  const isOfLines = splits.includes('product') || splits.includes('category');
  const isSplit = splits.length > 0;
  const makesSense = (metric: Metric): boolean => {
    const { reach, byReason } = recordOf(metric);
    if (splits.includes('reason')) return byReason === true;
    return (
      reach === 'line' ||
      !isSplit ||
      (reach === 'order' && !isOfLines) ||
      (reach === 'parcel' && splits.every((split) => split === 'region'))
    );
  };
  if (text === undefined) {
    const possible = METRICS.filter(makesSense);
    const usual = possible.filter((metric) => recordOf(metric).isDefault);
    return usual.length > 0 ? usual : possible;
  }
  const metrics = [...new Set(text.split(',').map((name) => knownMetric(name.trim())))];
  const odd = metrics.find((metric) => !makesSense(metric));
  if (odd !== undefined) {
    throw senseless(splits.includes('reason') ? notByReason(odd) : BELONGS_TO[recordOf(odd).reach](odd));
  }
  return metrics;
}

const notByReason = (metric: Metric): Localized => ({
  en: `${metric} is not kept by the reason of returns.`,
  'zh-CN': `${metric} 不按退货原因统计。`,
});

const BELONGS_TO: Readonly<Record<ReturnType<typeof recordOf>['reach'], (metric: Metric) => Localized>> = {
  line: (metric) => ({ en: `${metric} belongs to lines.`, 'zh-CN': `${metric} 按订单行统计。` }),
  order: (metric) => ({
    en: `${metric} belongs to orders as a whole.`,
    'zh-CN': `${metric} 只按整个订单统计。`,
  }),
  parcel: (metric) => ({
    en: `${metric} belongs to parcels, which are kept by region only.`,
    'zh-CN': `${metric} 属于包裹，只按地区统计。`,
  }),
  shop: (metric) => ({
    en: `${metric} belongs to the shop as a whole.`,
    'zh-CN': `${metric} 只对整个商店统计。`,
  }),
};

function knownMetric(name: string): Metric {
  const metric = METRICS.find((known) => known === name);
  if (metric === undefined) throw MetricUnknown({ details: { metric: name, known: METRICS.join(', ') } });
  return metric;
}

const senseless = (reason: Localized) => CombinationSenseless({ details: { reason } });

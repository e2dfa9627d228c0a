import { TIME_GROUPS, type TimeGroup } from '../calendar/calendar.ts';
import { type Dimension, type Split, SPLITS, WHOLE } from '../roll-ups/dimension.ts';
import { CombinationSenseless, MetricUnknown } from './errors.ts';
import { type Metric, METRICS, recordOf } from './metric.ts';

export const GROUPS = [...TIME_GROUPS, ...SPLITS] as const;
export type Group = (typeof GROUPS)[number];

/** What somebody asks for, apart from the time. */
export type Question = Readonly<{
  metrics?: string | undefined;
  groupBy?: Group | undefined;
}> &
  Readonly<Partial<Record<Split, string | undefined>>>;

/** Where a report's numbers come from. */
export type Plan = Readonly<{
  metrics: readonly Metric[];
  /** The roll-ups that totals and series come from. */
  scope: Readonly<{ dimension: Dimension; value: string }>;
  group?: TimeGroup;
  /** One row for each value of this, of one category only when told so. */
  split?: Readonly<{ dimension: Split; category?: string }>;
}>;

/**
 * Decides how a question is answered from what is kept: roll-ups of the shop and of one split at a time.
 *
 * @throws AppError METRIC_UNKNOWN, COMBINATION_SENSELESS
 */
export function planReport(question: Question): Plan {
  const { groupBy } = question;
  const split = SPLITS.find((name) => name === groupBy);
  const group = TIME_GROUPS.find((name) => name === groupBy);
  const filters = SPLITS.flatMap((dimension) => {
    const value = question[dimension];
    return value === undefined ? [] : [{ dimension, value }];
  });
  const [filter, second] = filters;
  if (second !== undefined) {
    throw senseless(
      `only one of ${SPLITS.join(', ')} can be fixed at a time; /analytics/orders takes several.`,
    );
  }
  const isCategoryOfProducts = split === 'product' && filter?.dimension === 'category';
  if (split !== undefined && filter !== undefined && filter.dimension !== split && !isCategoryOfProducts) {
    throw senseless(`numbers by ${split} are not kept for one ${filter.dimension}.`);
  }
  const metrics = readMetrics(question.metrics, [split, filter?.dimension]);
  return {
    metrics,
    scope: filter ?? { dimension: 'total', value: WHOLE },
    ...(group && { group }),
    ...(split && {
      split: { dimension: split, ...(isCategoryOfProducts && filter && { category: filter.value }) },
    }),
  };
}

function readMetrics(text: string | undefined, splits: readonly (Split | undefined)[]): Metric[] {
  const isOfLines = splits.includes('product') || splits.includes('category');
  const isSplit = splits.some((split) => split !== undefined);
  const makesSense = (metric: Metric): boolean => {
    const { reach, byReason } = recordOf(metric);
    if (splits.includes('reason')) return byReason === true;
    const isOfPayment = splits.includes('paymentMethod');
    return (
      reach === 'line' ||
      !isSplit ||
      (reach === 'order' && !isOfLines) ||
      (reach === 'parcel' && !isOfLines && !isOfPayment)
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
    throw senseless(
      splits.includes('reason')
        ? `${odd} is not kept by the reason of returns.`
        : `${odd} belongs to ${BELONGS_TO[recordOf(odd).reach]}.`,
    );
  }
  return metrics;
}

const BELONGS_TO = {
  line: 'lines',
  order: 'orders as a whole',
  parcel: 'parcels, which are kept by region only',
  shop: 'the shop as a whole',
} as const;

function knownMetric(name: string): Metric {
  const metric = METRICS.find((known) => known === name);
  if (metric === undefined) throw MetricUnknown({ details: { metric: name, known: METRICS.join(', ') } });
  return metric;
}

const senseless = (reason: string) => CombinationSenseless({ details: { reason } });

import { oneOf, textIn, textsIn } from '../lists/in-address.ts';
import { given } from '../lists/given.ts';
import { type Preset, PRESET_NAMES, type Range, rangeOf } from './range.ts';

export const VIEWS = ['overview', 'funnel', 'cohorts', 'fulfilment', 'stock'] as const;
export type View = (typeof VIEWS)[number];

/** What rows can be told apart by, apart from the time. */
export const SPLITS = ['category', 'product', 'region', 'city', 'paymentMethod', 'reason'] as const;
export type Split = (typeof SPLITS)[number];
export const STEPS = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type Step = (typeof STEPS)[number];
export const CHARTED = ['revenue', 'orders', 'units', 'cancelled', 'discounts', 'tax'] as const;
export type Charted = (typeof CHARTED)[number];
export const PAYMENT_METHODS = ['card', 'cod'] as const;

/** A report as its address says it; what is left out is as it usually is. */
export type ReportSearch = Readonly<{
  view?: View;
  preset?: Preset;
  from?: string;
  to?: string;
  tz?: string;
  split?: Split;
  second?: Split;
  step?: Step;
  metric?: Charted;
  compare?: 'previous';
  category?: string;
  productId?: string;
  region?: string;
  paymentMethod?: (typeof PAYMENT_METHODS)[number];
}>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the address of a report; what makes no sense is left out. */
export function readReport(search: Record<string, unknown>): ReportSearch {
  const [from, to] = [textIn(search, 'from'), textIn(search, 'to')];
  const days = DAY.test(from ?? '') && DAY.test(to ?? '') && { from, to };
  return given({
    view: oneOf(search, 'view', VIEWS),
    preset: oneOf(search, 'preset', PRESET_NAMES),
    split: oneOf(search, 'split', SPLITS),
    second: oneOf(search, 'second', SPLITS),
    step: oneOf(search, 'step', STEPS),
    metric: oneOf(search, 'metric', CHARTED),
    compare: oneOf(search, 'compare', ['previous']),
    paymentMethod: oneOf(search, 'paymentMethod', PAYMENT_METHODS),
    tz: zoneIn(search),
    ...days,
    ...textsIn(search, 'category', 'productId', 'region'),
  }) as ReportSearch;
}

/** A zone that the browser knows; any other would break all that is written in it. */
function zoneIn(search: Record<string, unknown>): string | undefined {
  const zone = textIn(search, 'tz');
  try {
    return zone && new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** A report with all that its address leaves out. */
export type Report = ReportSearch & Readonly<{ range: Range; zone: string }>;

export function reportOf(search: ReportSearch, now: Date): Report {
  const zone = search.tz ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { from, to } = search;
  const range =
    from !== undefined && to !== undefined ? { from, to } : rangeOf(search.preset ?? 'week', now, zone);
  return { ...search, range, zone };
}

/** What of a report every question of it has: days, zone, and what it is narrowed to. */
export const filterOf = ({ range, zone, category, productId, region, paymentMethod }: Report) =>
  given({ ...range, tz: zone, category, productId, region, paymentMethod });

/** Days and zone alone, for what cannot be narrowed. */
export const timesOf = ({ range, zone }: Report) => ({ ...range, tz: zone });

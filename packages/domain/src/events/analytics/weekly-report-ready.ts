import * as z from 'zod/mini';
import { ProductId } from '../../ids.ts';
import { Balance, Money } from '../../money.ts';
import { VariantId } from '../../variant.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';
import { ProductTitle } from '../orders/product-changed.ts';

const cny = (amount: number) => ({ amount, currency: 'CNY' });
const share = z.nullable(z.number());
const count = z.int().check(z.nonnegative());

const date = (says: string, example: string) => field(z.iso.date(), says, example, { personal: false });

/** A number of the week beside that of the week before; null where there is no such number. */
function compared<S extends z.ZodMiniType>(schema: S, says: string, now: z.infer<S>, before: z.infer<S>) {
  const both = z.object({
    now: field(schema, `${says}; of the week`, now),
    before: field(schema, `${says}; of the week before`, before),
  });
  return field(both, says, { now, before } as z.infer<typeof both>);
}

const Figures = z.object({
  revenue: compared(Balance, 'Captured money, before refunds', cny(1_290_000), cny(980_000)),
  netRevenue: compared(Balance, 'Revenue less what was given back', cny(1_240_000), cny(980_000)),
  orders: compared(count, 'Orders placed', 42, 35),
  averageOrderValue: compared(
    z.nullable(Balance),
    'Revenue by orders paid; null when none was',
    cny(30_714),
    cny(28_000),
  ),
  newBuyers: compared(count, 'People who placed their first order', 20, 18),
  returningShare: compared(
    share,
    'Of the people who ordered, the share that had ordered before; null when nobody did',
    0.45,
    0.4,
  ),
  refunded: compared(Balance, 'Money given back; below zero when more refunds failed', cny(50_000), cny(0)),
  returnRate: compared(share, 'Units that came back by units sold; null when none was sold', 0.02, null),
  grossProfit: compared(
    z.nullable(Balance),
    'What is left of net revenue without tax after the cost of goods; null unless every cost is known',
    cny(410_000),
    null,
  ),
  lateParcels: compared(count, 'Parcels that arrived later than their carrier had first said', 1, 0),
});
const figuresExample: z.infer<typeof Figures> = {
  revenue: { now: cny(1_290_000), before: cny(980_000) },
  netRevenue: { now: cny(1_240_000), before: cny(980_000) },
  orders: { now: 42, before: 35 },
  averageOrderValue: { now: cny(30_714), before: cny(28_000) },
  newBuyers: { now: 20, before: 18 },
  returningShare: { now: 0.45, before: 0.4 },
  refunded: { now: cny(50_000), before: cny(0) },
  returnRate: { now: 0.02, before: null },
  grossProfit: { now: cny(410_000), before: null },
  lateParcels: { now: 1, before: 0 },
};

const Day = z.object({
  date: date('The day, in the zone of the report', '2026-11-16'),
  revenue: field(Balance, 'What was captured on it', cny(120_000)),
  before: field(Balance, 'What was captured on the same day of the week before', cny(90_000)),
});

const Leader = z.object({
  productId: field(ProductId, 'The product', 'prd_0demo'),
  title: field(ProductTitle, 'Its name in every language', { en: 'Desk lamp', 'zh-CN': '台灯' }),
  revenue: field(Balance, 'What its lines brought', cny(387_000)),
});

const Short = z.object({
  productId: field(ProductId, 'The product', 'prd_0demo'),
  variantId: z.optional(field(VariantId, 'Which variant of the product, when it has some', 'm_blue')),
  title: field(ProductTitle, 'Its name in every language', { en: 'Desk lamp', 'zh-CN': '台灯' }),
  available: field(count, 'Units that can be sold', 3),
  daysLeft: field(z.number().check(z.nonnegative()), 'For how many days they last as it sells now', 1.5),
});

export const WeeklyReportReady = defineEvent({
  producer: 'analytics',
  name: 'weekly-report-ready',
  version: 1,
  description:
    'The numbers of a week of the shop, beside those of the week before: told once of each week that is over, and once more each ' +
    'time that somebody asks for it. `time` is when they were read. Money is in the one currency of the books.',
  data: z.object({
    reportId: field(
      z.string().check(z.regex(/^rpt_\S+$/)),
      'The report: one of each week, and one of each time that somebody asks for it',
      'rpt_2026-11-16',
      { personal: false },
    ),
    monday: date('The first day of the week, in the zone of the report', '2026-11-16'),
    sunday: date('The last day of the week', '2026-11-22'),
    isOver: field(z.boolean(), 'Whether the week was over when its numbers were read', true),
    zone: field(z.string(), 'The time zone (IANA) by whose days the week is counted', 'Asia/Shanghai', {
      personal: false,
    }),
    currency: field(Money.shape.currency, 'ISO 4217: the currency of the books', 'CNY'),
    figures: field(Figures, 'What an owner decides on', figuresExample),
    days: field(z.array(Day).check(z.length(7)), 'Its days from Monday on', []),
    leaders: field(z.array(Leader), 'The products that brought the most, the first first', []),
    short: field(z.array(Short), 'What is nearly out of stock, what is gone first first', []),
    shortInAll: field(count, 'How many things are nearly out of stock, those that are not named too', 1),
  }),
  example: {
    reportId: 'rpt_2026-11-16',
    monday: '2026-11-16',
    sunday: '2026-11-22',
    isOver: true,
    zone: 'Asia/Shanghai',
    currency: 'CNY',
    figures: figuresExample,
    days: ['16', '17', '18', '19', '20', '21', '22'].map((day, at) => ({
      date: `2026-11-${day}`,
      revenue: cny(120_000 + at * 21_500),
      before: cny(140_000),
    })),
    leaders: [{ productId: 'prd_0demo', title: { en: 'Desk lamp', 'zh-CN': '台灯' }, revenue: cny(387_000) }],
    short: [
      {
        productId: 'prd_0demo',
        variantId: 'm_blue',
        title: { en: 'Desk lamp', 'zh-CN': '台灯' },
        available: 3,
        daysLeft: 1.5,
      },
    ],
    shortInAll: 1,
  },
});
export type WeeklyReportReady = EventOf<typeof WeeklyReportReady>;
/** The numbers of a week, as they are told. */
export type WeeklyReport = Omit<WeeklyReportReady['data'], 'reportId'>;

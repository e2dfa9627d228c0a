import type { Examples } from '@cartless/lambda/openapi';
import { deadLetterExamples } from '@cartless/lambda/dead-letter-examples';

const cny = (amount: number) => ({ amount, currency: 'CNY' });
const RANGE = { from: '2026-11-01', to: '2026-11-30', tz: 'Asia/Shanghai' };
const BOUNDS = {
  from: '2026-11-01T00:00:00.000+08:00',
  to: '2026-12-01T00:00:00.000+08:00',
  zone: 'Asia/Shanghai',
};
const OF_REPORT = { ...BOUNDS, asOf: '2026-11-29T18:00:04.000Z' };
const STEPS = [
  { step: 'registered', count: 120, ofPrevious: null, ofFirst: 1 },
  { step: 'activated', count: 96, ofPrevious: 0.8, ofFirst: 0.8 },
  { step: 'ordered', count: 48, ofPrevious: 0.5, ofFirst: 0.4 },
  { step: 'paid', count: 44, ofPrevious: 0.9167, ofFirst: 0.3667 },
  { step: 'delivered', count: 40, ofPrevious: 0.9091, ofFirst: 0.3333 },
  { step: 'completed', count: 31, ofPrevious: 0.775, ofFirst: 0.2583 },
];
const FULFILLED = {
  dispatched: 40,
  delivered: 38,
  toShip: { parcels: 40, averageHours: 14.5, medianWithinHours: 12, p90WithinHours: 24 },
  toDeliver: { parcels: 38, averageHours: 52.1, medianWithinHours: 48, p90WithinHours: 72 },
  promised: 38,
  late: 3,
  lateRate: 0.0789,
  exceptions: 1,
  returned: 1,
  lost: 0,
};
const SOLD = { soldIn7Days: 12, soldIn30Days: 45, sellThrough: 0.4639 };

/** What is really sent and answered, by the ids of the routes. */
export const EXAMPLES: Examples = {
  health: { answer: { service: 'analytics', version: '0.1.0', stage: 'local' } },
  ...deadLetterExamples('analytics', 'facts'),

  getSummary: {
    query: { ...RANGE, metrics: 'revenue,orders,repeatRate', groupBy: 'category' },
    answer: {
      ...OF_REPORT,
      rows: [{ key: 'clothing', title: 'Clothing', revenue: cny(1_620_080), orders: 44, repeatRate: 0.25 }],
      totals: { revenue: cny(1_664_080), orders: 44, repeatRate: 0.25 },
    },
  },
  getFunnel: { query: RANGE, answer: { ...OF_REPORT, steps: STEPS, cohorts: [] } },
  listLeaders: {
    query: { ...RANGE, dimension: 'product', metric: 'revenue', limit: '1' },
    answer: {
      ...OF_REPORT,
      items: [
        {
          key: 'prd_0linenshirt',
          title: 'Linen shirt',
          category: 'clothing.shirts',
          value: cny(895_500),
          share: 0.5527,
        },
      ],
      others: { count: 17, value: cny(724_580), share: 0.4473 },
    },
  },
  getCohorts: {
    query: { from: '2026-11-01', to: '2026-11-30', by: 'month' },
    answer: {
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-12-01T00:00:00.000Z',
      zone: 'UTC',
      asOf: OF_REPORT.asOf,
      cohorts: [
        {
          key: '2026-11',
          from: '2026-11-01T00:00:00.000Z',
          to: '2026-12-01T00:00:00.000Z',
          buyers: 36,
          cameBack: 9,
          repeatRate: 0.25,
          orders: 48,
          revenue: cny(1_664_080),
          months: [{ key: '2026-11', since: 0, buyers: 36, share: 1, orders: 48, revenue: cny(1_664_080) }],
        },
      ],
    },
  },
  getFulfilment: {
    query: { ...RANGE, groupBy: 'carrier' },
    answer: {
      ...OF_REPORT,
      bounds: { toShip: [6, 12, 24, 48, 72], toDeliver: [24, 48, 72, 120, 168] },
      rows: [{ key: 'easypost', ...FULFILLED }],
      totals: FULFILLED,
    },
  },
  getStock: {
    query: { category: 'clothing', limit: '100' },
    answer: {
      asOf: OF_REPORT.asOf,
      counted: true,
      rows: [
        {
          sku: 'prd_0linenshirt.m_blue',
          productId: 'prd_0linenshirt',
          variantId: 'm_blue',
          title: { en: 'Linen shirt (M, blue)', 'zh-CN': '亚麻衬衫（M，蓝色）' },
          category: 'clothing.shirts',
          available: 52,
          valueAtPrice: cny(1_034_800),
          valueAtCost: cny(416_000),
          ...SOLD,
          daysLeft: 34.7,
        },
      ],
      nextCursor: null,
      totals: {
        skus: 1,
        available: 52,
        valueAtPrice: cny(1_034_800),
        valueAtCost: cny(416_000),
        skusWithoutCost: 0,
        ...SOLD,
      },
    },
  },
  listOrders: {
    query: { ...RANGE, status: 'paid', minTotal: '10000', limit: '20' },
    answer: {
      ...BOUNDS,
      items: [
        {
          orderId: 'ord_01kbzq3v5n8m2c7x4f6d9h1j0p',
          orderNumber: '20261121-4F7K2M9-C',
          status: 'paid',
          placedAt: '2026-11-21T16:30:00.000+08:00',
          paidAt: '2026-11-21T16:31:12.000+08:00',
          total: cny(36_820),
          refunded: cny(0),
          units: 2,
          region: 'CN-SH',
          paymentMethod: 'card',
          products: ['prd_0linenshirt'],
          categories: ['clothing.shirts'],
        },
      ],
      nextCursor: null,
    },
  },

  exportCsv: { query: { ...RANGE, report: 'orders', bom: 'true' }, answer: 'orderId,placedAt,total\n' },
  exportXlsx: { query: { ...RANGE, report: 'stock' } },
  getExport: { params: { exportId: 'exp_0123456789abcdef01234567' } },
};

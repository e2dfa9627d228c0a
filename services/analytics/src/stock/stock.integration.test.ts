import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startService, type TestService } from '../../test/analytics-service.ts';
import { happened } from '../../test/shop-events.ts';
import { handler as exportCsv } from '../files/export-csv/handler.ts';
import { handler as exportXlsx } from '../files/export-xlsx/handler.ts';
import { handler as getStock } from './get-stock/handler.ts';

const cny = (amount: number) => ({ amount, currency: 'CNY' });
const PRODUCTS = 120;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const nameOf = (place: number) => `p${String(place).padStart(3, '0')}`;

describe('the stock, asked of the service', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
    const at = hoursAgo(1);
    const counts = Array.from({ length: PRODUCTS }, (_, i) =>
      happened.stockCounted(
        nameOf(i),
        1,
        at,
        [{ available: i, price: cny(200), ...(i % 2 === 0 && { cost: cny(50) }) }],
        i < 100 ? 'home.lamps' : 'office',
      ),
    );
    await service.consume(counts);
    const lines = [{ product: nameOf(7), quantity: 21, price: 200 }];
    const order = { id: 'o1', user: 'mei', at: hoursAgo(30), lines };
    await service.consume([happened.placed(order), happened.paid(order, hoursAgo(29))]);
  });
  afterAll(() => service.table.drop());

  const stock = (query: Record<string, string>, scopes?: readonly string[]) =>
    service.get(getStock, '/analytics/stock', query, scopes);

  it('is paged through, each row once, with the same totals on every page', async () => {
    const rows: { sku: string }[] = [];
    let cursor = '';
    do {
      const { status, body } = await stock({ limit: '50', ...(cursor && { cursor }) });
      expect([status, body.totals.skus, body.totals.available]).toEqual([200, PRODUCTS, 7140]);
      expect(body.rows.length).toBeLessThanOrEqual(50);
      rows.push(...body.rows);
      cursor = body.nextCursor ?? '';
    } while (cursor !== '');
    expect(rows[0]).toMatchObject({ sku: 'prd_p007', soldIn7Days: 21, sellThrough: 0.75, daysLeft: 10 });
    expect(rows.map(({ sku }) => sku).toSorted()).toEqual(
      Array.from({ length: PRODUCTS }, (_, i) => `prd_${nameOf(i)}`),
    );
  });

  it('is narrowed to a department, and refuses a cursor that is none, and who may not read reports', async () => {
    expect((await stock({ category: 'home' })).body.totals).toMatchObject({ skus: 100, skusWithoutCost: 50 });
    expect((await stock({ cursor: 'eyJ4IjoxfQ' })).body.code).toBe('CURSOR_INVALID');
    expect((await stock({ limit: '501' })).status).toBe(422);
    expect((await stock({}, ['shop', 'catalogue'])).status).toBe(403);
  });

  it('is a file too, whole, with its totals last', async () => {
    const query = { report: 'stock', category: 'home' };
    const { status, text, headers } = await service.get(exportCsv, '/analytics/export.csv', query);
    expect(status).toBe(200);
    expect(headers['content-disposition']).toMatch(/^attachment; filename="stock-\d{4}-\d\d-\d\d-UTC\.csv"$/);
    const lines = text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + 100 + 1);
    expect(lines[0]).toBe(
      'sku,productId,variantId,title (en),title (zh-CN),category,available,valueAtPrice (CNY),valueAtCost (CNY),' +
        'soldIn7Days,soldIn30Days,sellThrough,daysLeft',
    );
    expect(lines[1]).toMatch(/^prd_p007,prd_p007,,.*,home\.lamps,7,14\.00,,21,21,0\.75,10$/);
    expect(lines.at(-1)).toMatch(/^total,,,,,,4950,9900\.00,1225\.00,21,21,0\.00\d+,$/);
    const workbook = await service.get(exportXlsx, '/analytics/export.xlsx', query);
    expect(workbook.status).toBe(200);
    const limited = await service.get(exportCsv, '/analytics/export.csv', { report: 'stock', limit: '5' });
    expect(limited.status).toBe(422);
    const ranged = await service.get(exportCsv, '/analytics/export.csv', { ...query, tz: 'UTC' });
    expect(ranged.body.code).toBe('COMBINATION_SENSELESS');
  });
});

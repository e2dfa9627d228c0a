import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startService, type TestService } from '../../test/analytics-service.ts';
import { happened, type TestOrder } from '../../test/shop-events.ts';
import { handler as exportCsv } from '../files/export-csv/handler.ts';
import { handler as getFulfilment } from './get-fulfilment/handler.ts';

const MARCH = { from: '2026-03-01', to: '2026-03-31', tz: 'Asia/Shanghai' };
const order = (id: string, region: string): TestOrder => ({
  id,
  user: 'mei',
  at: '2026-03-10T08:00:00.000Z',
  region,
});
const [first, second] = [order('one', '上海'), order('two', '=北京')];

describe('fulfilment, asked of the service', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
    await service.consume([
      happened.placed(first),
      happened.paid(first, '2026-03-10T09:00:00.000Z'),
      happened.dispatched(first, '2026-03-10T14:30:00.000Z', { firstEstimate: '2026-03-11T00:00:00.000Z' }),
      happened.placed(second),
      happened.paid(second, '2026-03-10T09:00:00.000Z'),
      happened.dispatched(second, '2026-03-11T09:00:00.000Z', { carrier: 'EMS' }),
    ]);
    await service.consume([
      happened.delivered(first, '2026-03-12T14:30:00.000Z', { firstEstimate: '2026-03-11T00:00:00.000Z' }),
      happened.parcelLost(second, '2026-03-20T09:00:00.000Z', { carrier: 'EMS' }),
    ]);
  });
  afterAll(() => service.table.drop());

  it('tells of each carrier and of all, for the range and the zone that were asked for', async () => {
    const { status, body } = await service.get(getFulfilment, '/analytics/fulfilment', {
      ...MARCH,
      groupBy: 'carrier',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      from: '2026-03-01T00:00:00+08:00',
      to: '2026-04-01T00:00:00+08:00',
      zone: 'Asia/Shanghai',
      rows: [
        { key: 'EMS', dispatched: 1, delivered: 0, lost: 1, toShip: { averageHours: 24 } },
        {
          key: 'SFExpress',
          dispatched: 1,
          delivered: 1,
          late: 1,
          lateRate: 1,
          toShip: { averageHours: 5.5 },
        },
      ],
      totals: { dispatched: 2, delivered: 1, lost: 1, toDeliver: { parcels: 1, averageHours: 48 } },
    });
  });

  it('tells of a day, which is read by its keys', async () => {
    const day = { from: '2026-03-10', to: '2026-03-10', tz: 'Asia/Shanghai' };
    const { status, body } = await service.get(getFulfilment, '/analytics/fulfilment', day);
    expect([status, body.totals?.dispatched]).toEqual([200, 1]);
  });

  it('is a file too, with its totals last', async () => {
    const query = { ...MARCH, groupBy: 'region', report: 'fulfilment' };
    const { status, text, headers } = await service.get(exportCsv, '/analytics/export.csv', query);
    expect([status, headers['content-disposition']]).toEqual([
      200,
      'attachment; filename="fulfilment-region-2026-03-01-to-2026-03-31-Asia-Shanghai.csv"',
    ]);
    expect(text.split('\r\n')).toEqual([
      'region,dispatched,delivered,toShipParcels,toShipAverageHours,toShipMedianWithinHours,toShipP90WithinHours,' +
        'toDeliverParcels,toDeliverAverageHours,toDeliverMedianWithinHours,toDeliverP90WithinHours,promised,late,' +
        'lateRate,exceptions,returned,lost',
      "'=北京,1,0,1,24,24,24,0,,,,0,0,,0,0,1",
      '上海,1,1,1,5.5,12,12,1,48,48,48,1,1,1,0,0,0',
      'total,2,1,2,14.75,12,24,1,48,48,48,1,1,1,0,0,1',
      '',
    ]);
  });

  it('refuses what it does not look at, as a file too, and who may not read reports', async () => {
    const ask = (query: Record<string, string>, scopes = ['shop', 'reports']) =>
      service.get(getFulfilment, '/analytics/fulfilment', query, scopes);
    expect((await ask({ groupBy: 'product' })).status).toBe(422);
    expect((await ask({ ...MARCH, from: '2020-01-01' })).body.code).toBe('RANGE_TOO_LONG');
    expect((await ask({}, ['shop', 'catalogue'])).status).toBe(403);
    const file = (query: Record<string, string>) => service.get(exportCsv, '/analytics/export.csv', query);
    for (const query of [
      { report: 'fulfilment', groupBy: 'product' },
      { report: 'fulfilment', metrics: 'orders' },
      { report: 'summary', groupBy: 'carrier' },
    ])
      expect((await file(query)).body.code).toBe('COMBINATION_SENSELESS');
    expect((await file({ report: 'fulfilment', groupBy: 'shoe' })).status).toBe(422);
  });
});

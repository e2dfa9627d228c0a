import { join } from 'node:path';
import { publicationsOf } from '@cartless/aggregate';
import { dynamoItems } from '@cartless/aggregate/dynamodb';
import { asFunction, eventsOf, lambdaContext, setEnvironment } from '@cartless/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startService, type TestService } from '../../test/analytics-service.ts';
import { happened, type TestOrder } from '../../test/shop-events.ts';
import { ANALYTICS_TABLE, weeklyReportKey } from '../analytics-table.ts';
import { handler } from './make-weekly-report/handler.ts';
import { weeklyReportDeclaration } from './weekly-report-store.ts';

const SERVICE = join(import.meta.dirname, '../..');
const DAY_MS = 86_400_000;
/** In the week before the last one, whatever day it is: the last one is empty. The day is the same in the zone of the reports. */
const AT = `${new Date(Date.now() - 15 * DAY_MS).toISOString().slice(0, 10)}T04:00:00.000Z`;

describe('the task that makes weekly reports', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
    setEnvironment({ TIME_ZONE: 'Asia/Shanghai' });
  });
  afterAll(() => service.table.drop());

  const run = (input: object) =>
    asFunction(SERVICE, 'makeWeeklyReport', () => handler(input, lambdaContext()));
  const told = async (id: string) => {
    const items = dynamoItems(service.table.client, service.table.name, ANALYTICS_TABLE);
    const item = await items.get(weeklyReportKey(id), { consistent: true });
    return eventsOf(item, publicationsOf(weeklyReportDeclaration));
  };

  it('tells each week once and any week on demand, by rights that it has', async () => {
    // What EventBridge gives a task that it starts.
    const schedule = { source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} };
    expect(await run(schedule)).toMatchObject({ isMade: false, why: 'no order yet' });
    const order: TestOrder = { id: 'o1', user: 'mei', at: AT };
    await service.consume([happened.placed(order), happened.paid(order, AT)]);

    const due = await run(schedule);
    expect(due).toMatchObject({ isMade: true });
    expect(await run(schedule)).toEqual({ ...due, isMade: false, why: 'made before' });
    expect(await told(`rpt_${due.monday}`)).toMatchObject([
      { type: 'analytics.weekly-report-ready.v1', data: { isOver: true, figures: { orders: { now: 0 } } } },
    ]);

    const askedAt = '2026-11-29T10:00:00.000Z';
    const asked = await run({ date: AT.slice(0, 10), askedAt });
    expect(asked).toMatchObject({ isMade: true });
    const [event] = await told(`rpt_${asked.monday}@${askedAt}`);
    expect(event).toMatchObject({
      data: { figures: { revenue: { now: { amount: 25_800, currency: 'CNY' } } } },
    });
  });

  it.each([
    ['a date that there is not', { date: '2026-02-30' }, 'is no date'],
    ['a week that has not begun', { date: '2199-01-01' }, 'has not begun'],
    ['a moment that is none', { askedAt: 'now' }, 'askedAt'],
  ])('refuses %s and says why', async (_, input, why) => {
    await expect(run(input)).rejects.toThrow(why);
  });
});

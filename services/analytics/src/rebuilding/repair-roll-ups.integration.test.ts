import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dynamoItems } from '@cartless/aggregate/dynamodb';
import { asFunction, lambdaContext } from '@cartless/testing';
import { startService, type TestService } from '../../test/analytics-service.ts';
import { happened, type TestOrder } from '../../test/shop-events.ts';
import { analyticsOn } from '../../test/world.ts';
import { ANALYTICS_TABLE, REPAIR_KEY, rollUpPartition, rollUpSort } from '../analytics-table.ts';
import { dayOf, SLOTS_A_DAY, slotOf } from '../calendar/slot.ts';
import { handler as carryOver } from '../roll-ups/carry-over/handler.ts';
import { handler as reconcileDays } from './reconcile-days/handler.ts';
import { goOnRepairing } from './repair.ts';
import { handler as repairRollUps } from './repair-roll-ups/handler.ts';

const SERVICE = join(import.meta.dirname, '../..');
const YESTERDAY = dayOf(slotOf(new Date()) - SLOTS_A_DAY);

describe('the nightly comparison of reports with orders', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.table.drop());

  it('has what does not agree repaired, by rights that the functions have', async () => {
    const { table } = service;
    const items = dynamoItems(table.client, table.name, ANALYTICS_TABLE);
    const repair = async () => (await items.get(REPAIR_KEY, { consistent: true }))?.['status'];
    const run = (
      key: string,
      task: (event: unknown, context: ReturnType<typeof lambdaContext>) => Promise<unknown>,
    ) => asFunction(SERVICE, key, () => task({}, lambdaContext()));
    const order: TestOrder = { id: 'o1', user: 'mei', at: `${YESTERDAY}T10:00:00.000Z` };
    await service.consume([happened.placed(order), happened.paid(order, order.at)]);
    await run('carryOver', carryOver);
    await run('reconcileDays', reconcileDays);
    expect(await repair()).toBeUndefined();

    for (const shard of [0, 1]) {
      const update = { pk: rollUpPartition('g1', 'total', shard), sk: rollUpSort(YESTERDAY, '*') };
      await items.write([{ update, add: { o03: 5 } }]);
    }
    await run('reconcileDays', reconcileDays);
    expect(await repair()).toBe('asked');
    const { ground, summaries } = analyticsOn(items);
    const now = () => new Date();
    await asFunction(SERVICE, 'repairRollUps', () =>
      goOnRepairing({ ...ground, now }, { timeLeft: () => Infinity, settle: () => Promise.resolve() }),
    );
    expect([await repair(), await ground.generation()]).toEqual(['done', 'g2']);
    const { totals } = await summaries({ from: YESTERDAY, to: YESTERDAY, metrics: 'orders' });
    expect(totals).toEqual({ orders: 1 });
    await run('repairRollUps', repairRollUps);
  });
});

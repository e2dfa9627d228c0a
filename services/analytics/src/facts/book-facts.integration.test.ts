import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DomainEvent } from '@cartless/domain';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoItems } from '@cartless/aggregate/dynamodb';
import { ANALYTICS_TABLE } from '../analytics-table.ts';
import { testTable, type TestTable } from '@cartless/testing';
import * as fc from 'fast-check';
import { expectedBuyers, expectedFigures, expectedFunnel } from '../../test/expected-figures.ts';
import { delivery } from '../../test/random-histories.ts';
import { archiveStore } from './archive-store.ts';
import { booksStore } from './books-store.ts';
import { buyerSampleStore, readSamples } from '../buyers/buyer-samples-store.ts';
import { rollUpStore } from '../roll-ups/roll-ups-store.ts';
import { foldRollUps } from '../roll-ups/fold-roll-ups.ts';
import { readPeriod } from '../calendar/period.ts';
import { readFact } from './read-fact.ts';
import { type Group, planReport } from '../reports/report-plan.ts';
import { zoneOf } from '../calendar/zone.ts';
import { bookFacts } from './book-facts.ts';
import { showFunnel } from '../reports/show-funnel.ts';
import { summarise } from '../reports/summarise.ts';

type Crash = Readonly<{ call: number; isAfterwards: boolean }>;
const SHARDS = 3;
/** PROPERTY_RUNS=200 looks longer. */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 15);
const period = readPeriod(zoneOf('UTC'), { from: '2026-03-01', to: '2026-06-30' }, new Date());

/** A client that dies at some of its calls, before they are made or before their answer is seen. */
function crashing(client: DynamoDBDocumentClient, crashes: readonly Crash[]): DynamoDBDocumentClient {
  let calls = 0;
  const send = async (command: never) => {
    calls += 1;
    const crash = crashes.find(({ call }) => call === calls);
    if (crash?.isAfterwards === false) throw new Error('crashed before the call');
    const answer = await client.send(command);
    if (crash !== undefined) throw new Error('crashed after the call');
    return answer;
  };
  return { send } as unknown as DynamoDBDocumentClient;
}

function unlessCrashed(error: unknown): void {
  if (!(error instanceof Error && error.message.startsWith('crashed'))) throw error;
}

describe('booking facts', () => {
  let table: TestTable;
  let runs = 0;
  beforeAll(async () => {
    table = await testTable(new URL('../../infra/tables.yml', import.meta.url), 'AnalyticsTable');
  });
  afterAll(() => table.drop());

  const place = (client: DynamoDBDocumentClient, run: string) => ({
    items: dynamoItems(client, table.name, ANALYTICS_TABLE),
    shards: SHARDS,
    generation: () => Promise.resolve(run),
  });

  const fold = (client: DynamoDBDocumentClient, generation: string, now: string) =>
    foldRollUps({ ...place(client, generation), generation }, new Date(now));

  /**
   * Works a queue off with two consumers at once; a batch whose consumer crashed goes back to the end. Roll-ups are
   * folded meanwhile, by runs that may crash too.
   */
  async function workOff(
    run: string,
    queue: readonly DomainEvent[],
    sizes: readonly number[],
    crashes: readonly Crash[],
    folds: readonly number[],
  ) {
    const client = crashing(table.client, crashes);
    const consumer = (shard: number) => {
      const own = place(client, run);
      return bookFacts({
        books: booksStore({ ...own, shard }),
        samples: buyerSampleStore(own),
        archive: archiveStore(own),
      });
    };
    const left = [...queue];
    let turn = 0;
    const folding: Promise<unknown>[] = [];
    const take = () => {
      turn += 1;
      // In the middle of the history: some of its days are over, some are not.
      if (folds.includes(turn)) folding.push(fold(client, run, '2026-03-30T12:00:00Z').catch(unlessCrashed));
      return left.splice(0, sizes[turn % sizes.length]);
    };
    const work = async (shard: number) => {
      let book = consumer(shard);
      while (left.length > 0) {
        const batch = take();
        try {
          await book(batch.map((event) => readFact(event, 'CNY')));
        } catch (error) {
          unlessCrashed(error);
          left.push(...batch);
          book = consumer(shard);
        }
      }
    };
    await Promise.all([work(0), work(1)]);
    await Promise.all(folding);
    // A container that died after its last batch leaves its entries to the next one of its shard.
    for (const shard of [0, 1]) await booksStore({ ...place(table.client, run), shard }).carryOver();
  }

  async function answers(run: string) {
    const own = place(table.client, run);
    const ports = {
      rollUps: rollUpStore(own),
      samples: { read: (from: string, to: string) => readSamples(own, from, to) },
      currency: 'CNY',
    };
    const figures = new Map<string, number>();
    for (const groupBy of [
      'day',
      'product',
      'category',
      'region',
      'paymentMethod',
    ] as const satisfies Group[]) {
      const metrics = {
        day: 'revenue,orders,units,cancelled,refunded,refundedByOrderDate,newUsers',
        product: 'revenue,orders,units,cancelled',
        category: 'revenue,orders,units,cancelled',
        region: 'revenue,orders,units,cancelled,refunded,refundedByOrderDate',
        paymentMethod: 'revenue,orders,units,cancelled,refunded,refundedByOrderDate',
      }[groupBy];
      const { rows } = await summarise(ports)(planReport({ metrics, groupBy }), period, false);
      for (const { key, title: _t, category: _c, from: _f, to: _o, ...row } of rows) {
        for (const [metric, figure] of Object.entries(row)) {
          const amount = typeof figure === 'number' ? figure : (figure as { amount: number }).amount;
          if (amount !== 0) figures.set(`${groupBy} ${key} ${metric}`, amount);
        }
      }
    }
    const { totals } = await summarise(ports)(
      planReport({ metrics: 'activeBuyers,repeatRate' }),
      period,
      false,
    );
    const funnel = await showFunnel(ports)(period, undefined);
    return { figures, totals, funnel: funnel.steps.map(({ count }) => count) };
  }

  it('comes to the same, to the cent, however a queue delivers what happened', async () => {
    await fc.assert(
      fc.asyncProperty(delivery, async ({ events, queue, batchSizes, crashes, folds }) => {
        runs += 1;
        await workOff(`run${runs}`, queue, batchSizes, crashes, folds);
        const { figures, totals, funnel } = await answers(`run${runs}`);
        await fold(table.client, `run${runs}`, '2027-01-01T00:00:00Z');
        expect(await answers(`run${runs}`)).toEqual({ figures, totals, funnel });
        const { buyers, repeaters } = expectedBuyers(events);
        expect(Object.fromEntries(figures)).toEqual(
          Object.fromEntries([...expectedFigures(events)].filter(([, amount]) => amount !== 0)),
        );
        expect(funnel).toEqual(expectedFunnel(events));
        expect(totals).toEqual({
          activeBuyers: buyers,
          repeatRate: buyers === 0 ? null : repeaters / buyers,
        });
      }),
      { numRuns: RUNS },
    );
  }, 120_000);
});

import { describe, expect, it } from '@jest/globals';
import type { Items } from '@cartless/aggregate';
import { memoryItems } from '@cartless/aggregate/memory';
import { type DomainEvent, toCloudEvent } from '@cartless/domain';
import { batchQueueHandler } from '@cartless/lambda';
import type { SQSRecord } from 'aws-lambda';
import { randomNumbers } from '../../bench/synthetic-orders.ts';
import { happened, type TestOrder, totalOf } from '../../test/shop-events.ts';
import { analyticsOn } from '../../test/world.ts';
import { ANALYTICS_TABLE } from '../analytics-table.ts';
import { archivedDays, archivedFacts } from './archive-store.ts';
import { FACTS_FROM } from './read-fact.ts';

const DAYS = 400;
const DAY_MS = 86_400_000;
const FIRST = Date.parse('2025-01-01T00:00:00Z');
const ORDERS = 600;
const BATCH = 200;
/** What the function has in all; a quarter of it is kept for the answer. */
const FUNCTION_MS = 2000;
/** What the scheduled task has. */
const TASK_MS = 9000;
/** So long does each call of the store take, by the test's own clock. */
const CALL_MS = 250;

/** The events of many days, in no order, a tenth of them twice. */
function backlog() {
  const random = randomNumbers(3);
  const orders = Array.from({ length: ORDERS }, (_, i): TestOrder => ({
    id: `o${i}`,
    user: `u${Math.floor(random() * 200)}`,
    at: new Date(FIRST + Math.floor(random() * DAYS) * DAY_MS + Math.floor(random() * DAY_MS)).toISOString(),
  }));
  const events = orders.flatMap((order) => [
    happened.placed(order),
    happened.paid(order, order.at),
    happened.delivered(order, order.at),
  ]);
  const queue = [...events, ...events.filter(() => random() < 0.1)];
  return { orders, events, queue: queue.toSorted(() => random() - 0.5) };
}

/** A queue as SQS keeps it: what is received too often becomes a dead letter. */
function queueOf(events: readonly DomainEvent[]) {
  const waiting = events.map((event, i) => ({
    id: `m${i}`,
    body: JSON.stringify(toCloudEvent(event)),
    tries: 0,
  }));
  const dead: string[] = [];
  return {
    dead,
    waiting,
    receive(count: number): readonly SQSRecord[] {
      const messages = waiting.splice(0, count);
      return messages.flatMap((message) => {
        message.tries += 1;
        if (message.tries > 5) {
          dead.push(message.id);
          return [];
        }
        const attributes = { ApproximateReceiveCount: String(message.tries) };
        return [{ messageId: message.id, body: message.body, attributes } as unknown as SQSRecord];
      });
    },
    putBack: (records: readonly SQSRecord[]) =>
      waiting.push(
        ...records.map(({ messageId: id, body, attributes }) => ({
          id,
          body,
          tries: Number(attributes.ApproximateReceiveCount),
        })),
      ),
  };
}

describe('a backlog spread over 400 days, shuffled, a tenth of it twice', () => {
  /** Drains it on a store that takes its time. @param fewDays batches of more than that wait for others */
  async function drained(fewDays?: number) {
    const memory = memoryItems(ANALYTICS_TABLE);
    let spent = 0;
    const slow = async <T>(call: Promise<T>): Promise<T> => {
      const answer = await call;
      spent += CALL_MS;
      return answer;
    };
    const items: Items = {
      ...memory,
      getMany: (...given) => slow(memory.getMany(...given)),
      query: (...given) => slow(memory.query(...given)),
      // The samples of a batch are written side by side.
      write: (...given) => (given[0].length === 1 ? memory.write(...given) : slow(memory.write(...given))),
    };
    const { orders, events, queue } = backlog();
    const shop = analyticsOn(items, { ...(fewDays !== undefined && { fewDays }) });
    const book = shop.consumer(0);
    const handler = batchQueueHandler(FACTS_FROM, (batch, timeLeft) => book(batch, timeLeft));
    const messages = queueOf(queue);
    let [batches, handedBack, latest] = [0, 0, Infinity];
    while (messages.waiting.length > 0) {
      const records = messages.receive(BATCH);
      spent = 0;
      const context = { getRemainingTimeInMillis: () => FUNCTION_MS - spent };
      const { batchItemFailures } = await handler({ Records: [...records] }, context);
      latest = Math.min(latest, FUNCTION_MS - spent);
      const left = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      messages.putBack(records.filter(({ messageId }) => left.has(messageId)));
      batches += 1;
      handedBack += left.size;
    }
    let runs = 0;
    for (let isLeft = true; isLeft; runs += 1) {
      spent = 0;
      const { isLeft: left } = await shop.bookWaiting(() => TASK_MS - spent);
      isLeft = left;
    }
    await shop.carryOver(0);
    return { ...shop, orders, events, messages, batches, handedBack, latest, runs };
  }

  async function expectEachOnce({ orders, events, messages, latest, summaries, ground }: Drained) {
    expect(messages.dead).toEqual([]);
    expect(latest).toBeGreaterThan(0);
    const whole = { from: '2025-01-01', to: '2026-02-10' };
    const { totals } = await summaries({ ...whole, metrics: 'orders,units,revenue' });
    expect(totals).toEqual({
      orders: ORDERS,
      units: 2 * ORDERS,
      revenue: { amount: orders.reduce((sum, order) => sum + totalOf(order), 0), currency: 'CNY' },
    });
    const { rows } = await summaries({ ...whole, metrics: 'orders', groupBy: 'day' });
    const byDay = Map.groupBy(orders, ({ at }) => at.slice(0, 10));
    for (const { key, orders: count } of rows)
      expect([key, count]).toEqual([key, byDay.get(key)?.length ?? 0]);
    const archived: string[] = [];
    for (const day of await archivedDays(ground)) {
      for await (const { facts } of archivedFacts(ground, day)) archived.push(...facts.map(({ id }) => id));
    }
    expect(archived.toSorted()).toEqual(events.map(({ id }) => id).toSorted());
  }
  type Drained = Awaited<ReturnType<typeof drained>>;

  it('waits until it is all there, and is booked run by run, each event once in the numbers and in the archive', async () => {
    const backlog = await drained();
    expect(backlog.handedBack).toBe(0);
    expect(backlog.runs).toBeGreaterThan(2);
    await expectEachOnce(backlog);
  });

  it('is booked by consumers with no time-out and no dead letter when it does not wait', async () => {
    const backlog = await drained(DAYS);
    expect(backlog.handedBack).toBeGreaterThan(0);
    await expectEachOnce(backlog);
  });
});

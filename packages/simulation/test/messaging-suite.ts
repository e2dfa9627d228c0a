import { describe, expect, it } from '@jest/globals';

type Received = Readonly<{ id: string; body: string; kind: string | undefined }>;

/** A queue with dead letters, and time that can be let pass. */
export type QueueBench = Readonly<{
  /**
   * @param receives after so many a message becomes a dead letter
   * @param delayMs for which the queue holds back everything
   */
  create(receives: number, delayMs?: number): Promise<Queue>;
  pass(ms: number): Promise<void>;
}>;
export type Queue = Readonly<{
  /** With an attribute `kind`. */
  send(body: string, delayMs?: number): Promise<void>;
  /** By a topic to which it is subscribed. */
  publish(body: string): Promise<void>;
  receive(most: number, visibilityMs: number): Promise<readonly Received[]>;
  delete(id: string): Promise<void>;
  /** Shows a message again after so long. */
  show(id: string, afterMs: number): Promise<void>;
  deadLetters(): Promise<readonly Received[]>;
}>;

/** A topic with the queues that are subscribed to it. */
export type TopicBench = Readonly<{
  /** @returns the queues that got it, by name, in order */
  publish(topic: string, attributes: Readonly<Record<string, string>>): Promise<readonly string[]>;
}>;

const SECOND = 1000;
const bodies = (all: readonly Received[]): readonly string[] => all.map(({ body }) => body).toSorted();

/** What every queue does, whatever it stands on. */
export function queueSuite(bench: () => QueueBench): void {
  describe('a queue', () => {
    it('keeps what is in hand out of sight for a while, and then shows it again', async () => {
      const queue = await bench().create(10);
      await queue.send('a');
      expect(await queue.receive(10, SECOND)).toMatchObject([{ body: 'a', kind: 'test' }]);
      expect(await queue.receive(10, SECOND)).toEqual([]);
      await bench().pass(SECOND + 200);
      expect(bodies(await queue.receive(10, SECOND))).toEqual(['a']);
    });

    it('gives no more than it is asked for, and each message once as long as it is in hand', async () => {
      const queue = await bench().create(10);
      for (const body of ['a', 'b', 'c']) await queue.send(body);
      const some = await queue.receive(2, 30 * SECOND);
      const others = await queue.receive(10, 30 * SECOND);
      expect(some).toHaveLength(2);
      expect(bodies([...some, ...others])).toEqual(['a', 'b', 'c']);
    });

    it('forgets what was deleted', async () => {
      const queue = await bench().create(10);
      await queue.send('a');
      for (const { id } of await queue.receive(1, SECOND)) await queue.delete(id);
      await bench().pass(SECOND + 200);
      expect(await queue.receive(10, SECOND)).toEqual([]);
    });

    it('holds back what is to come later', async () => {
      const queue = await bench().create(10);
      await queue.send('a', SECOND);
      expect(await queue.receive(10, SECOND)).toEqual([]);
      await bench().pass(SECOND + 200);
      expect(bodies(await queue.receive(10, SECOND))).toEqual(['a']);
    });

    it('holds everything back for a time of its own, also what comes from a topic', async () => {
      const queue = await bench().create(10, 2 * SECOND);
      await queue.publish('{"id":"a"}');
      await bench().pass(SECOND / 2);
      expect(await queue.receive(10, SECOND)).toEqual([]);
      await bench().pass(2 * SECOND);
      expect(bodies(await queue.receive(10, SECOND))).toEqual(['{"id":"a"}']);
    });

    it('shows what is handed back when it is told to', async () => {
      const queue = await bench().create(10);
      await queue.send('a');
      const [taken] = await queue.receive(1, 60 * SECOND);
      await queue.show(taken?.id ?? '', 0);
      expect(bodies(await queue.receive(10, SECOND))).toEqual(['a']);
    });

    it('puts what was received too often among its dead letters, with its attributes', async () => {
      const queue = await bench().create(2);
      await queue.send('a');
      for (let time = 0; time < 2; time += 1) {
        expect(await queue.receive(1, SECOND)).toHaveLength(1);
        await bench().pass(SECOND + 200);
      }
      expect(await queue.receive(1, SECOND)).toEqual([]);
      expect(await queue.deadLetters()).toMatchObject([{ body: 'a', kind: 'test' }]);
    });
  });
}

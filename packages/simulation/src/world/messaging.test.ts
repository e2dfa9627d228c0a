import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EVENT_CONTRACTS } from '@cartless/domain/registry';
import { emulator } from '../../test/emulated-messaging.ts';
import { queueSuite } from '../../test/messaging-suite.ts';
import { simulatedQueues, simulatedTopics } from '../../test/simulated-messaging.ts';
import { ROOT } from '../build/bundle.ts';
import { readDeployment } from '../build/deployment.ts';

const DAY = 86_400_000;

describe('SQS of the simulation:', () => {
  const bench = simulatedQueues();
  queueSuite(() => bench);

  it('a queue drops what nobody handled in fourteen days, and tells of it', async () => {
    const { basis, queue, pass } = simulatedQueues();
    const one = queue('any');
    one.send('a');
    await pass(13 * DAY);
    expect(one.receive(10, 1000)).toHaveLength(1);
    await pass(DAY + 1);
    expect(one.receive(10)).toEqual([]);
    expect(basis.dropped).toEqual([{ queue: 'any', body: 'a', code: undefined }]);
  });

  it('a dead letter is as old as it was, and what was redriven is new', async () => {
    const { basis, queue, pass, create } = simulatedQueues();
    await create(1);
    const [living, dead] = [queue('queue0'), queue('queue0-dead')];
    const fail = async (): Promise<void> => {
      expect(living.receive(10, 1000)).toHaveLength(1);
      await pass(DAY);
      expect(living.receive(10)).toEqual([]);
    };
    living.send('a');
    await pass(11 * DAY);
    await fail();
    expect(dead.redriveTo(living)).toBe(1);
    await pass(11 * DAY);
    await fail();
    await pass(2 * DAY + 1);
    expect(dead.receive(10)).toEqual([]);
    expect(basis.dropped).toMatchObject([{ queue: 'queue0-dead' }]);
  });
});

describe('the emulator', () => {
  let emulated: Awaited<ReturnType<typeof emulator>>;
  beforeAll(async () => {
    emulated = await emulator();
  });
  afterAll(() => emulated.stop());

  describe('of SQS:', () => {
    queueSuite(() => emulated.queues);
  });

  it('of SNS hands each event to the same queues as the simulation', async () => {
    const { subscriptions } = await readDeployment(ROOT);
    const real = await emulated.topics(subscriptions);
    const simulated = simulatedTopics(subscriptions);
    let handed = 0;
    for (const { type } of EVENT_CONTRACTS) {
      const topic = type.split('.')[0] ?? '';
      if (!subscriptions.some((one) => one.topic === topic)) continue;
      for (const attributes of [{ type }, { type, newer: 'told' }]) {
        const got = await simulated.publish(topic, attributes);
        handed += got.length;
        expect({ type, got }).toEqual({ type, got: await real.publish(topic, attributes) });
      }
    }
    expect(handed).toBeGreaterThan(100);
  });
});

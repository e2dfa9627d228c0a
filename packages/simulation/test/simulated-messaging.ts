import type { Subscription } from '../src/build/deployment.ts';
import { Basis } from '../src/world/basis.ts';
import { Bus } from '../src/world/bus.ts';
import type { Functions } from '../src/world/functions.ts';
import { type Message, Queue } from '../src/world/queues.ts';
import type { QueueBench, TopicBench } from './messaging-suite.ts';

const DAY = 86_400_000;
const received = ({ id, body, attributes }: Message) => ({ id, body, kind: attributes['kind']?.StringValue });

/** Queues of the simulation, which nobody reads but the test. */
export function simulatedQueues(): QueueBench & Readonly<{ basis: Basis; queue(name: string): Queue }> {
  const basis = new Basis({ seed: 1, rates: {} });
  const queues = new Map<string, Queue>();
  const queue = (name: string): Queue => queues.get(name) ?? make(name, {});
  const make = (
    name: string,
    more: Readonly<{ deadLetters?: string; receives?: number; delayMs?: number }>,
  ): Queue => {
    const made = new Queue({ basis, functions: undefined as unknown as Functions, queueNamed: queue }, name, {
      url: name,
      delayMs: more.delayMs ?? 0,
      visibilityMs: 30_000,
      deadLetters: more.deadLetters,
      receives: more.receives,
      retentionMs: 14 * DAY,
    });
    queues.set(name, made);
    return made;
  };
  return {
    basis,
    queue,
    pass: (ms) => basis.scheduler.run(basis.scheduler.now + ms, () => undefined),
    async create(receives, delayMs = 0) {
      const name = `queue${queues.size}`;
      const one = make(name, { deadLetters: `${name}-dead`, receives, delayMs });
      const bus = new Bus(basis, [{ topic: name, queue: name, filter: undefined }], queue);
      return {
        send: async (body, delayMs) => void one.send(body, { kind: { StringValue: 'test' } }, delayMs),
        publish: async (body) => bus.publish(name, body, {}),
        receive: async (most, visibilityMs) => one.receive(most, visibilityMs).map(received),
        delete: async (id) => void one.messages.delete(id),
        async show(id, afterMs) {
          const message = one.messages.get(id);
          if (message !== undefined) message.visibleAt = basis.scheduler.now + afterMs;
        },
        deadLetters: async () => queue(`${name}-dead`).receive(10).map(received),
      };
    },
  };
}

/** The bus of the simulation, with the subscriptions that services declare. */
export function simulatedTopics(subscriptions: readonly Subscription[]): TopicBench {
  const { basis, queue, pass } = simulatedQueues();
  const bus = new Bus(basis, subscriptions, queue);
  const names = [...new Set(subscriptions.map((one) => one.queue))];
  let count = 0;
  return {
    async publish(topic, attributes) {
      count += 1;
      bus.publish(
        topic,
        JSON.stringify({ id: `event${count}` }),
        Object.fromEntries(Object.entries(attributes).map(([name, StringValue]) => [name, { StringValue }])),
      );
      await pass(1000);
      return names.filter((name) => queue(name).receive(10, DAY).length > 0).toSorted();
    },
  };
}

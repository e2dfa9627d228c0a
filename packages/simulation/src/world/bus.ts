import { compileFilters } from '@cartless/local-aws/filter-pattern';
import type { Subscription } from '../build/deployment.ts';
import type { Basis } from './basis.ts';
import type { Queue } from './queues.ts';

type Attributes = Readonly<Record<string, { readonly StringValue?: string | undefined }>>;
export type Published = Readonly<{ topic: string; body: string; type: string; at: number }>;

const MINUTE = 60_000;
const DAY = 86_400_000;

/** SNS: hands what is published to the queues whose filter lets it pass; sometimes twice, sometimes late, in no order. */
export class Bus {
  readonly #basis: Basis;
  readonly #queueNamed: (name: string) => Queue;
  /** By topic. */
  readonly #subscribers: ReadonlyMap<string, readonly Subscription[]>;
  /** Under which version the facts were told that were told under the older one of their contract alone, by id. */
  readonly #toldOlder = new Map<string, string>();
  /** All that was ever published, once for each time. */
  readonly published: Published[] = [];

  constructor(basis: Basis, subscriptions: readonly Subscription[], queueNamed: (name: string) => Queue) {
    this.#basis = basis;
    this.#queueNamed = queueNamed;
    this.#subscribers = Map.groupBy(subscriptions, ({ topic }) => topic);
  }

  publish(topic: string, body: string, { newer, ...told }: Attributes): void {
    const { chance, faults, scheduler } = this.#basis;
    const type = told['type']?.StringValue ?? '';
    const { id } = JSON.parse(body) as { id: string };
    // A producer of the release before knows no later version of a contract, and tells the fact under the first alone.
    const older = this.#toldOlder.get(id);
    if (older !== undefined && older !== type) return;
    // What is told again, after a restore, is what was told.
    const isOlder =
      newer !== undefined && (older === type || faults.strike('producer-older', `${type} ${id}`));
    if (isOlder) this.#toldOlder.set(id, type);
    const attributes = isOlder || newer === undefined ? told : { ...told, newer };
    this.published.push({ topic, body, type, at: scheduler.now });
    this.#basis.note(() => `published ${type} ${id}`);
    const texts = Object.fromEntries(
      Object.entries(attributes).map(([name, { StringValue }]) => [name, StringValue]),
    );
    for (const subscription of this.#subscribers.get(topic) ?? []) {
      if (!matcherOf(subscription)(texts)) continue;
      const { queue } = subscription;
      const name = `${type} to ${queue}`;
      const times = faults.strike('event-doubled', name) ? 2 : 1;
      for (let time = 0; time < times; time += 1) {
        const late = faults.strike('event-days-late', name)
          ? chance.whole(name, 1, 5) * DAY
          : faults.strike('event-late', name)
            ? chance.whole(name, 1, 120) * MINUTE
            : 0;
        scheduler.after(late + chance.whole(name, 1, 300), () => this.#queueNamed(queue).send(body));
      }
    }
  }
}

const matchers = new WeakMap<Subscription, (attributes: unknown) => boolean>();

/** Whether a subscription lets attributes pass. Its filter is compiled once for all histories. */
function matcherOf(subscription: Subscription): (attributes: unknown) => boolean {
  const known = matchers.get(subscription);
  if (known !== undefined) return known;
  const { filter } = subscription;
  const matches = compileFilters(filter === undefined ? undefined : [filter], { numeric: true });
  matchers.set(subscription, matches);
  return matches;
}

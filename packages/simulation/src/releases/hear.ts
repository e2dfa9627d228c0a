import type { CloudEvent } from '@cartless/domain';
import { realPause } from '../world/real-time.ts';
import type { Shop } from '../shop/shop.ts';
import { aboutThis, openShop } from './open-shop.ts';

/** What became of an event. */
export type Heard = Readonly<{
  type: string;
  /** The services whose tables it changed. */
  changed: readonly string[];
  /** Where it could not be handled, and why. */
  troubles: readonly string[];
}>;

const HOURS = 3_600_000;
/** Later than whatever the shop has told of the same. */
const LATER = 1000;

/**
 * Hands events to the consumers of the shop, each in a shop of its own: as they are, about what nobody knows there; and those that
 * need what they tell of to be there, about the order, the parcel and the account that are, paid or delivered.
 */
export async function hear(events: readonly CloudEvent[]): Promise<readonly Heard[]> {
  const heard: Heard[] = [];
  for (const event of events) {
    let last = await hearIn(await openShop(), event);
    for (const stage of ['paid', 'delivered'] as const) {
      if (last.troubles.length === 0 && last.changed.length > 0) break;
      const shop = await openShop(stage);
      const now = await hearIn(shop, aboutIt(shop, event));
      if (now.troubles.length <= last.troubles.length) last = now;
    }
    heard.push(last);
    await realPause(0);
  }
  return heard;
}

function aboutIt(shop: Shop, event: CloudEvent): CloudEvent {
  const sequence = String(Number(event.sequence) + LATER).padStart(event.sequence.length, '0');
  return { ...(JSON.parse(aboutThis(shop, JSON.stringify(event))) as CloudEvent), sequence };
}

async function hearIn({ world }: Shop, event: CloudEvent): Promise<Heard> {
  const changed = new Set<string>();
  for (const name of world.tables.names)
    world.tables.watch(name, () => void changed.add(name.split('/')[0] ?? ''));
  const wrote = world.written.length;
  const [topic = ''] = event.type.split('.');
  world.bus.publish(topic, JSON.stringify(event), { type: { StringValue: event.type } });
  await world.pass(3 * HOURS);
  const unread = [...world.queues].flatMap(([name, queue]) =>
    [...queue.messages.values()].map(({ attributes }) =>
      `${name} ${attributes['code']?.StringValue ?? ''}`.trim(),
    ),
  );
  const errors = world.written
    .slice(wrote)
    .filter(({ level }) => level === 'error')
    .map(
      ({ by, message, fields: { error, ...fields } }) =>
        `${by}: ${message}: ${error instanceof Error ? error.message : JSON.stringify(fields)}`,
    );
  return { type: event.type, changed: [...changed].toSorted(), troubles: [...unread, ...new Set(errors)] };
}

import { ORDERS } from '../shop/orders.ts';
import type { Published } from '../world/bus.ts';
import type { Invariant } from './invariant.ts';

const itemsOf = (all: readonly Readonly<Record<string, unknown>>[] | undefined, prefix: string) =>
  (all ?? []).filter(({ pk }) => String(pk).startsWith(prefix));

export const documentsAreNumbered: Invariant = {
  says: 'the numbers of invoices and of notes have neither gaps nor doubles',
  watch: ({ world }) => ({
    atRest: () => {
      const taken = Map.groupBy(itemsOf(world.tables.stored(ORDERS)?.all(), 'J#'), ({ pk }) => String(pk));
      for (const [series, items] of taken) {
        const numbers = items.map(({ sk }) => Number(sk)).toSorted((a, b) => a - b);
        const gap = numbers.findIndex((number, index) => number !== index + 1);
        if (gap !== -1) return `${series} has no number ${gap + 1}`;
      }
      return undefined;
    },
  }),
};

export const lettersAreSentOnce: Invariant = {
  says: 'a letter is sent once, unless its sender could not know',
  watch: ({ world }) => {
    let seen = 0;
    const sent = new Map<string, number>();
    return {
      always() {
        for (; seen < world.mails.length; seen += 1) {
          const mail = world.mails[seen];
          const letter = `${mail?.to} ${mail?.subject} ${mail?.text}`;
          const times = (sent.get(letter) ?? 0) + 1;
          sent.set(letter, times);
          if (times === 1 || world.faults.happened.some((fault) => UNCERTAIN.test(fault))) continue;
          if (times > factsLike(world.bus.published, /ord_\w+/.exec(letter)?.[0]))
            return `${mail?.to} got “${mail?.subject}” ${times} times`;
        }
        return undefined;
      },
    };
  },
};

/** How many facts of one kind an order has at most: so many letters about it may have the same words. */
function factsLike(published: readonly Published[], orderId: string | undefined): number {
  const ids = new Map<string, Set<string>>();
  for (const { type, body } of published) {
    const event = JSON.parse(body) as Readonly<{ id: string; data: Readonly<{ orderId?: string }> }>;
    if (event.data.orderId === orderId) ids.set(type, (ids.get(type) ?? new Set()).add(event.id));
  }
  return Math.max(1, ...[...ids.values()].map(({ size }) => size));
}

/** What leaves it open whether a letter was sent. */
const UNCERTAIN =
  /^(mail-uncertain@|crash-\w+@(mailShopper|sendMail) |(write-lost-\w+|database-throttled)@(mailShopper|sendMail) |slow@)/;

export const answersAgree: Invariant = {
  says: 'answers to one request agree',
  watch: ({ contradictions }) => ({ always: () => contradictions[0] }),
};

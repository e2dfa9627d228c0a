import { memoryItems } from '@cartless/aggregate/memory';
import { describe, expect, it } from '@jest/globals';
import { ORDERS_TABLE } from '../orders-table.ts';
import { LETTERS_AN_HOUR, mailboxes } from './mailbox-store.ts';
import { mailShopper } from './mail-shopper.ts';

function world() {
  const clock = { at: Date.parse('2026-11-21T08:10:00Z') };
  const now = () => new Date(clock.at);
  const items = memoryItems(ORDERS_TABLE, now);
  return { clock, now, items, ...mailboxes(items, now) };
}
const address = (n: number) => `mei+${n}@example.com`;
const numbers = (length: number) => Array.from({ length }, (_, n) => n);

describe('letters about orders', () => {
  it('have room for twenty an hour in one mailbox, each counted once', async () => {
    const { hasRoom, clock, items } = world();
    for (let round = 0; round < 3; round += 1) {
      const answers = await Promise.all(numbers(30).map((n) => hasRoom(address(n), `e${n}`)));
      expect(answers.filter(Boolean)).toHaveLength(LETTERS_AN_HOUR);
    }
    expect(await hasRoom('lin@example.com', 'e99')).toBe(true);
    clock.at += 3_600_000;
    expect(await hasRoom(address(1), 'e98')).toBe(true);
    expect(JSON.stringify(items.all())).not.toContain('example.com');
  });

  it('wait when there is no room, and are written later', async () => {
    const { hasRoom, clock, items: _, now } = world();
    const sent: string[] = [];
    const waiting: string[] = [];
    const marked = new Set<string>();
    const mail = mailShopper({
      findContact: async () => ({ email: 'mei@example.com', locale: 'en' as const, username: 'mei' }),
      waiting: { keep: async () => undefined, drop: async () => undefined },
      wasSent: async (id) => marked.has(id),
      claim: async () => true,
      markSent: async (id) => void marked.add(id),
      send: async (to) => void sent.push(to),
      hasRoom,
      postpone: async ({ id }) => void waiting.push(id),
      change: () => Promise.reject(new Error('nothing to change')),
      now,
    });
    const event = (id: string) => ({
      id,
      type: 'orders.order-confirmed.v1',
      subject: 'ord_1',
      sequence: 1,
      time: now().toISOString(),
      data: { userId: 'usr_mei' as const, orderId: 'ord_1' },
    });
    for (const n of numbers(60)) await mail(event(`e${n}`), () => ({}));
    expect(sent).toHaveLength(LETTERS_AN_HOUR);
    while (waiting.length > 0) {
      clock.at += 900_000;
      for (const id of waiting.splice(0)) await mail(event(id), () => ({}));
    }
    expect(sent).toHaveLength(60);
  });
});

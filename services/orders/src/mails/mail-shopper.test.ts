import { memoryItems } from '@cartless/aggregate/memory';
import { describe, expect, it } from '@jest/globals';
import { ORDERS_TABLE } from '../orders-table.ts';
import { mailShopper } from './mail-shopper.ts';
import { sentMails } from './sent-mails-store.ts';

const START = Date.parse('2027-01-15T08:00:00Z');

/** A mailer on a memory, whose mail service takes a while. */
function world() {
  const clock = { at: START };
  const now = () => new Date(clock.at);
  const sent: string[] = [];
  const taking: ((error?: Error) => void)[] = [];
  const looked: { room?: () => Promise<void> } = {};
  const mail = mailShopper({
    ...sentMails(memoryItems(ORDERS_TABLE, now), now),
    findContact: async () => ({ email: 'mei@example.com', locale: 'en' as const, username: 'mei' }),
    waiting: { keep: async () => undefined, drop: async () => undefined },
    hasRoom: async () => {
      await looked.room?.();
      return true;
    },
    postpone: async () => undefined,
    change: () => Promise.reject(new Error('nothing to change')),
    send: (to) =>
      new Promise<void>((resolve, reject) => {
        taking.push((error) => {
          if (error !== undefined) return reject(error);
          sent.push(to);
          resolve();
        });
      }),
    now,
  });
  const event = {
    id: 'ord_1.1.order-confirmed',
    type: 'orders.order-confirmed.v1',
    subject: 'ord_1',
    sequence: 1,
    time: now().toISOString(),
    data: { userId: 'usr_mei' as const, orderId: 'ord_1' },
  };
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return { clock, sent, taking, looked, turn, handle: () => mail(event, () => ({})) };
}

describe('a mail about an event', () => {
  it('is sent once when the event comes twice at the same time', async () => {
    const { handle, sent, taking, turn } = world();
    const first = handle();
    await turn();
    await expect(handle()).rejects.toMatchObject({ code: 'MAIL_IN_HAND' });
    taking[0]?.();
    await first;
    await handle();
    expect(sent).toEqual(['mei@example.com']);
  });

  it('is sent once when the clock of who comes second is far ahead', async () => {
    const { clock, handle, looked, sent, taking, turn } = world();
    const first = handle();
    await turn();
    looked.room = async () => {
      taking[0]?.();
      await first;
      clock.at += 6 * 3_600_000;
    };
    await handle();
    expect(sent).toEqual(['mei@example.com']);
  });

  it('is sent by somebody else when its sender did not come back', async () => {
    const { clock, handle, sent, taking, turn } = world();
    void handle();
    await turn();
    clock.at += 31_000;
    const second = handle();
    await turn();
    taking[1]?.();
    await second;
    expect(sent).toEqual(['mei@example.com']);
  });
});

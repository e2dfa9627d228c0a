import { type Items, queryAll } from '@cartless/aggregate';
import { type DomainEvent, toCloudEvent } from '@cartless/domain';
import { contactKey, waitingMailKey } from '../orders-table.ts';

/** Events to be mailed about that wait for the contact data of their shopper. They wait as long as it takes. */
export const waitingMails = (items: Items) => ({
  keep: async (userId: string, event: DomainEvent): Promise<void> => {
    const body = JSON.stringify(toCloudEvent(event));
    await items.write([{ put: { ...waitingMailKey(userId, event.id), body } }]);
  },

  drop: async (userId: string, eventId: string): Promise<void> => {
    await items.write([{ delete: waitingMailKey(userId, eventId) }]);
  },
});

/**
 * Hands everything that waits for an account's contact data to a queue. What was handed over and is still there,
 * because the process died, is handed over again; a mail is sent once all the same.
 */
export const releaseMails =
  (items: Items, send: (body: string) => Promise<void>) =>
  async (userId: string): Promise<void> => {
    const waiting = { hash: contactKey(userId).pk, range: { beginsWith: 'mail#' }, consistent: true };
    for await (const { pk, sk, body } of queryAll(items, waiting)) {
      await send(body as string);
      await items.write([{ delete: { pk: pk as string, sk: sk as string } }]);
    }
  };

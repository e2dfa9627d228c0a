import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { transactWrite } from '@cartless/dynamodb';
import type { LetterSecret, LetterState, LetterStore } from '../accounts/ports.ts';
import { linkKey, mailKey, resetKey, undeliverableKey } from '../table/table-keys.ts';
import { readItems } from '../table/read-items-store.ts';
import type { Store } from '../table/table-store.ts';
import { readUser } from '../accounts/user-item.ts';

/** Longer than a message can wait in the queue and in its dead-letter queue together. */
const KEEP_SECONDS = 30 * 86_400;

/** One item per letter: the key that keeps it from being sent twice, and what became of it. */
export function dynamoLetters(store: Store): LetterStore {
  const { client, table } = store;
  return {
    async load(userId, key) {
      const items = await readItems(store, [userId, mailKey(key)], { consistent: true });
      const letter = items.find(({ id }) => id === mailKey(key));
      return {
        user: readUser(items.find(({ id }) => id === userId)),
        state: letter?.['state'] as LetterState | undefined,
        since: letter?.['since'] as string | undefined,
      };
    },
    async isUndeliverable(email) {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: { id: undeliverableKey(email) } }),
      );
      return Item !== undefined;
    },
    async claim({ key, userId, name }, secret, at) {
      const outcome = await transactWrite(client, [
        {
          Put: {
            TableName: table,
            Item: { id: mailKey(key), userId, letter: name, state: 'sending', ...stamp(at) },
            ConditionExpression: 'attribute_not_exists(id) OR #state = :failed',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':failed': 'failed' },
          },
        },
        ...(secret === undefined ? [] : [{ Put: { TableName: table, Item: secretItem(secret) } }]),
      ]);
      return outcome.ok;
    },
    async settle(key, state, at) {
      const { since, expiresAt } = stamp(at);
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { id: mailKey(key) },
          UpdateExpression: 'SET #state = :state, since = :since, expiresAt = :expiresAt',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':state': state, ':since': since, ':expiresAt': expiresAt },
        }),
      );
    },
  };
}

const stamp = (at: Date) => ({
  since: at.toISOString(),
  expiresAt: Math.floor(at.getTime() / 1000) + KEEP_SECONDS,
});

/** Kept for a while after it ran out, so that its link can be told that it is too old rather than unknown. */
function secretItem(secret: LetterSecret) {
  if (secret.kind === 'link') {
    const { link } = secret;
    return { id: linkKey(link.userId), ...link, expiresAt: link.validUntil + KEEP_SECONDS };
  }
  const { userId, digest, validUntil } = secret;
  return { id: resetKey(userId), userId, digest, validUntil, expiresAt: validUntil + KEEP_SECONDS };
}

import type { User } from './user.ts';
import type { UserStore } from './ports.ts';
import { claimsOf, type TransactItem } from './claim-item.ts';
import { addressBookKey, linkKey, resetKey, undeliverableKey, usernameClaim } from '../table/table-keys.ts';

/**
 * The writes that erase an account. Its user name stays held for a while without saying by whom, so that nobody can pass for
 * somebody who has just gone; the address and the phone number are free at once.
 */
export function eraseItems(
  table: string,
  before: User,
  { tombstone, outbox }: Parameters<UserStore['erase']>[1],
  nameFreeFrom: Date,
): TransactItem[] {
  const name = usernameClaim(before.username);
  const others = claimsOf(before).filter((id) => id !== name);
  const belongings = [
    addressBookKey(before.id),
    linkKey(before.id),
    resetKey(before.id),
    undeliverableKey(before.email),
  ];
  return [
    {
      Put: {
        TableName: table,
        Item: { ...tombstone, outbox },
        ConditionExpression: 'version = :before',
        ExpressionAttributeValues: { ':before': before.version },
      },
    },
    { Put: { TableName: table, Item: { id: name, expiresAt: Math.floor(nameFreeFrom.getTime() / 1000) } } },
    ...[...others, ...belongings].map((id) => ({ Delete: { TableName: table, Key: { id } } })),
  ];
}

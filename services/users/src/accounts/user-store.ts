import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { conditional, transactWrite } from '@cartless/dynamodb';
import type { UserId } from '@cartless/domain';
import type { UserStore } from './ports.ts';
import { AccountChanged, NAME_TAKEN } from './errors.ts';
import type { Change, User } from './user.ts';
import { auditItem } from './audit-item.ts';
import { claimsOf, moveClaims, putClaim, takenName, type TransactItem } from './claim-item.ts';
import { eraseItems } from './erased-item.ts';
import { emailClaim, phoneClaim, sessionKey, usernameClaim } from '../table/table-keys.ts';
import type { Store } from '../table/table-store.ts';
import { readUser, userItem } from './user-item.ts';

/** Accounts in the users table. */
export function dynamoUsers({ client, table }: Store): UserStore {
  return {
    async create({ user, outbox }, at) {
      const items: TransactItem[] = [
        {
          Put: {
            TableName: table,
            Item: userItem(user, outbox),
            ConditionExpression: 'attribute_not_exists(id)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        ...claimsOf(user).map((id) => putClaim(table, id, user.id, at)),
      ];
      const outcome = await transactWrite(client, items);
      if (outcome.ok) return outcome;
      const existing = readUser(outcome.refusals.find(({ index }) => index === 0)?.item);
      if (existing !== undefined) return { ok: false, existing };
      return { ok: false, taken: takenName(items, outcome.refusals) ?? 'username' };
    },
    async find(id) {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: { id }, ConsistentRead: true }),
      );
      return readUser(Item);
    },
    async holder(kind, name, at) {
      const id = { username: usernameClaim, email: emailClaim, phone: phoneClaim }[kind](name);
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: { id }, ConsistentRead: true }),
      );
      if (Item === undefined || Number(Item['expiresAt']) * 1000 < at.getTime()) return undefined;
      return (Item['userId'] as UserId | undefined) ?? 'nobody any more';
    },
    async saveNames(before, change, at) {
      const items = [{ Put: putNextVersion(table, change) }, ...moveClaims(table, before, change.user, at)];
      const outcome = await transactWrite(client, items);
      if (outcome.ok) return;
      const taken = takenName(items, outcome.refusals);
      throw taken === undefined ? AccountChanged() : NAME_TAKEN[taken]();
    },
    async saveAudited(change, entry) {
      const outcome = await transactWrite(client, [
        { Put: putNextVersion(table, change) },
        { Put: { TableName: table, Item: auditItem(change.user, entry) } },
      ]);
      if (!outcome.ok) throw AccountChanged();
    },
    async erase(before, erased, nameFreeFrom) {
      const outcome = await transactWrite(client, eraseItems(table, before, erased, nameFreeFrom));
      if (!outcome.ok) throw AccountChanged();
    },
    async saveKeeping(change, sessionId) {
      const put = { Put: putNextVersion(table, change) };
      const outcome = await transactWrite(client, [
        put,
        ...(sessionId === undefined ? [] : [keepSession(table, sessionId, change.user)]),
      ]);
      if (outcome.ok) return;
      // A session that is gone cannot be kept, and need not keep the change from being made.
      if (outcome.refusals.some(({ index }) => index === 0)) throw AccountChanged();
      await this.save(change);
    },
    async save(change) {
      const saved = await conditional(client.send(new PutCommand(putNextVersion(table, change))));
      if (!saved.ok) throw AccountChanged();
    },
  };
}

/** The write of a user's next version; refused when the stored one is not the one before. */
export const putNextVersion = (table: string, { user, outbox }: Change) => ({
  TableName: table,
  Item: userItem(user, outbox),
  ConditionExpression: 'version = :before',
  ExpressionAttributeValues: { ':before': user.version - 1 },
});

const keepSession = (table: string, sessionId: string, user: User): TransactItem => ({
  Update: {
    TableName: table,
    Key: { id: sessionKey(sessionId) },
    UpdateExpression: 'SET epoch = :epoch',
    ConditionExpression: 'userId = :user AND epoch = :before',
    ExpressionAttributeValues: {
      ':epoch': user.sessionEpoch,
      ':before': user.sessionEpoch - 1,
      ':user': user.id,
    },
  },
});

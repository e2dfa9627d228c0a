import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { User } from './user.ts';
import { emailClaim, phoneClaim, usernameClaim } from '../table/table-keys.ts';

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
export type NameKind = 'username' | 'email' | 'phone';

/** The items that make a user's names unique. */
export const claimsOf = ({
  username,
  email,
  phone,
}: Pick<User, 'username' | 'email' | 'phone'>): string[] => [
  usernameClaim(username),
  emailClaim(email),
  ...(phone === undefined ? [] : [phoneClaim(phone)]),
];

/** Which name a claim is for. */
export const kindOfClaim = (id: string): NameKind => id.slice(0, id.indexOf('#')) as NameKind;

/** Takes a name, unless it is held. A hold that has run out counts as gone even before the table removed it. */
export const putClaim = (table: string, id: string, userId: string, at: Date): TransactItem => ({
  Put: {
    TableName: table,
    Item: { id, userId },
    ConditionExpression: 'attribute_not_exists(id) OR expiresAt < :now',
    ExpressionAttributeValues: { ':now': Math.floor(at.getTime() / 1000) },
  },
});

/** Takes the names that a user gets and gives back those that the user had. */
export function moveClaims(table: string, before: User, after: User, at: Date): TransactItem[] {
  const [had, has] = [claimsOf(before), claimsOf(after)];
  return [
    ...has.filter((id) => !had.includes(id)).map((id) => putClaim(table, id, after.id, at)),
    ...had.filter((id) => !has.includes(id)).map((id) => ({ Delete: { TableName: table, Key: { id } } })),
  ];
}

/** The name that a refused write could not take, if that was why. */
export function takenName(
  items: readonly TransactItem[],
  refusals: readonly { index: number }[],
): NameKind | undefined {
  const ids = refusals.map(({ index }) => String(items[index]?.Put?.Item?.['id']));
  const id = ids.find((text) => /^(?:username|email|phone)#/.test(text));
  return id === undefined ? undefined : kindOfClaim(id);
}

import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

type Item = Readonly<Record<string, unknown>>;
type Marshalled = Parameters<typeof unmarshall>[0];

/** The item in a record that a relay parked; undefined when a message is something else. */
export function parkedItem(message: unknown): Item | undefined {
  const { dynamodb } = (message ?? {}) as { dynamodb?: { NewImage?: Marshalled } };
  return dynamodb?.NewImage === undefined ? undefined : unmarshall(dynamodb.NewImage);
}

/** The record with another item, and without the one before it: what the item tells is all new, as every write tells its own. */
export function withParkedItem(message: unknown, item: Item): string {
  const { dynamodb, ...record } = message as { dynamodb: { OldImage?: unknown } };
  const { OldImage: _, ...rest } = dynamodb;
  const NewImage = marshall(item, { removeUndefinedValues: true });
  return JSON.stringify({ ...record, dynamodb: { ...rest, NewImage } });
}

/** Whether a parked record still holds what its item was before the change. @param message one that {@link parkedItem} knows */
export const holdsItemBefore = (message: unknown): boolean =>
  'OldImage' in (message as { dynamodb: object }).dynamodb;

import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { OUTBOX_MARK } from '@cartless/aggregate';

/** An item as the database has it. */
type Image = Readonly<Record<string, AttributeValue>>;
/** An event that an item tells, as its outbox has it. */
export type Told = Readonly<{ type: string; subject: string; at: string }>;
/** Changes for a relay, and the events that it will publish of them. */
export type Wanted = Readonly<{ record: object; tells: readonly Told[] }>;

/**
 * An item that tells nothing but the events that somebody means; undefined when it tells none of them. The relay takes all that an item
 * tells for new when there is no item before it.
 */
export function telling(image: Image, isMeant: (told: Told) => boolean): Wanted | undefined {
  const entries = (image['outbox']?.L ?? []).map((entry) => ({ entry, told: toldBy(entry) }));
  const meant = entries.filter(({ told }) => isMeant(told));
  if (meant.length === 0) return undefined;
  const NewImage = { ...image, outbox: { L: meant.map(({ entry }) => entry) } };
  return {
    record: { dynamodb: { SequenceNumber: 'again', NewImage } },
    tells: meant.map(({ told }) => told),
  };
}

const toldBy = ({ M = {} }: AttributeValue): Told => ({
  type: M['type']?.S ?? '',
  subject: M['s']?.S ?? '',
  at: M['at']?.S ?? '',
});

/** Reads a whole table: what its items told last, however long ago. */
export async function* toldByTable(
  client: DynamoDBClient,
  TableName: string,
  isMeant: (told: Told) => boolean,
): AsyncGenerator<Wanted> {
  const pages = paginateScan(
    { client },
    {
      TableName,
      FilterExpression: '#mark = :one',
      ExpressionAttributeNames: { '#mark': OUTBOX_MARK },
      ExpressionAttributeValues: { ':one': { S: '1' } },
    },
  );
  for await (const { Items = [] } of pages)
    for (const item of Items) {
      const wanted = telling(item, isMeant);
      if (wanted !== undefined) yield wanted;
    }
}

import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

const ITEMS = 4;
const FILLER = 'x'.repeat(600);

/**
 * The floor under placing an order: transactions of as many small items, in no index, without conditions or handler.
 * @returns how many a second
 */
export async function writeBare(
  { client, table }: Readonly<{ client: DynamoDBDocumentClient; table: string }>,
  count: number,
  lanes: number,
): Promise<number> {
  const started = performance.now();
  let left = count;
  const lane = async (): Promise<void> => {
    while (left-- > 0) {
      const TransactItems = Array.from({ length: ITEMS }, () => ({
        Put: { TableName: table, Item: { pk: `bare#${crypto.randomUUID()}`, sk: 'bare', filler: FILLER } },
      }));
      await client.send(new TransactWriteCommand({ TransactItems }));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return (count * 1000) / (performance.now() - started);
}

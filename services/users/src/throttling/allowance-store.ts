import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Allowances } from '../accounts/ports.ts';
import { counterKey } from '../table/table-keys.ts';
import type { Store } from '../table/table-store.ts';

/** Counters in the users table, one per thing and span of time; the table forgets them by itself. */
export const dynamoAllowances = ({ client, table }: Store): Allowances => ({
  async use(what, of, spanSeconds, at) {
    const now = Math.floor(at.getTime() / 1000);
    const span = Math.floor(now / spanSeconds);
    const end = (span + 1) * spanSeconds;
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: table,
        Key: { id: counterKey(what, `${span} ${of}`) },
        UpdateExpression: 'ADD used :one SET expiresAt = :end',
        ExpressionAttributeValues: { ':one': 1, ':end': end + spanSeconds },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return { used: Number(Attributes?.['used']), secondsLeft: end - now };
  },
});

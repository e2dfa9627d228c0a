import { afterAll, beforeAll, describe } from '@jest/globals';
import type { BatchGetItemCommandOutput } from '@aws-sdk/client-dynamodb';
import { aggregateSuite, type Bench } from '../../test/aggregate-suite.ts';
import { JARS } from '../../test/jar.ts';
import { type ScratchTable, scratchTable } from '../../test/scratch-table.ts';
import { dynamoItems } from './dynamo-items.ts';

/** The faults that a network and a busy partition make, put where the SDK meets them: below its own retries. */
function withFaults({ client, name }: ScratchTable): Bench {
  let lost = false;
  let throttled = 0;
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (request) => {
        const answer = await next(request);
        if (lost && /Put|Update|Transact/.test(commandName ?? '')) {
          lost = false;
          throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
        }
        const output = answer.output as BatchGetItemCommandOutput;
        const [last] = output.Responses?.[name]?.slice(-1) ?? [];
        if (throttled === 0 || last === undefined) return answer;
        throttled -= 1;
        const { pk, sk } = last;
        if (pk === undefined || sk === undefined) return answer;
        output.Responses = { [name]: output.Responses?.[name]?.slice(0, -1) ?? [] };
        output.UnprocessedKeys = { [name]: { Keys: [{ pk, sk }], ConsistentRead: true } };
        return answer;
      },
    { step: 'finalizeRequest', priority: 'low', name: 'faults' },
  );
  return {
    items: dynamoItems(client, name, JARS),
    loseNextAnswer: () => void (lost = true),
    throttleNextReads: (times) => void (throttled = times),
  };
}

describe('aggregates in DynamoDB', () => {
  let table: ScratchTable;
  let bench: Bench;
  beforeAll(async () => {
    table = await scratchTable(JARS);
    bench = withFaults(table);
  });
  afterAll(() => table.drop());
  aggregateSuite(() => bench);
});

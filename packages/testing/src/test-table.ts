import { randomUUID } from 'node:crypto';
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '@cartless/aggregate/dynamodb';
import { CapacityMeter } from '@cartless/aggregate/capacity-meter';
import { provision } from '@cartless/local-aws';
import { readResources } from './cloudformation-yaml.ts';

/** A table of its own for one test file, in the DynamoDB Local that all tests share. */
export type TestTable = Readonly<{
  name: string;
  client: DynamoDBDocumentClient;
  /** Counts what `client` uses, from when it is first asked for: counting looks at each item before and after a write. */
  readonly meter: CapacityMeter;
  drop(): Promise<void>;
}>;

type KeySchema = readonly { AttributeName: string }[];

/**
 * Creates a fresh table with the keys, indexes and TTL of the service's own YAML.
 *
 * It has a stream only where one is asked for: DynamoDB Local goes through the records of all earlier streams, also of tables that are gone, at
 * each write to a table with a stream.
 *
 * @param file the infra file, e.g. `new URL('../../infra/tables.yml', import.meta.url)`
 * @param logicalId the table's name in that file
 */
export async function testTable(
  file: URL,
  logicalId: string,
  { stream = false }: Readonly<{ stream?: boolean }> = {},
): Promise<TestTable> {
  const resource = readResources(file)[logicalId];
  if (resource === undefined) throw new Error(`${file.pathname} declares no ${logicalId}`);
  const name = `test-${logicalId}-${randomUUID()}`;
  const { StreamSpecification, ...streamless } = resource.Properties;
  const Properties: Record<string, unknown> = {
    ...streamless,
    ...(stream && { StreamSpecification }),
    TableName: name,
  };
  const endpoint = process.env['AWS_ENDPOINT_URL_DYNAMODB'];
  const messaging = process.env['AWS_ENDPOINT_URL_SQS'];
  if (endpoint === undefined || messaging === undefined)
    throw new Error('run this with the tests of the project');
  await provision({ [logicalId]: { ...resource, Properties } }, { dynamodb: endpoint, messaging });
  const client = documentClient();
  const observer = documentClient();
  const keys = (Properties['KeySchema'] as KeySchema).map(({ AttributeName }) => AttributeName);
  let meter: CapacityMeter | undefined;
  return {
    name,
    client,
    get meter() {
      return (meter ??= new CapacityMeter(client, { [name]: keys }, observer));
    },
    async drop() {
      await observer.send(new DeleteTableCommand({ TableName: name }));
      client.destroy();
      observer.destroy();
    },
  };
}

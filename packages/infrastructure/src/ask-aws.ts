import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { Aws } from './given-parameters.ts';

/** The framework, as far as it says how AWS is called: with whose credentials, and in which region where none is named. */
export type Provider = Readonly<{
  getAwsSdkV3Config(options?: Readonly<{ region?: string }>): Promise<Readonly<{ region: string }>>;
}>;

/** Asks AWS as whoever deploys. */
export const askAws = (provider: Provider): Aws => ({
  async parameter(Name, region) {
    const ssm = new SSMClient(await provider.getAwsSdkV3Config({ ...(region !== undefined && { region }) }));
    return (await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }))).Parameter?.Value;
  },
  async stream(TableName) {
    const dynamodb = new DynamoDBClient(await provider.getAwsSdkV3Config());
    return (await dynamodb.send(new DescribeTableCommand({ TableName }))).Table?.LatestStreamArn;
  },
});

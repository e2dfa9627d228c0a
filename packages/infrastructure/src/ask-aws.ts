import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { AskAws } from './given-parameters.ts';

/** The framework, as far as it says how AWS is called: with whose credentials, and in which region where none is named. */
export type Provider = Readonly<{
  getAwsSdkV3Config(options?: Readonly<{ region?: string }>): Promise<Readonly<{ region: string }>>;
}>;

/** Asks AWS as whoever deploys. */
export const askAws =
  (provider: Provider): AskAws =>
  async (service, _method, params, options) => {
    const config = await provider.getAwsSdkV3Config({ ...options });
    if (service === 'SSM') {
      const { Parameter } = await new SSMClient(config).send(
        new GetParameterCommand(params as { Name: string }),
      );
      return Parameter?.Value === undefined ? {} : { Parameter: { Value: Parameter.Value } };
    }
    const asked = new DescribeTableCommand(params as { TableName: string });
    const { Table: { LatestStreamArn } = {} } = await new DynamoDBClient(config).send(asked);
    return LatestStreamArn === undefined ? {} : { Table: { LatestStreamArn } };
  };

import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CREDENTIALS, REGION } from '@cartless/local-aws';
import type { Account } from './account.ts';

/** What a stack says of itself, by name. @throws Error when it does not say something that is asked for */
export async function outputsOf<Name extends string>(
  { url }: Account,
  StackName: string,
  ...names: readonly Name[]
): Promise<Readonly<Record<Name, string>>> {
  const client = new CloudFormationClient({ endpoint: url, region: REGION, credentials: CREDENTIALS });
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
  const said = new Map(Stacks[0]?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  const missing = names.filter((name) => said.get(name) === undefined);
  if (missing.length > 0) throw new Error(`${StackName} does not say its ${missing.join(', ')}`);
  return Object.fromEntries(names.map((name) => [name, said.get(name)])) as Record<Name, string>;
}

import {
  CloudFormationClient,
  DeleteStackCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { eventually } from '@cartless/eventually';
import { CREDENTIALS, REGION } from '@cartless/local-aws';
import type { Account } from '../account/account.ts';
import type { Deployments } from './deployments.ts';

const at = ({ url }: Account) => ({ endpoint: url, region: REGION, credentials: CREDENTIALS });
const stackOf = (stage: string, service: string): string => `cartless-${service}-${stage}`;

/** When a deployment is cut: there is a stack with nothing in it but the bucket for archives, and then functions are being made. */
const CUT_AT = ['AWS::S3::Bucket', 'AWS::Lambda::Function'] as const;

/** Kills a first deployment twice in the middle, and repeats it until it comes to its end. */
export async function deployCut(
  account: Account,
  deployments: Deployments,
  stage: string,
  service: string,
): Promise<string> {
  const client = new CloudFormationClient(at(account));
  const stack = stackOf(stage, service);
  for (const type of CUT_AT) {
    const wasCut = await deployments.cutWhen(
      async () => (await typesIn(client, stack)).has(type),
      stage,
      service,
    );
    if (!wasCut) throw new Error(`The deployment of ${service} ended before it had made any ${type}.`);
    // What CloudFormation was told goes on without whoever told it.
    await eventually(
      () => statusOf(client, stack),
      (status) => !status.endsWith('_IN_PROGRESS'),
    );
  }
  await deployments.deployThese(stage, [service]);
  const status = await statusOf(client, stack);
  if (!/^(?:CREATE|UPDATE)_COMPLETE$/.test(status)) throw new Error(`${stack} is ${status}`);
  return `${service}, at its first ${CUT_AT.join(' and its first ')}`;
}

/** Deletes a stack behind the framework's back. Its table stays, and is in the way until it is deleted too, as the guide says. */
export async function deletedByHand(
  account: Account,
  deployments: Deployments,
  stage: string,
  service: string,
): Promise<string> {
  const client = new CloudFormationClient(at(account));
  const StackName = stackOf(stage, service);
  const TableName = `cartless-${stage}-${service}`;
  await deleteStack(client, StackName);
  const refused = await deployments.deployThese(stage, [service]).catch((error: Error) => error.message);
  if (!refused.includes(`${TableName} already exists`))
    throw new Error(`${service} was not refused for the table that is left: ${refused}`);
  await deleteStack(client, StackName);
  await new DynamoDBClient(at(account)).send(new DeleteTableCommand({ TableName }));
  await deployments.deployThese(stage, [service]);
  return `${service} again, once its table was deleted`;
}

async function deleteStack(client: CloudFormationClient, StackName: string): Promise<void> {
  await client.send(new DeleteStackCommand({ StackName }));
  await eventually(
    () => statusOf(client, StackName),
    (status) => status === 'DELETE_COMPLETE',
  );
}

async function typesIn(client: CloudFormationClient, StackName: string): Promise<ReadonlySet<string>> {
  const found = await client.send(new DescribeStackResourcesCommand({ StackName })).catch(() => undefined);
  return new Set(found?.StackResources?.map(({ ResourceType = '' }) => ResourceType));
}

/** @returns DELETE_COMPLETE too for one that is not there */
async function statusOf(client: CloudFormationClient, StackName: string): Promise<string> {
  const found = await client.send(new DescribeStacksCommand({ StackName })).catch((error: Error) => {
    if (/does not exist/.test(error.message)) return undefined;
    throw error;
  });
  return found?.Stacks?.[0]?.StackStatus ?? 'DELETE_COMPLETE';
}

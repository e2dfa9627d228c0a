import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { CREDENTIALS, REGION } from '../local-account.ts';
import { bucketKind } from './buckets.ts';
import { creationOrder } from './creation-order.ts';
import { conditionHolds, resolveIntrinsics } from './intrinsics.ts';
import type { Scope } from './intrinsics.ts';
import { bucketPolicyKind, queuePolicyKind, topicPolicyKind } from './policies.ts';
import { queueKind } from './queues.ts';
import { checkProperties } from './resource-kind.ts';
import type {
  Properties,
  ProvisionedQueue,
  ProvisionedTable,
  ResourceKind,
  Workbench,
} from './resource-kind.ts';
import { subscriptionKind } from './subscriptions.ts';
import { tableKind } from './tables.ts';
import type { CreatedResource, TemplateResource, TemplateResources } from './template.ts';
import { topicKind } from './topics.ts';

const KINDS: Readonly<Record<string, ResourceKind>> = {
  'AWS::DynamoDB::GlobalTable': tableKind,
  'AWS::DynamoDB::Table': tableKind,
  'AWS::S3::Bucket': bucketKind,
  'AWS::S3::BucketPolicy': bucketPolicyKind,
  'AWS::SNS::Subscription': subscriptionKind,
  'AWS::SNS::Topic': topicKind,
  'AWS::SNS::TopicPolicy': topicPolicyKind,
  'AWS::SQS::Queue': queueKind,
  'AWS::SQS::QueuePolicy': queuePolicyKind,
};

/** The property that names a resource; CloudFormation makes a name up where it is missing, and so do we. */
const NAME_PROPERTY: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
};

/** Types without meaning on a laptop: nothing is created, and nothing can refer to them. */
const WITHOUT_MEANING =
  /^AWS::(CloudWatch::(Alarm|CompositeAlarm|Dashboard)|(IAM|Logs|KMS|SES|SSM|ApiGatewayV2|Lambda)::\w+)$/;

export interface ProvisionOptions {
  /** Stands for `AWS::StackName` and prefixes names that the template leaves out. */
  readonly stackName?: string;
  /** The template's `Conditions`. */
  readonly conditions?: Readonly<Record<string, unknown>>;
}

export interface Provisioned {
  /** Resolves any intrinsic function to its local value. */
  readonly resolve: (value: unknown) => unknown;
  /** By table name. */
  readonly tables: Readonly<Record<string, ProvisionedTable>>;
  /** By queue name. */
  readonly queues: Readonly<Record<string, ProvisionedQueue>>;
  /** Topic ARN by topic name. */
  readonly topics: Readonly<Record<string, string>>;
  /** Stream ARN by table name. */
  readonly streamArns: Readonly<Record<string, string>>;
}

/**
 * Creates the resources of a CloudFormation template in the emulators. What is there already is reused.
 *
 * @throws Error naming the logical id and the property or type that the local account does not know, before anything
 *   is created; or the existing table that differs from the template.
 */
export async function provision(
  resources: TemplateResources,
  endpoints: { readonly dynamodb: string; readonly messaging: string },
  { stackName = 'local', conditions = {} }: ProvisionOptions = {},
): Promise<Provisioned> {
  const created = new Map<string, CreatedResource>();
  const scope: Scope = { stackName, resources, created, conditions };
  const plan = creationOrder(resources).flatMap((id) => planned(id, scope));
  const workbench = openWorkbench(endpoints);
  try {
    for (const { id, resource, kind } of plan) {
      created.set(id, await create(id, resource, kind, scope, workbench));
    }
  } finally {
    for (const client of [workbench.dynamodb, workbench.sns, workbench.sqs]) client.destroy();
  }
  const streams = Object.entries(workbench.tables).filter(([, table]) => table.streamArn !== undefined);
  return {
    resolve: (value) => resolveIntrinsics(value, scope),
    tables: workbench.tables,
    queues: workbench.queues,
    topics: workbench.topics,
    streamArns: Object.fromEntries(streams.map(([name, table]) => [name, table.streamArn ?? ''])),
  };
}

interface Planned {
  readonly id: string;
  readonly resource: TemplateResource;
  readonly kind: ResourceKind;
}

function planned(id: string, scope: Scope): readonly Planned[] {
  const resource = scope.resources[id];
  if (resource === undefined || WITHOUT_MEANING.test(resource.Type)) return [];
  const kind = KINDS[resource.Type];
  if (kind === undefined)
    throw new Error(`${id} is an ${resource.Type}, which the local account does not know`);
  checkProperties(id, resource.Type, resource.Properties ?? {}, kind);
  if (resource.Condition !== undefined && !conditionHolds(resource.Condition, scope)) return [];
  return [{ id, resource, kind }];
}

async function create(
  id: string,
  { Type, Properties = {} }: TemplateResource,
  kind: ResourceKind,
  scope: Scope,
  workbench: Workbench,
): Promise<CreatedResource> {
  try {
    const used = Object.entries(Properties).filter(([name]) => kind.used.includes(name));
    const resolved = resolveIntrinsics(Object.fromEntries(used), scope) as Properties;
    return {
      type: Type,
      ...(await kind.create(id, withName(id, Type, resolved, scope.stackName), workbench)),
    };
  } catch (error) {
    throw new Error(`${id} (${Type}): ${(error as Error).message}`, { cause: error });
  }
}

function withName(id: string, type: string, properties: Properties, stackName: string): Properties {
  const property = NAME_PROPERTY[type];
  if (property === undefined || properties[property] !== undefined) return properties;
  const fifo = String(properties['FifoQueue'] ?? properties['FifoTopic']) === 'true' ? '.fifo' : '';
  return { ...properties, [property]: `${stackName}-${id}${fifo}` };
}

function openWorkbench(endpoints: { readonly dynamodb: string; readonly messaging: string }): Workbench {
  const common = { region: REGION, credentials: CREDENTIALS };
  return {
    dynamodb: new DynamoDBClient({ ...common, endpoint: endpoints.dynamodb }),
    sns: new SNSClient({ ...common, endpoint: endpoints.messaging }),
    sqs: new SQSClient({ ...common, endpoint: endpoints.messaging }),
    messagingUrl: endpoints.messaging,
    tables: {},
    queues: {},
    topics: {},
  };
}

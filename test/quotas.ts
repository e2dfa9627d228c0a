import { ofType, type Template } from './packaged-service.ts';
import { target, type Yaml } from './serverless-yaml.ts';

type Quota = Readonly<{
  says: string;
  most: number;
  used: (template: Template) => readonly (readonly [id: string, used: number])[];
}>;

const size = (value: unknown): number => Buffer.byteLength(JSON.stringify(value ?? {}));
const count = (value: unknown): number => [value ?? []].flat().length;
const each =
  (type: string, used: (properties: Yaml, template: Template) => number): Quota['used'] =>
  (template) =>
    ofType(template, type).map(([id, properties]) => [id, used(properties, template)]);
const ofWhole =
  (used: (template: Template) => number): Quota['used'] =>
  (template) => [['template', used(template)]];

/** What AWS takes at most; the emulated account takes more. */
const QUOTAS: readonly Quota[] = [
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
  {
    says: 'resources of a stack',
    most: 500,
    used: ofWhole(({ Resources }) => Object.keys(Resources).length),
  },
  { says: 'bytes of a template', most: 1_048_576, used: ofWhole(size) },
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  {
    says: 'characters of all inline policies of a role',
    most: 10_240,
    used: each('AWS::IAM::Role', ({ Policies }) => size(Policies)),
  },
  {
    says: 'characters of a trust policy',
    most: 2048,
    used: each('AWS::IAM::Role', ({ AssumeRolePolicyDocument }) => size(AssumeRolePolicyDocument)),
  },
  // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
  {
    says: 'bytes of all variables of a function',
    most: 4096,
    used: each('AWS::Lambda::Function', ({ Environment }) => bytesOfVariables(Environment)),
  },
  {
    says: 'seconds of a function',
    most: 900,
    used: each('AWS::Lambda::Function', ({ Timeout }) => Number(Timeout)),
  },
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
  { says: 'seconds of an answer of an HTTP API', most: 30, used: secondsOfAnswers },
  {
    says: 'routes of an HTTP API',
    most: 300,
    used: ofWhole((template) => ofType(template, 'AWS::ApiGatewayV2::Route').length),
  },
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html
  {
    says: 'seconds of a delay',
    most: 900,
    used: each('AWS::SQS::Queue', ({ DelaySeconds }) => Number(DelaySeconds ?? 0)),
  },
  {
    says: 'seconds that a message is hidden',
    most: 43_200,
    used: each('AWS::SQS::Queue', ({ VisibilityTimeout }) => Number(VisibilityTimeout ?? 0)),
  },
  {
    says: 'seconds that a message is kept',
    most: 1_209_600,
    used: each('AWS::SQS::Queue', ({ MessageRetentionPeriod }) => Number(MessageRetentionPeriod ?? 0)),
  },
  // https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
  {
    says: 'values of a filter policy',
    most: 150,
    used: each('AWS::SNS::Subscription', ({ FilterPolicy }) =>
      Object.values((FilterPolicy ?? {}) as Yaml).reduce(
        (product: number, values) => product * count(values),
        1,
      ),
    ),
  },
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html
  {
    says: 'indexes of a table',
    most: 20,
    used: each('AWS::DynamoDB::GlobalTable', ({ GlobalSecondaryIndexes }) => count(GlobalSecondaryIndexes)),
  },
  // https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html: more readers of a shard are throttled
  { says: 'readers of a stream', most: 2, used: readersOfStreams },
];

/** What a template has more of than AWS takes. */
export const overQuota = (template: Template): string[] =>
  QUOTAS.flatMap(({ says, most, used }) =>
    used(template)
      .filter(([, amount]) => !(amount <= most))
      .map(([id, amount]) => `${id}: ${amount} ${says}, at most ${most}`),
  );

/** What CloudFormation puts in the place of a reference is taken for 100 characters. */
function bytesOfVariables(environment: unknown): number {
  const variables = ((environment ?? {}) as { Variables?: Yaml }).Variables ?? {};
  return Object.entries(variables).reduce(
    (sum, [name, value]) =>
      sum + Buffer.byteLength(name) + (typeof value === 'string' ? Buffer.byteLength(value) : 100),
    0,
  );
}

function secondsOfAnswers(template: Template): [string, number][] {
  const functions = new Map(ofType(template, 'AWS::Lambda::Function'));
  return ofType(template, 'AWS::ApiGatewayV2::Integration').map(([, { IntegrationUri }]) => {
    const id = target(IntegrationUri, 'Arn') ?? '';
    return [id, Number(functions.get(id)?.['Timeout'])];
  });
}

function readersOfStreams(template: Template): [string, number][] {
  const streams = ofType(template, 'AWS::Lambda::EventSourceMapping').flatMap(([, { EventSourceArn }]) => {
    const table = target(EventSourceArn, 'StreamArn');
    return table === undefined ? [] : [table];
  });
  return [...new Set(streams)].map((table) => [table, streams.filter((one) => one === table).length]);
}

const MANAGED = /^alias\/aws\//;

/**
 * What services of AWS cannot reach, because its key is one that AWS keeps: the policy of such a key lets in the roles of the account and
 * no service. https://docs.aws.amazon.com/sns/latest/dg/sns-enable-encryption-for-topic-sqs-queue-subscriptions.html
 */
export function closedToServices(template: Template): string[] {
  const managed = (type: string) =>
    ofType(template, type).filter(([, { KmsMasterKeyId }]) => MANAGED.test(String(KmsMasterKeyId)));
  const reached = (type: string, list: string) =>
    ofType(template, type)
      .filter(([, { PolicyDocument }]) =>
        /"Effect":"Allow"[^}]*"Principal":\{"Service"/.test(JSON.stringify(PolicyDocument)),
      )
      .flatMap(([, properties]) => (properties[list] as unknown[]).map((one) => target(one)));
  const alarmed = ofType(template, 'AWS::CloudWatch::Alarm').flatMap(([, { AlarmActions }]) =>
    [AlarmActions ?? []].flat().map((one) => target(one)),
  );
  const open = [
    ...reached('AWS::SNS::TopicPolicy', 'Topics'),
    ...reached('AWS::SQS::QueuePolicy', 'Queues'),
    ...alarmed,
  ];
  return [...managed('AWS::SNS::Topic'), ...managed('AWS::SQS::Queue')]
    .map(([id]) => id)
    .filter((id) => open.includes(id));
}

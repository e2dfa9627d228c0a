import { ofType, type Template } from './packaged-service.ts';
import { target, type Yaml } from './serverless-yaml.ts';

/** What is known to keep nothing: a type that is not here and not looked at below has to be decided about. */
const KEEPS_NOTHING = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CloudFront::CachePolicy',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::Function',
  'AWS::CloudFront::OriginAccessControl',
  'AWS::CloudFront::OriginRequestPolicy',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::Events::Rule',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Lambda::Version',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::QueryDefinition',
  'AWS::S3::BucketPolicy',
  'AWS::SES::ConfigurationSet',
  'AWS::SES::ConfigurationSetEventDestination',
  'AWS::SNS::Subscription',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  // Plain ones: names and addresses, no secret and nobody's data.
  'AWS::SSM::Parameter',
]);
const KEEPERS = [
  'AWS::DynamoDB::GlobalTable',
  'AWS::SQS::Queue',
  'AWS::SNS::Topic',
  'AWS::S3::Bucket',
  'AWS::Logs::LogGroup',
];
/** The framework's own: code and templates. */
const HOLDS_CODE = 'ServerlessDeploymentBucket';

type Policy = Readonly<{ Statement: readonly Yaml[] }>;
const says = (value: unknown, ...words: string[]) =>
  words.every((word) => JSON.stringify(value ?? null).includes(word));

const refusesPlainCalls = (template: Template, type: string, id: string): boolean =>
  ofType(template, type)
    .filter(([, { Queues, Topics, Bucket }]) =>
      [Queues ?? Topics ?? Bucket].flat().some((one) => target(one) === id),
    )
    .flatMap(([, { PolicyDocument }]) => (PolicyDocument as Policy).Statement)
    .some(
      ({ Effect, Principal, Condition }) =>
        Effect === 'Deny' &&
        Principal === '*' &&
        /"aws:SecureTransport":"?false/.test(JSON.stringify(Condition)),
    );

/** Everything in a template that is open, kept for ever, not encrypted at all, taken without TLS, or not decided about. */
export function unprotected(template: Template): string[] {
  const undecided = Object.entries(template.Resources)
    .filter(([, { Type }]) => !KEEPS_NOTHING.has(Type) && !KEEPERS.includes(Type))
    .map(([id, { Type }]) => `${id}: nobody decided whether ${Type} keeps data`);
  const plain = (type: string, policy: string) =>
    ofType(template, type)
      .filter(([id]) => !refusesPlainCalls(template, policy, id))
      .map(([id]) => `${id}: takes calls without TLS`);
  const buckets = ofType(template, 'AWS::S3::Bucket');
  return [
    ...undecided,
    ...plain('AWS::SQS::Queue', 'AWS::SQS::QueuePolicy'),
    ...plain('AWS::SNS::Topic', 'AWS::SNS::TopicPolicy'),
    ...plain('AWS::S3::Bucket', 'AWS::S3::BucketPolicy'),
    ...buckets
      .filter(
        ([, { PublicAccessBlockConfiguration: block }]) =>
          JSON.stringify(block)?.match(/true/g)?.length !== 4,
      )
      .map(([id]) => `${id}: could be opened to the public`),
    ...buckets
      .filter(([id, { LifecycleConfiguration }]) => id !== HOLDS_CODE && LifecycleConfiguration === undefined)
      .map(([id]) => `${id}: keeps objects for ever`),
    ...ofType(template, 'AWS::Logs::LogGroup')
      .filter(([, { RetentionInDays }]) => !(Number(RetentionInDays) > 0))
      .map(([id]) => `${id}: keeps lines for ever`),
    ...ofType(template, 'AWS::SQS::Queue')
      .filter(([, queue]) => queue['SqsManagedSseEnabled'] !== true && queue['KmsMasterKeyId'] === undefined)
      .map(([id]) => `${id}: is not encrypted`),
    ...ofType(template, 'AWS::DynamoDB::GlobalTable')
      .filter(([, { SSESpecification }]) => !says(SSESpecification, '"SSEEnabled":true'))
      .map(([id]) => `${id}: is not encrypted`),
  ];
}

/** Everything in a template that the stage's key does not encrypt; `key` is a word of its ARN. */
export function withoutKey(template: Template, key: string): string[] {
  const missing = (type: string, of: (properties: Yaml) => readonly unknown[]) =>
    ofType(template, type)
      .filter(
        ([id, properties]) => id !== HOLDS_CODE && !of(properties).every((one) => says(one, ':kms:', key)),
      )
      .map(([id]) => id);
  const replicas = ({ Replicas }: Yaml) =>
    (Replicas as Yaml[]).map(({ SSESpecification }) => (SSESpecification as Yaml)?.['KMSMasterKeyId']);
  return [
    ...missing('AWS::SQS::Queue', ({ KmsMasterKeyId, SqsManagedSseEnabled }) => [
      SqsManagedSseEnabled === undefined ? KmsMasterKeyId : 'AWS refuses both',
    ]),
    ...missing('AWS::SNS::Topic', ({ KmsMasterKeyId }) => [KmsMasterKeyId]),
    ...missing('AWS::Logs::LogGroup', ({ KmsKeyId }) => [KmsKeyId]),
    ...missing('AWS::S3::Bucket', ({ BucketEncryption }) => [BucketEncryption]),
    ...missing('AWS::DynamoDB::GlobalTable', replicas),
    ...ofType(template, 'AWS::DynamoDB::GlobalTable')
      .filter(([, { SSESpecification }]) => !says(SSESpecification, '"SSEType":"KMS"'))
      .map(([id]) => id),
  ];
}

import { type CompiledTemplate, ofType } from './template.ts';

type Statement = {
  Effect: string;
  Action?: unknown;
  Condition?: { Bool?: Record<string, unknown> };
} & Record<string, unknown>;
type Policy = { Statement: Statement[] };

/** Refuses calls without TLS to everything that has a policy of its own. DynamoDB, KMS and Logs take no others. */
export function requireTls(template: CompiledTemplate): void {
  for (const [id] of ofType(template, 'AWS::SQS::Queue')) {
    const policy = policyOf(template, 'AWS::SQS::QueuePolicy', 'Queues', id) ?? newQueuePolicy(template, id);
    deny(policy, 'sqs:*', { 'Fn::GetAtt': [id, 'Arn'] });
  }
  for (const [id] of ofType(template, 'AWS::SNS::Topic')) {
    const policy = policyOf(template, 'AWS::SNS::TopicPolicy', 'Topics', id);
    // A policy of ours would replace the one that a topic is born with, and with it the right of AWS's services to tell it.
    if (policy === undefined) throw new Error(`the topic ${id} has no policy; say who may publish to it`);
    deny(policy, 'sns:Publish', { Ref: id });
  }
  for (const [id] of ofType(template, 'AWS::S3::Bucket')) {
    const policy = bucketPolicyOf(template, id) ?? newBucketPolicy(template, id);
    const arn = `arn:\${AWS::Partition}:s3:::\${${id}}`;
    deny(policy, 's3:*', [{ 'Fn::Sub': arn }, { 'Fn::Sub': `${arn}/*` }]);
  }
}

/** The framework writes the same for its own bucket. */
const refuses = ({ Effect, Action, Condition }: Statement, action: string): boolean =>
  Effect === 'Deny' && Action === action && String(Condition?.Bool?.['aws:SecureTransport']) === 'false';

function deny(policy: Policy, Action: string, Resource: unknown): void {
  if (policy.Statement.some((statement) => refuses(statement, Action))) return;
  policy.Statement.push({
    Sid: 'RefuseCallsWithoutTls',
    Effect: 'Deny',
    Principal: '*',
    Action,
    Resource,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });
}

const refersTo = (reference: unknown, id: string): boolean => (reference as { Ref?: string }).Ref === id;

/** CloudFormation lets the last policy of a queue or topic win, so there is one. */
function policyOf(template: CompiledTemplate, type: string, list: string, id: string): Policy | undefined {
  const found = ofType(template, type).find(([, properties]) =>
    (properties[list] as unknown[]).some((one) => refersTo(one, id)),
  );
  const [policyId, properties] = found ?? [];
  if (properties !== undefined && (properties[list] as unknown[]).length !== 1)
    throw new Error(`${policyId} is the policy of several; ${id} needs one of its own`);
  return properties?.['PolicyDocument'] as Policy | undefined;
}

const bucketPolicyOf = (template: CompiledTemplate, id: string): Policy | undefined =>
  ofType(template, 'AWS::S3::BucketPolicy').find(([, { Bucket }]) => refersTo(Bucket, id))?.[1][
    'PolicyDocument'
  ] as Policy | undefined;

function newQueuePolicy({ Resources }: CompiledTemplate, id: string): Policy {
  const PolicyDocument = { Version: '2012-10-17', Statement: [] };
  Resources[`${id}Policy`] = {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: { Queues: [{ Ref: id }], PolicyDocument },
  };
  return PolicyDocument;
}

function newBucketPolicy({ Resources }: CompiledTemplate, id: string): Policy {
  const PolicyDocument = { Version: '2012-10-17', Statement: [] };
  Resources[`${id}Policy`] = {
    Type: 'AWS::S3::BucketPolicy',
    Properties: { Bucket: { Ref: id }, PolicyDocument },
  };
  return PolicyDocument;
}

import type { DataKey } from './data-key.ts';
import { type CompiledTemplate, ofType } from './template.ts';

/** The framework's own bucket: it holds code and templates, and nothing of a person. */
export const DEPLOYMENT_BUCKET = 'ServerlessDeploymentBucket';

/**
 * How long SQS uses a data key before it asks KMS for another, in seconds. An hour costs a twelfth of the default of five
 * minutes; a key that is disabled is noticed up to an hour later.
 */
const REUSE_SECONDS = 3600;

/** Encrypts everything of a template that holds data with the key. */
export function encrypt(template: CompiledTemplate, key: DataKey): void {
  for (const [, properties] of ofType(template, 'AWS::DynamoDB::GlobalTable')) encryptTable(properties, key);
  for (const [, properties] of ofType(template, 'AWS::SQS::Queue')) {
    delete properties['SqsManagedSseEnabled'];
    properties['KmsMasterKeyId'] = key.arn();
    properties['KmsDataKeyReusePeriodSeconds'] = REUSE_SECONDS;
  }
  for (const [, properties] of ofType(template, 'AWS::SNS::Topic')) properties['KmsMasterKeyId'] = key.arn();
  for (const [, properties] of ofType(template, 'AWS::Logs::LogGroup')) properties['KmsKeyId'] = key.arn();
  for (const [id, properties] of ofType(template, 'AWS::S3::Bucket'))
    if (id !== DEPLOYMENT_BUCKET) properties['BucketEncryption'] = bucketEncryption(key);
}

type Replica = Record<string, unknown> & { Region: unknown };

/** The key is each replica's own setting, and has to be of the replica's region. */
function encryptTable(properties: Record<string, unknown>, key: DataKey): void {
  properties['SSESpecification'] = { SSEEnabled: true, SSEType: 'KMS' };
  for (const replica of properties['Replicas'] as Replica[]) {
    const region = typeof replica.Region === 'string' ? replica.Region : undefined;
    replica['SSESpecification'] = { KMSMasterKeyId: key.arn(region) };
  }
}

/** With a key of the bucket, S3 asks KMS once in a while and not for every object. */
const bucketEncryption = (key: DataKey) => ({
  ServerSideEncryptionConfiguration: [
    {
      BucketKeyEnabled: true,
      ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key.arn() },
    },
  ],
});

import type { ResourceKind } from './resource-kind.ts';

/** `AWS::S3::Bucket`. Nothing in it expires on a laptop, and everybody there may read it. */
export const bucketKind: ResourceKind = {
  used: ['BucketName'],
  ignored: [
    'BucketEncryption',
    'CorsConfiguration',
    'LifecycleConfiguration',
    'OwnershipControls',
    'PublicAccessBlockConfiguration',
    'Tags',
  ],
  async create(_logicalId, properties, { messagingUrl }) {
    // A name that CloudFormation makes up is in small letters too; buckets may have no others.
    const name = String(properties['BucketName']).toLowerCase();
    const { status } = await fetch(`${messagingUrl}/${name}`, { method: 'PUT' });
    if (status !== 200 && status !== 409) throw new Error(`the emulator answered ${status}`);
    return { ref: name, attributes: { Arn: `arn:aws:s3:::${name}` } };
  },
};

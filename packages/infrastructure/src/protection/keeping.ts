import { DEPLOYMENT_BUCKET } from './encrypt.ts';
import { type CompiledTemplate, ofType } from './template.ts';

const PRIVATE = {
  BlockPublicAcls: true,
  BlockPublicPolicy: true,
  IgnorePublicAcls: true,
  RestrictPublicBuckets: true,
};

/**
 * Closes every bucket to the public, and refuses what would keep data for ever because nobody said for how long.
 *
 * @throws Error naming the log group or bucket
 */
export function keepPrivateAndNotForEver(template: CompiledTemplate): void {
  for (const [id, { RetentionInDays }] of ofType(template, 'AWS::Logs::LogGroup'))
    if (RetentionInDays === undefined)
      throw new Error(`the log group ${id} keeps its lines for ever; set provider.logRetentionInDays`);
  for (const [id, properties] of ofType(template, 'AWS::S3::Bucket')) {
    properties['PublicAccessBlockConfiguration'] = PRIVATE;
    properties['OwnershipControls'] = { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] };
    if (properties['LifecycleConfiguration'] === undefined && id !== DEPLOYMENT_BUCKET)
      throw new Error(`the bucket ${id} keeps its objects for ever; give it a LifecycleConfiguration`);
  }
}

import {
  CloudFormationClient,
  type CloudFormationClientConfig,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';

/**
 * Deletes all that is in the buckets of a stack, older versions too. Once or several times, it comes to the same.
 *
 * @throws Error naming an object that S3 does not delete
 */
export async function emptyBuckets(
  config: CloudFormationClientConfig & S3ClientConfig,
  stack: string,
): Promise<void> {
  const s3 = new S3Client(config);
  for (const bucket of await bucketsOf(new CloudFormationClient(config), stack))
    await emptyBucket(s3, bucket);
}

async function bucketsOf(client: CloudFormationClient, StackName: string): Promise<string[]> {
  const buckets: string[] = [];
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName }))
    for (const { ResourceType, ResourceStatus, PhysicalResourceId } of StackResourceSummaries)
      if (ResourceType === 'AWS::S3::Bucket' && ResourceStatus !== 'DELETE_COMPLETE' && PhysicalResourceId)
        buckets.push(PhysicalResourceId);
  return buckets;
}

/** A list names a thousand at most, which is what one call may delete. */
async function emptyBucket(s3: S3Client, Bucket: string): Promise<void> {
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (Objects.length === 0) return;
    const deleted = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
    const [refused] = deleted.Errors ?? [];
    if (refused !== undefined)
      throw new Error(`${Bucket}/${refused.Key} cannot be deleted: ${refused.Message ?? refused.Code}`);
  }
}

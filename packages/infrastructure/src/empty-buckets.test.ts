import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DeleteObjectsCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { emptyBuckets } from './empty-buckets.ts';

type Version = Readonly<{ Key: string; VersionId: string }>;
/** The most that one list holds. */
const PAGE = 1000;
const version = (Key: string, VersionId: string): Version => ({ Key, VersionId });

/** A stack and its buckets, as far as the clients of the SDK are asked about them. */
function account(
  resources: readonly Readonly<{ type: string; id: string; status?: string }>[],
  buckets: Map<string, Version[]>,
  refused?: string,
) {
  jest.spyOn(CloudFormationClient.prototype, 'send').mockImplementation((async () => ({
    StackResourceSummaries: resources.map(({ type, id, status = 'CREATE_COMPLETE' }) => ({
      ResourceType: type,
      ResourceStatus: status,
      PhysicalResourceId: id,
    })),
  })) as never);
  jest.spyOn(S3Client.prototype, 'send').mockImplementation((async (command: {
    input: { Bucket: string };
  }) => {
    const held = buckets.get(command.input.Bucket);
    if (held === undefined) throw new Error(`no bucket ${command.input.Bucket}`);
    if (!(command instanceof DeleteObjectsCommand))
      return { Versions: held.slice(0, PAGE - 1), DeleteMarkers: held.slice(PAGE - 1, PAGE) };
    if (refused !== undefined) return { Errors: [{ Key: refused, Message: 'Access Denied' }] };
    const { Objects = [] } = command.input.Delete ?? {};
    if (Objects.length > PAGE) throw new Error('more than S3 deletes at once');
    const gone = Objects.map(({ Key, VersionId }) => `${Key}@${VersionId}`);
    buckets.set(
      command.input.Bucket,
      held.filter(({ Key, VersionId }) => !gone.includes(`${Key}@${VersionId}`)),
    );
    return {};
  }) as never);
}
afterEach(() => {
  jest.restoreAllMocks();
});

describe('the buckets of a stack that is removed', () => {
  it('are emptied of all versions, however many, and nothing else is touched', async () => {
    const many = Array.from({ length: 2345 }, (_, n) => version(`n/${n}`, 'null'));
    const buckets = new Map([
      ['exports', [...many, version('n/1', 'older')]],
      ['site', []],
      ['of-others', [version('a', '1')]],
    ]);
    account(
      [
        { type: 'AWS::S3::Bucket', id: 'exports' },
        { type: 'AWS::S3::Bucket', id: 'site' },
        { type: 'AWS::S3::Bucket', id: 'gone', status: 'DELETE_COMPLETE' },
        { type: 'AWS::S3::BucketPolicy', id: 'of-others' },
      ],
      buckets,
    );
    await emptyBuckets({}, 'shop-orders-mei');
    expect(Object.fromEntries(buckets)).toEqual({ exports: [], site: [], 'of-others': [version('a', '1')] });
  });

  it('stop the removal, with a name, when S3 deletes something not', async () => {
    account([{ type: 'AWS::S3::Bucket', id: 'exports' }], new Map([['exports', [version('a', '1')]]]), 'a');
    await expect(emptyBuckets({}, 'shop-orders-mei')).rejects.toThrow(
      'exports/a cannot be deleted: Access Denied',
    );
  });
});

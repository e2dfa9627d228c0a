import { sellableOf } from '@cartless/domain';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';

type Image = NonNullable<DynamoDBRecord['dynamodb']>['NewImage'];
type Bucket = Readonly<{ pk: string; n: number; low: number }>;

const bucket = (image: Image): Bucket | undefined =>
  image && (unmarshall(image as Parameters<typeof unmarshall>[0]) as Bucket);

/**
 * The product of which a change of stock may have changed the availability, if any. The stock of a product or
 * variant can only cross its warning level while the bucket that changed is, before or after, at or below that level.
 */
export function productNearLow({ dynamodb }: DynamoDBRecord): string | undefined {
  const [before, after] = [bucket(dynamodb?.OldImage), bucket(dynamodb?.NewImage)];
  if (after === undefined) return undefined;
  const least = Math.min(before?.n ?? after.n, after.n);
  return least <= Math.max(before?.low ?? 0, after.low)
    ? sellableOf(after.pk.split('#')[1] ?? '').productId
    : undefined;
}

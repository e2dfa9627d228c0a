import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';

type Image = NonNullable<DynamoDBRecord['dynamodb']>['NewImage'];
type Bucket = Readonly<{ pk: string; n: number; low: number }>;

const bucket = (image: Image): Bucket | undefined =>
  image && (unmarshall(image as Parameters<typeof unmarshall>[0]) as Bucket);

/**
 * The products of which a change of stock may have changed the availability. A product's stock can only cross its
 * warning level while the bucket that changed is, before or after, at or below that level.
 */
export function productsNearLow(records: readonly DynamoDBRecord[]): readonly string[] {
  const ids = records.flatMap(({ dynamodb }) => {
    const [before, after] = [bucket(dynamodb?.OldImage), bucket(dynamodb?.NewImage)];
    if (after === undefined) return [];
    const least = Math.min(before?.n ?? after.n, after.n);
    const near = least <= Math.max(before?.low ?? 0, after.low ?? 0);
    return near ? [after.pk.split('#')[1] ?? ''] : [];
  });
  return [...new Set(ids)];
}

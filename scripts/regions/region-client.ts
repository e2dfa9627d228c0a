import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A document client as services have it, of a region, or of that of the environment. Functions are all of one, and do not carry this. */
export const regionClient = (region?: string): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 4, ...(region && { region }) }), {
    marshallOptions: { removeUndefinedValues: true },
  });

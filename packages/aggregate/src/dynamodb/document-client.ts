import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * A document client for the account and region of the environment; `AWS_ENDPOINT_URL_DYNAMODB` points it elsewhere.
 * Values that are undefined are left out of items. The caller keeps the client: its connections are worth reusing.
 */
export const documentClient = (): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 4 }), {
    marshallOptions: { removeUndefinedValues: true },
  });

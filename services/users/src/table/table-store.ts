import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The service's table and the client for it. */
export type Store = Readonly<{ client: DynamoDBDocumentClient; table: string }>;

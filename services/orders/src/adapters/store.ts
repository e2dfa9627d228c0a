import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { documentClient } from '@cartless/dynamodb';

/** The service's table and the client that speaks to it. */
export type Store = Readonly<{ client: ReturnType<typeof documentClient>; table: string }>;

export type Item = Record<string, unknown>;
export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

import { randomUUID } from 'node:crypto';
import { PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Archive } from '../application/ports.ts';
import type { Fact } from '../domain/fact.ts';
import { archivePartition } from './keys.ts';
import { pack } from './packed.ts';

type Setting = Readonly<{ client: DynamoDBDocumentClient; table: string; now?: () => number }>;

/** Keeps facts in one packed item per batch, under the day of their arrival. */
export const dynamoArchive = ({ client, table, now = Date.now }: Setting): Archive => ({
  async keep(facts) {
    const at = new Date(now()).toISOString();
    const key = { pk: archivePartition(at.slice(0, 10)), sk: `${at}#${randomUUID()}` };
    await client.send(new PutCommand({ TableName: table, Item: { ...key, facts: pack(facts) } }));
  },
});

/** The facts of an archived item. */
export type ArchivedFacts = readonly Fact[];

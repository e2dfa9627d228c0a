import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { CreatedResource } from './template.ts';

/** A queue as an event source needs to know it. */
export interface ProvisionedQueue {
  readonly url: string;
  readonly arn: string;
  readonly visibilityTimeoutSeconds: number;
}

/** A table, with the ARN of its stream when it has one. */
export interface ProvisionedTable {
  readonly arn: string;
  readonly streamArn?: string;
}

/** What a resource is created with and registered in. */
export interface Workbench {
  readonly dynamodb: DynamoDBClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  readonly messagingUrl: string;
  readonly tables: Record<string, ProvisionedTable>;
  readonly queues: Record<string, ProvisionedQueue>;
  readonly topics: Record<string, string>;
}

export type Properties = Readonly<Record<string, unknown>>;

/** How resources of one CloudFormation type are made locally. */
export interface ResourceKind {
  /** Properties that shape the local resource. */
  readonly used: readonly string[];
  /** Properties that are accepted and have no effect on a laptop. */
  readonly ignored: readonly string[];
  create(
    logicalId: string,
    properties: Properties,
    workbench: Workbench,
  ): Promise<Omit<CreatedResource, 'type'>>;
}

/**
 * Makes sure that each property is one that the kind knows.
 *
 * @throws Error naming the logical id and each property that is not known.
 */
export function checkProperties(
  logicalId: string,
  type: string,
  properties: Properties,
  kind: ResourceKind,
): void {
  checkKeys(`${logicalId} (${type})`, properties, [...kind.used, ...kind.ignored]);
}

/** Makes sure that an object has no other keys than the known ones. */
export function checkKeys(where: string, value: Properties, known: readonly string[]): void {
  const unknown = Object.keys(value).filter((key) => !known.includes(key));
  if (unknown.length > 0) {
    throw new Error(`${where} has ${unknown.join(', ')}, which the local account does not know`);
  }
}

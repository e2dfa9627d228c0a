import { CreateQueueCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { ACCOUNT_ID, REGION } from '../local-account.ts';
import type { Properties, ResourceKind } from './resource-kind.ts';

const ATTRIBUTES = [
  'VisibilityTimeout',
  'MessageRetentionPeriod',
  'DelaySeconds',
  'MaximumMessageSize',
  'ReceiveMessageWaitTimeSeconds',
  'ContentBasedDeduplication',
  'RedrivePolicy',
];
const FIFO_ATTRIBUTES = ['FifoQueue', 'DeduplicationScope', 'FifoThroughputLimit'];
const DEFAULT_VISIBILITY_TIMEOUT_SECONDS = 30;

/** `AWS::SQS::Queue`, standard or FIFO. */
export const queueKind: ResourceKind = {
  used: ['QueueName', ...ATTRIBUTES, ...FIFO_ATTRIBUTES],
  ignored: [
    'KmsMasterKeyId',
    'KmsDataKeyReusePeriodSeconds',
    'RedriveAllowPolicy',
    'SqsManagedSseEnabled',
    'Tags',
  ],
  async create(_logicalId, properties, { sqs, messagingUrl, queues }) {
    const name = String(properties['QueueName']);
    const changeable = pick(properties, ATTRIBUTES);
    const fixed = pick(properties, FIFO_ATTRIBUTES);
    try {
      await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: { ...changeable, ...fixed } }));
    } catch (error) {
      if (!isNameTaken(error)) throw error;
      const QueueUrl = queueUrl(messagingUrl, name);
      await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: changeable }));
    }
    const url = queueUrl(messagingUrl, name);
    const arn = `arn:aws:sqs:${REGION}:${ACCOUNT_ID}:${name}`;
    const visibility = Number(properties['VisibilityTimeout'] ?? DEFAULT_VISIBILITY_TIMEOUT_SECONDS);
    queues[name] = { url, arn, visibilityTimeoutSeconds: visibility };
    return { ref: url, attributes: { Arn: arn, QueueName: name, QueueUrl: url } };
  },
};

/* The SDK talks to the host in the URL, so the URL must be the emulator's own address. */
const queueUrl = (messagingUrl: string, name: string): string => `${messagingUrl}/${ACCOUNT_ID}/${name}`;

function pick(properties: Properties, names: readonly string[]): Record<string, string> {
  const present = names.filter((name) => properties[name] !== undefined);
  return Object.fromEntries(present.map((name) => [name, attributeText(properties[name])]));
}

/* The error goes by one name in the query protocol and by another in the JSON protocol. */
const isNameTaken = (error: unknown): boolean =>
  /QueueNameExists|QueueAlreadyExists/.test((error as Error).name);

/** SQS and SNS take attributes as text; documents travel as JSON. */
export const attributeText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

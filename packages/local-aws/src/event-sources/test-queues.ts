import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { emulatorClient } from './emulator-client.ts';

export const REGION = 'us-east-1';

/** Queues of the emulator, as the tests see them from outside. */
export class TestQueues {
  readonly #sqs: SQSClient;

  constructor(endpoint: string) {
    this.#sqs = new SQSClient(emulatorClient(endpoint, REGION));
  }

  async create(name: string, attributes: Record<string, string> = {}): Promise<string> {
    const { QueueUrl: url = '' } = await this.#sqs.send(
      new CreateQueueCommand({ QueueName: name, Attributes: { VisibilityTimeout: '1', ...attributes } }),
    );
    return url;
  }

  /** A queue and its DLQ. */
  async createWithDlq(name: string, maxReceiveCount: number): Promise<{ url: string; dlqUrl: string }> {
    const dlqUrl = await this.create(`${name}-dlq`);
    const deadLetterTargetArn = `arn:aws:sqs:${REGION}:000000000000:${name}-dlq`;
    const url = await this.create(name, {
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount }),
    });
    return { url, dlqUrl };
  }

  async send(url: string, bodies: readonly string[], groups: readonly string[] = []): Promise<void> {
    for (let start = 0; start < bodies.length; start += 10) {
      const entries = bodies.slice(start, start + 10).map((body, at) => ({
        Id: String(at),
        MessageBody: body,
        MessageAttributes: { kind: { DataType: 'String', StringValue: 'test' } },
        ...(groups.length === 0 ? {} : { MessageGroupId: groups[start + at]!, MessageDeduplicationId: body }),
      }));
      await this.#sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: entries }));
    }
  }

  /** How many messages are visible and how many are in flight. */
  async counts(url: string): Promise<{ visible: number; hidden: number }> {
    const { Attributes: attributes = {} } = await this.#sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
    );
    return {
      visible: Number(attributes['ApproximateNumberOfMessages']),
      hidden: Number(attributes['ApproximateNumberOfMessagesNotVisible']),
    };
  }

  async isEmpty(url: string): Promise<boolean> {
    const { visible, hidden } = await this.counts(url);
    return visible === 0 && hidden === 0;
  }

  async receiveBodies(url: string): Promise<readonly string[]> {
    const { Messages: messages = [] } = await this.#sqs.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }),
    );
    return messages.map((message) => message.Body ?? '');
  }

  close(): void {
    this.#sqs.destroy();
  }
}

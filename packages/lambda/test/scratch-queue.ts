import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

/** A queue of its own for one test, in the emulator that all tests share. */
export class ScratchQueue {
  readonly url: string;
  readonly arn: string;
  readonly #sqs: SQSClient;

  private constructor(sqs: SQSClient, name: string) {
    this.#sqs = sqs;
    // The SDK talks to the host in a queue's URL, so the URL is built on the emulator's own address.
    this.url = `${process.env['AWS_ENDPOINT_URL_SQS']}/000000000000/${name}`;
    this.arn = `arn:aws:sqs:us-east-1:000000000000:${name}`;
  }

  static async create(): Promise<ScratchQueue> {
    const name = `scratch-${randomUUID()}`;
    const sqs = new SQSClient({});
    await sqs.send(new CreateQueueCommand({ QueueName: name }));
    return new ScratchQueue(sqs, name);
  }

  /** Takes out all messages: their bodies, with the text of their attributes. */
  async take(): Promise<{ body: string; attributes: Record<string, string | undefined> }[]> {
    const taken = [];
    for (;;) {
      const { Messages: messages = [] } = await this.#sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: this.url,
          MaxNumberOfMessages: 10,
          MessageAttributeNames: ['All'],
        }),
      );
      if (messages.length === 0) return taken;
      for (const { Body: body = '', MessageAttributes, ReceiptHandle } of messages) {
        const texts = Object.entries(MessageAttributes ?? {}).map(([name, value]) => [
          name,
          value.StringValue,
        ]);
        taken.push({ body, attributes: Object.fromEntries(texts) as Record<string, string | undefined> });
        await this.#sqs.send(new DeleteMessageCommand({ QueueUrl: this.url, ReceiptHandle }));
      }
    }
  }

  close(): void {
    this.#sqs.destroy();
  }
}

import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
  type BatchResultErrorEntry,
} from '@aws-sdk/client-sqs';
import { emulatorClient } from './emulator-client.ts';
import { toQueueRecord, type QueueIdentity, type QueueRecord } from './queue-event.ts';

/** SQS moves at most ten messages per call. */
export const MESSAGES_PER_CALL = 10;

/** The calls that an event source makes to its queue. */
export class QueueClient {
  readonly #receiving: SQSClient;
  readonly #settling: SQSClient;
  readonly #queueUrl: string;
  readonly #identity: QueueIdentity;

  constructor(endpoint: string, queueUrl: string, identity: QueueIdentity) {
    this.#queueUrl = queueUrl;
    this.#identity = identity;
    // A failed receive is tried again by the poll loop, which tells the developer; a failed delete is worth the SDK's retries.
    this.#receiving = new SQSClient({ ...emulatorClient(endpoint, identity.awsRegion), maxAttempts: 1 });
    this.#settling = new SQSClient({ ...emulatorClient(endpoint, identity.awsRegion), maxAttempts: 5 });
  }

  /**
   * Receives up to ten messages, waiting up to `waitSeconds` for the first. Cut off, it takes none with it: the emulator gives
   * nothing to whoever has gone.
   *
   * @throws Error also when `signal` has cut it off
   */
  async receive(count: number, waitSeconds: number, signal: AbortSignal): Promise<readonly QueueRecord[]> {
    const { Messages: messages = [] } = await this.#receiving.send(
      new ReceiveMessageCommand({
        QueueUrl: this.#queueUrl,
        MaxNumberOfMessages: Math.min(count, MESSAGES_PER_CALL),
        WaitTimeSeconds: waitSeconds,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      }),
      { requestTimeout: (waitSeconds + 10) * 1000, abortSignal: signal },
    );
    return messages.map((message) => toQueueRecord(message, this.#identity));
  }

  /** The queue's visibility time-out in seconds. */
  async visibilitySeconds(): Promise<number> {
    const { Attributes: attributes } = await this.#receiving.send(
      new GetQueueAttributesCommand({ QueueUrl: this.#queueUrl, AttributeNames: ['VisibilityTimeout'] }),
    );
    return Number(attributes?.['VisibilityTimeout'] ?? 30);
  }

  /** Deletes messages; rejects when any of them could not be deleted. */
  async delete(records: readonly QueueRecord[]): Promise<void> {
    await this.#inTens(records, async (entries) => {
      const command = new DeleteMessageBatchCommand({ QueueUrl: this.#queueUrl, Entries: entries });
      return (await this.#settling.send(command)).Failed;
    });
  }

  /** Makes messages visible again at once. */
  async release(records: readonly QueueRecord[]): Promise<void> {
    await this.#inTens(records, async (entries) => {
      const hidden = entries.map((entry) => ({ ...entry, VisibilityTimeout: 0 }));
      const command = new ChangeMessageVisibilityBatchCommand({ QueueUrl: this.#queueUrl, Entries: hidden });
      return (await this.#receiving.send(command)).Failed;
    });
  }

  close(): void {
    this.#receiving.destroy();
    this.#settling.destroy();
  }

  async #inTens(
    records: readonly QueueRecord[],
    send: (entries: { Id: string; ReceiptHandle: string }[]) => Promise<BatchResultErrorEntry[] | undefined>,
  ): Promise<void> {
    for (let start = 0; start < records.length; start += MESSAGES_PER_CALL) {
      const ten = records.slice(start, start + MESSAGES_PER_CALL);
      const [failure] =
        (await send(ten.map((record, at) => ({ Id: String(at), ReceiptHandle: record.receiptHandle })))) ??
        [];
      if (failure !== undefined) throw new Error(`${failure.Code}: ${failure.Message ?? 'no reason given'}`);
    }
  }
}

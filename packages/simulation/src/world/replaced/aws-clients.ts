import type { SendEmailCommandInput, SendRawEmailCommandInput } from '@aws-sdk/client-ses';
import type { PublishBatchCommandInput } from '@aws-sdk/client-sns';
import type {
  ChangeMessageVisibilityCommandInput,
  DeleteMessageCommandInput,
  GetQueueAttributesCommandInput,
  ReceiveMessageCommandInput,
  SendMessageCommandInput,
} from '@aws-sdk/client-sqs';
import { currentInvocation } from '../running.ts';
import type { World } from '../world.ts';
import { world } from '../world-now.ts';
import type { PlainMail } from './mime-message.ts';

/** A call of AWS's SDK, and what it does in the simulation. */
abstract class Command<Input> {
  /** The name of the SDK's own; what befalls a call follows from it, and a bundle may rename classes. */
  abstract readonly name: string;
  readonly input: Input;

  constructor(input: Input) {
    this.input = input;
  }

  /** @param at which function calls what */
  abstract act(world: World, at: string): unknown;
}

export class PublishBatchCommand extends Command<PublishBatchCommandInput> {
  readonly name = 'PublishBatchCommand';

  act(world: World, at: string): unknown {
    const { TopicArn = '', PublishBatchRequestEntries = [] } = this.input;
    if (world.faults.strike('topic-down', at)) throw failure('InternalErrorException', 500);
    world.meter?.published(
      PublishBatchRequestEntries.reduce((sum, { Message = '' }) => sum + Message.length, 0),
    );
    for (const { Message = '', MessageAttributes = {} } of PublishBatchRequestEntries)
      world.bus.publish(TopicArn, Message, MessageAttributes);
    return { Successful: [], Failed: [] };
  }
}

export class SendMessageCommand extends Command<SendMessageCommandInput> {
  readonly name = 'SendMessageCommand';

  act(world: World): unknown {
    const { QueueUrl = '', MessageBody = '', MessageAttributes, DelaySeconds } = this.input;
    const delayMs = DelaySeconds === undefined ? undefined : DelaySeconds * 1000;
    const queue = world.queueAt(QueueUrl);
    world.handles('sent', queue.name, MessageBody);
    return { MessageId: queue.send(MessageBody, MessageAttributes, delayMs) };
  }
}

export class ReceiveMessageCommand extends Command<ReceiveMessageCommandInput> {
  readonly name = 'ReceiveMessageCommand';

  act(world: World): unknown {
    const { QueueUrl = '', MaxNumberOfMessages = 1, VisibilityTimeout = 30 } = this.input;
    const received = world.queueAt(QueueUrl).receive(MaxNumberOfMessages, VisibilityTimeout * 1000);
    return {
      Messages: received.map(({ id, body, attributes, sentAt }) => ({
        MessageId: id,
        ReceiptHandle: id,
        Body: body,
        MessageAttributes: attributes,
        Attributes: { SentTimestamp: String(sentAt) },
      })),
    };
  }
}

export class GetQueueAttributesCommand extends Command<GetQueueAttributesCommandInput> {
  readonly name = 'GetQueueAttributesCommand';

  act(world: World): unknown {
    const { all, held } = world.queueAt(this.input.QueueUrl ?? '').count();
    return {
      Attributes: {
        ApproximateNumberOfMessages: String(all - held),
        ApproximateNumberOfMessagesNotVisible: String(held),
      },
    };
  }
}

export class DeleteMessageCommand extends Command<DeleteMessageCommandInput> {
  readonly name = 'DeleteMessageCommand';

  act(world: World): unknown {
    const { QueueUrl = '', ReceiptHandle = '' } = this.input;
    const { messages, name } = world.queueAt(QueueUrl);
    world.handles('deleted', name, messages.get(ReceiptHandle)?.body);
    messages.delete(ReceiptHandle);
    return {};
  }
}

export class ChangeMessageVisibilityCommand extends Command<ChangeMessageVisibilityCommandInput> {
  readonly name = 'ChangeMessageVisibilityCommand';

  act(world: World): unknown {
    const { QueueUrl = '', ReceiptHandle = '', VisibilityTimeout = 0 } = this.input;
    const message = world.queueAt(QueueUrl).messages.get(ReceiptHandle);
    if (message !== undefined) message.visibleAt = world.scheduler.now + VisibilityTimeout * 1000;
    return {};
  }
}

/** Sends a mail. @param at which function sends it */
function post(
  world: World,
  at: string,
  mail: Readonly<{ to: string; subject: string; text: string }>,
): unknown {
  if (world.faults.strike('mail-refused', at)) throw failure('Throttling', 400);
  world.meter?.add({ mails: 1 });
  world.mails.push({ by: currentInvocation()?.fn.name ?? 'desk', ...mail, at: world.scheduler.now });
  if (world.faults.strike('mail-uncertain', at)) throw failure('TimeoutError');
  return {};
}

export class SendEmailCommand extends Command<SendEmailCommandInput> {
  readonly name = 'SendEmailCommand';

  act(world: World, at: string): unknown {
    const { Destination, Message } = this.input;
    return post(world, at, {
      to: Destination?.ToAddresses?.[0] ?? '',
      subject: Message?.Subject?.Data ?? '',
      text: Message?.Body?.Text?.Data ?? '',
    });
  }
}

export class SendRawEmailCommand extends Command<SendRawEmailCommandInput> {
  readonly name = 'SendRawEmailCommand';

  act(world: World, at: string): unknown {
    const { Destinations, RawMessage } = this.input;
    const mail = JSON.parse(Buffer.from(RawMessage?.Data ?? []).toString()) as PlainMail;
    return post(world, at, { to: Destinations?.[0] ?? '', ...mail });
  }
}

/** An error as the SDK throws it. @param httpStatusCode undefined: no answer came */
const failure = (name: string, httpStatusCode?: number): Error =>
  Object.assign(new Error('this fault was simulated'), { name, $metadata: { httpStatusCode } });

/** A client of any service: most of what a real one costs is reading settings for calls that it does not make here. */
class Client {
  async send(command: Command<unknown>): Promise<unknown> {
    const at = `${currentInvocation()?.fn.name ?? 'desk'} ${command.name}`;
    await world().turn(at);
    const answer = command.act(world(), at);
    await world().answered(at);
    return answer;
  }
}

export { Client as SESClient, Client as SNSClient, Client as SQSClient };

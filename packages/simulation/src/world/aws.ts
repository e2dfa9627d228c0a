import { SESClient, type SendEmailCommandInput } from '@aws-sdk/client-ses';
import { type PublishBatchCommandInput, SNSClient } from '@aws-sdk/client-sns';
import {
  type ChangeMessageVisibilityCommandInput,
  type DeleteMessageCommandInput,
  type ReceiveMessageCommandInput,
  type SendMessageCommandInput,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { currentInvocation } from './running.ts';
import type { World } from './world.ts';
import { world } from './world-now.ts';

type Input = PublishBatchCommandInput &
  SendMessageCommandInput &
  ReceiveMessageCommandInput &
  DeleteMessageCommandInput &
  ChangeMessageVisibilityCommandInput &
  SendEmailCommandInput;

/** What each call of AWS's SDK does in the simulation, by the name of its command. */
const CALLS: Readonly<Record<string, (world: World, input: Input, at: string) => unknown>> = {
  PublishBatchCommand(world, { TopicArn = '', PublishBatchRequestEntries = [] }, at) {
    if (world.faults.strike('topic-down', at)) throw failure('InternalErrorException', 500);
    world.meter?.published(
      PublishBatchRequestEntries.reduce((sum, { Message = '' }) => sum + Message.length, 0),
    );
    for (const { Message = '', MessageAttributes = {} } of PublishBatchRequestEntries)
      world.bus.publish(TopicArn, Message, MessageAttributes);
    return { Successful: [], Failed: [] };
  },
  SendMessageCommand: (world, { QueueUrl = '', MessageBody = '', MessageAttributes, DelaySeconds }) => ({
    MessageId: world
      .queue(QueueUrl)
      .send(MessageBody, MessageAttributes, DelaySeconds === undefined ? undefined : DelaySeconds * 1000),
  }),
  ReceiveMessageCommand: (world, { QueueUrl = '', MaxNumberOfMessages = 1, VisibilityTimeout = 30 }) => ({
    Messages: world
      .queue(QueueUrl)
      .receive(MaxNumberOfMessages, VisibilityTimeout * 1000)
      .map(({ id, body, attributes }) => ({
        MessageId: id,
        ReceiptHandle: id,
        Body: body,
        MessageAttributes: attributes,
      })),
  }),
  DeleteMessageCommand(world, { QueueUrl = '', ReceiptHandle = '' }) {
    world.queue(QueueUrl).messages.delete(ReceiptHandle);
    return {};
  },
  ChangeMessageVisibilityCommand(world, { QueueUrl = '', ReceiptHandle = '', VisibilityTimeout = 0 }) {
    const message = world.queue(QueueUrl).messages.get(ReceiptHandle);
    if (message !== undefined) message.visibleAt = world.scheduler.now + VisibilityTimeout * 1000;
    return {};
  },
  SendEmailCommand(world, { Destination, Message }, at) {
    if (world.faults.strike('mail-refused', at)) throw failure('Throttling', 400);
    world.meter?.add({ mails: 1 });
    world.mails.push({
      by: currentInvocation()?.fn.name ?? 'desk',
      to: Destination?.ToAddresses?.[0] ?? '',
      subject: Message?.Subject?.Data ?? '',
      text: Message?.Body?.Text?.Data ?? '',
      at: world.scheduler.now,
    });
    if (world.faults.strike('mail-uncertain', at)) throw failure('TimeoutError');
    return {};
  },
};

/** An error as the SDK throws it. @param httpStatusCode undefined: no answer came */
const failure = (name: string, httpStatusCode?: number): Error =>
  Object.assign(new Error('this fault was simulated'), { name, $metadata: { httpStatusCode } });

async function send(command: Readonly<{ constructor: { name: string }; input: Input }>): Promise<unknown> {
  const { name } = command.constructor;
  const call = CALLS[name];
  if (call === undefined) throw new Error(`${name} is not simulated`);
  const at = `${currentInvocation()?.fn.name ?? 'desk'} ${name}`;
  await world().turn(at);
  const answer = call(world(), command.input, at);
  await world().answered(at);
  return answer;
}

for (const Client of [SESClient, SNSClient, SQSClient]) Object.assign(Client.prototype, { send });

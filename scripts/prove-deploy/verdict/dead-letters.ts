import { SQSClient } from '@aws-sdk/client-sqs';
import { CREDENTIALS, REGION } from '@cartless/local-aws';
import {
  countMessages,
  type DeadLetter,
  letGo,
  readDeadLetter,
  receiveAll,
} from '@cartless/lambda/dead-letters';
import { deadLetterQueues, nameOf } from '../../dead-letters/read-dead-letters.ts';
import type { Account } from '../account/account.ts';

/** The dead letters of a stage, by queue; only of queues that hold some. */
export async function deadLetters(
  { url }: Account,
  stage: string,
): Promise<ReadonlyMap<string, readonly DeadLetter[]>> {
  const sqs = new SQSClient({ endpoint: url, region: REGION, credentials: CREDENTIALS });
  const held = new Map<string, readonly DeadLetter[]>();
  for (const queue of await deadLetterQueues(sqs, stage)) {
    if ((await countMessages(sqs, queue)).all === 0) continue;
    const messages = await receiveAll(sqs, queue);
    await letGo(sqs, queue, messages);
    held.set(nameOf(queue), messages.map(readDeadLetter));
  }
  return held;
}

/** What a queue holds, and why: each kind of event with each reason once. */
export function heldIn(queue: string, letters: readonly DeadLetter[]): string {
  const kinds = letters.map(
    ({ types, isChange, reason }) =>
      `${types.join(' and ') || (isChange ? 'a change of a table' : 'a message')} (${reason ?? 'failed at every try'})`,
  );
  return `${queue} holds ${letters.length}: ${[...new Set(kinds)].join(', ')}`;
}

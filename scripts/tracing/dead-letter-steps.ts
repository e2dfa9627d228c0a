import type { SQSClient } from '@aws-sdk/client-sqs';
import { countMessages, letGo, readDeadLetter, receiveAll } from '@cartless/lambda/dead-letters';
import { deadLetterQueues, nameOf } from '../dead-letters/read-dead-letters.ts';
import type { Step } from './step.ts';

/** The dead letters of a stage in which one of the names stands. They stay where they are. */
export async function deadLetterSteps(
  sqs: SQSClient,
  stage: string,
  names: readonly string[],
): Promise<Step[]> {
  const steps = await Promise.all(
    (await deadLetterQueues(sqs, stage)).map(async (url) => {
      if ((await countMessages(sqs, url)).all === 0) return [];
      const messages = await receiveAll(sqs, url);
      await letGo(sqs, url, messages);
      return messages
        .filter((message) => names.some((name) => JSON.stringify(message).includes(name)))
        .map((message) => stepOf(nameOf(url), readDeadLetter(message)));
    }),
  );
  return steps.flat();
}

function stepOf(place: string, { types, since, reason, isChange }: ReturnType<typeof readDeadLetter>): Step {
  const service = /^cartless-\w+-(\w+)-/.exec(place)?.[1] ?? '<service>';
  const what = isChange ? 'a change that could not be published' : (types[0] ?? 'a message');
  return {
    at: since,
    place,
    says: `${what} lies here: ${reason ?? 'it failed at every try, and the log above says why'}`,
    fault: {
      gravity: 3,
      help: isChange
        ? `once the cause is gone: pnpm replay ${service} --write`
        : `once the cause is gone: pnpm redrive move ${place} --write`,
    },
  };
}

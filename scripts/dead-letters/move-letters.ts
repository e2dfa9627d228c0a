import type { Message, SQSClient } from '@aws-sdk/client-sqs';
import { type DeadLetter, letGo, readDeadLetter, receiveAll } from '@cartless/lambda/dead-letters';
import { describeDeadLetter } from './describe-dead-letters.ts';

/** Some letters of a queue, read and still hidden from others. */
export type Chosen = Readonly<{
  all: number;
  letters: readonly Readonly<{ letter: DeadLetter; message: Message }>[];
}>;

/** Reads a queue of dead letters; those that are not meant are shown to others again at once. */
export async function chooseLetters(
  sqs: SQSClient,
  url: string,
  isMeant: (letter: DeadLetter) => boolean,
  most = Infinity,
): Promise<Chosen> {
  const messages = await receiveAll(sqs, url);
  const read = messages.map((message) => ({ letter: readDeadLetter(message), message }));
  const letters = read.filter(({ letter }) => isMeant(letter)).slice(0, most);
  const meant = new Set(letters.map(({ message }) => message));
  await letGo(
    sqs,
    url,
    messages.filter((message) => !meant.has(message)),
  );
  return { all: messages.length, letters };
}

/** Tells a person of letters, and shows them to others again. */
export async function tellLetters(sqs: SQSClient, url: string, { letters }: Chosen): Promise<void> {
  for (const { letter } of letters) console.log(describeDeadLetter(letter));
  await letGo(
    sqs,
    url,
    letters.map(({ message }) => message),
  );
}

import { type Message, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import { type Admit, apiHandler } from '../api-handler.ts';
import { readConfig } from '../config.ts';
import { lazy } from '../lazy.ts';
import type { TimeLeft } from '../time-left.ts';
import {
  DEAD_LETTERS,
  type DeadLetterQueue,
  DeadLetterQueueUnknown,
  DeadLettersNotMovable,
  type deadLettersRoute,
  MOST_LETTERS,
  type redriveRoute,
} from './dead-letter-body.ts';
import { type DeadLetter, readDeadLetter } from './dead-letter.ts';
import { letGo, receiveAll, unreadPages } from './held-messages.ts';
import { countMessages } from './message-counts.ts';
import { putBack } from './put-back.ts';

const Urls = z.pipe(
  z.string(),
  z.transform((urls) => urls.split(',').filter((url) => url !== '')),
);
/** Both are set by `shows: dead-letters` and `redrives: dead-letters` of a function.yml. */
const Config = z.object({ DEAD_LETTER_QUEUE_URLS: Urls, QUEUE_URLS: z._default(Urls, []) });

const sqs = /* @__PURE__ */ lazy(() => new SQSClient({}));
const nameOf = (url: string): string => url.split('/').at(-1) ?? '';

/** The queues of dead letters that are not empty, and what lies in them; nothing is moved. */
export async function showDeadLetters(client: SQSClient): Promise<readonly DeadLetterQueue[]> {
  const { DEAD_LETTER_QUEUE_URLS: urls, QUEUE_URLS: queues } = readConfig(Config);
  const movable = new Set(queues.map((url) => nameOf(url) + DEAD_LETTERS));
  const found = await Promise.all(
    urls.map(async (url) => {
      const { all } = await countMessages(client, url);
      if (all === 0) return [];
      const messages = await receiveAll(client, url, MOST_LETTERS);
      await letGo(client, url, messages);
      const letters = messages.slice(0, MOST_LETTERS).map((message) => shown(readDeadLetter(message)));
      return [{ queue: nameOf(url), movable: movable.has(nameOf(url)), count: all, letters }];
    }),
  );
  return found.flat();
}

const shown = ({ id, types, subjects, eventId, since, trace, reason }: DeadLetter) => ({
  letterId: id,
  types: [...types],
  subjects: [...subjects],
  since,
  ...(eventId !== undefined && { eventId }),
  ...(trace !== undefined && { trace }),
  ...(reason !== undefined && { reason }),
});

/**
 * Puts letters of a queue back, all or those that are named, as far as there is time.
 * @returns how many
 * @throws AppError DEAD_LETTER_QUEUE_UNKNOWN, DEAD_LETTERS_NOT_MOVABLE
 */
export async function redriveDeadLetters(
  client: SQSClient,
  queue: string,
  timeLeft: TimeLeft,
  letterIds?: readonly string[],
): Promise<number> {
  const { DEAD_LETTER_QUEUE_URLS: urls, QUEUE_URLS: queues } = readConfig(Config);
  const from = urls.find((url) => nameOf(url) === queue);
  if (from === undefined) throw DeadLetterQueueUnknown();
  const to = queues.find((url) => nameOf(url) + DEAD_LETTERS === queue);
  if (to === undefined) throw DeadLettersNotMovable();
  const most = letterIds?.length ?? MOST_LETTERS;
  const [meant, others]: [Message[], Message[]] = [[], []];
  for await (const some of unreadPages(client, from)) {
    for (const message of some) {
      const isMeant = meant.length < most && (letterIds?.includes(message.MessageId ?? '') ?? true);
      (isMeant ? meant : others).push(message);
    }
    if (meant.length >= most || timeLeft() <= 0) break;
  }
  const moved = await putBack(client, from, to, meant, timeLeft);
  await letGo(client, from, [...others, ...meant.slice(moved)]);
  return moved;
}

/** The handler of {@link deadLettersRoute}. */
export const deadLettersHandler = (route: ReturnType<typeof deadLettersRoute>) =>
  apiHandler(route, async () => ({ items: [...(await showDeadLetters(sqs()))] }));

/** The handler of {@link redriveRoute}. */
export const redriveHandler = (
  route: ReturnType<typeof redriveRoute>,
  { admit }: Readonly<{ admit?: Admit }> = {},
) =>
  apiHandler(
    route,
    async ({ body: { queue, letterIds } }, { timeLeft }) => ({
      queue,
      moved: await redriveDeadLetters(sqs(), queue, timeLeft, letterIds),
    }),
    admit && { admit },
  );

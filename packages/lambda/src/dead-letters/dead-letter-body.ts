import { type DeclaredError, defineError, text } from '@cartless/domain';
import * as z from 'zod/mini';
import { defineRoute } from '../route.ts';

/** How the names of queues end that hold what could not be handled. */
export const DEAD_LETTERS = '-dead-letters';
/** The most letters of a queue that are shown, or put back, at once. */
export const MOST_LETTERS = 50;

export const DeadLetterQueueUnknown = /* @__PURE__ */ defineError('not-found', 'DEAD_LETTER_QUEUE_UNKNOWN', {
  en: 'This service has no such queue of dead letters; the list names them.',
  'zh-CN': '该服务没有此死信队列，请查看列表。',
});
export const DeadLettersNotMovable = /* @__PURE__ */ defineError('conflict', 'DEAD_LETTERS_NOT_MOVABLE', {
  en: 'These were given up on the way from a table and have no queue to go back to. What a relay gave up, "pnpm replay" publishes again.',
  'zh-CN': '这些记录在离开数据表时被放弃，没有可退回的队列。中继放弃的变更请用“pnpm replay”重新发布。',
});

/** A dead letter as the staff sees it: never its text, which may tell of a person. */
export const DeadLetterShape = z.object({
  letterId: z.string(),
  types: z.array(z.string()),
  subjects: z.array(z.string()),
  eventId: z.optional(z.string()),
  since: z.iso.datetime(),
  trace: z.optional(z.string()),
  reason: z.optional(z.string()),
});
export const DeadLetterQueueShape = z.object({
  queue: z.string(),
  /** Whether its letters have a queue to go back to. */
  movable: z.boolean(),
  count: z.int(),
  letters: z.array(DeadLetterShape),
});
export type DeadLetterQueue = z.infer<typeof DeadLetterQueueShape>;

/** The route by which a service shows what it could not handle. */
export const deadLettersRoute = <const S extends string>(service: S) =>
  defineRoute({
    id: 'listDeadLetters',
    method: 'GET',
    path: `/${service}/dead-letters`,
    access: 'support',
    summary: 'What the service could not handle, by queue, with the reasons',
    description: `Queues that hold something, each with its first ${MOST_LETTERS} letters; counts are about right, as SQS counts.`,
    success: {
      status: 200,
      description: 'The queues of dead letters that are not empty',
      body: z.object({ items: z.array(DeadLetterQueueShape) }),
    },
  });

/**
 * The route by which they go back to where they came from.
 * @param refusals by which a service keeps staff out whose own account is not open
 */
export const redriveRoute = <const S extends string>(service: S, refusals: readonly DeclaredError[] = []) =>
  defineRoute({
    id: 'redriveDeadLetters',
    method: 'POST',
    path: `/${service}/dead-letters/redrive`,
    access: 'support',
    summary: 'Puts dead letters back into the queue that they came from, once their cause is gone',
    description: `All of a queue, or those that are named; at most ${MOST_LETTERS} at once, and fewer when SQS is slow: \`moved\` says how many. Consumers know what they have seen.`,
    body: z.strictObject({
      queue: text(80),
      letterIds: z.optional(z.array(text(100)).check(z.minLength(1), z.maxLength(MOST_LETTERS))),
    }),
    success: {
      status: 200,
      description: 'How many went back',
      body: z.object({ queue: z.string(), moved: z.int() }),
    },
    errors: [...refusals, DeadLetterQueueUnknown, DeadLettersNotMovable],
  });

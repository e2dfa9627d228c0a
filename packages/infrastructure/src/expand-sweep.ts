import { allow, type Expansion } from './cloudformation.ts';
import { attribute, ref } from './names.ts';

/** The queues of a service by their logical ids: those of dead letters, and those to which some of them can go back. */
export type DeadLetterQueues = Readonly<{ deadLetters: readonly string[]; queues: readonly string[] }>;

const arns = (ids: readonly string[]) => ids.map((id) => attribute(id, 'Arn'));
const urls = (ids: readonly string[]) => ({ 'Fn::Join': [',', ids.map((id) => ref(id))] });

/** What a function needs that looks through the dead letters of its service: where they are, and the right to it. */
export const expandSweep = ({ deadLetters }: DeadLetterQueues): Expansion => ({
  environment: { DEAD_LETTER_QUEUE_URLS: urls(deadLetters) },
  statements: [
    allow(
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:SendMessage'],
      arns(deadLetters),
    ),
  ],
});

/** The same of one that shows them: it may hide them for a moment, and neither take nor send any. */
export const expandShow = ({ deadLetters, queues }: DeadLetterQueues): Expansion => ({
  environment: { DEAD_LETTER_QUEUE_URLS: urls(deadLetters), QUEUE_URLS: urls(queues) },
  statements: [
    allow(['sqs:GetQueueAttributes', 'sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility'], arns(deadLetters)),
  ],
});

/** The same of one that puts them back: it takes those that have a queue, and sends to that. */
export const expandRedrive = ({ deadLetters, queues }: DeadLetterQueues): Expansion => {
  const movable = deadLetters.filter((id) => queues.includes(id.replace(/DeadLetters$/, 'Queue')));
  return {
    environment: { DEAD_LETTER_QUEUE_URLS: urls(deadLetters), QUEUE_URLS: urls(queues) },
    statements: [
      allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'], arns(movable)),
      allow(['sqs:SendMessage'], arns(queues)),
    ],
  };
};

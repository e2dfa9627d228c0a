import { allow, type Expansion } from './cloudformation.ts';
import { attribute, ref } from './names.ts';

/** What a function needs that looks through the dead letters of its service: where they are, and the right to it. */
export const expandSweep = (deadLetters: readonly string[]): Expansion => ({
  environment: { DEAD_LETTER_QUEUE_URLS: { 'Fn::Join': [',', deadLetters.map((id) => ref(id))] } },
  statements: [
    allow(
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:SendMessage'],
      deadLetters.map((id) => attribute(id, 'Arn')),
    ),
  ],
});

import { alarm as alarmOf, deadLetterAlarms } from './alarms.ts';
import { allow, type Expansion } from './cloudformation.ts';
import { OUTBOX_FILTER } from '@cartless/aggregate';
import type { Follows, Relays } from './declarations.ts';
import { attribute, type Owner, pascalCase, ref } from './names.ts';
import { deadLetterQueue } from './queues.ts';

const MINUTE_MS = 60_000;

/**
 * The trigger of a table's stream, with a queue for the places that were given up, and alarms: for the first of them, and
 * for a stream that does not move. What the declaration says beside goes to the trigger as it is.
 */
export function expandStream(
  { stream, deadLetters: name, alarm, ...trigger }: Follows,
  { owner, key }: Readonly<{ owner: Owner; key: string }>,
): Expansion {
  const deadLetters = `${pascalCase(name)}DeadLetters`;
  return {
    environment: { PARK_QUEUE_URL: ref(deadLetters) },
    statements: [allow('sqs:SendMessage', attribute(deadLetters, 'Arn'))],
    events: [
      {
        stream: {
          type: 'dynamodb',
          arn: stream,
          batchSize: 100,
          startingPosition: 'TRIM_HORIZON',
          bisectBatchOnFunctionError: true,
          functionResponseType: 'ReportBatchItemFailures',
          ...trigger,
          destinations: { onFailure: { type: 'sqs', arn: attribute(deadLetters, 'Arn') } },
        },
      },
    ],
    resources: {
      [deadLetters]: deadLetterQueue(owner, name),
      ...deadLetterAlarms(name, deadLetters, alarm),
      [`${pascalCase(key)}LateAlarm`]: alarmOf({
        says: `${key} is more than five minutes behind its stream.`,
        runbook: 'late-streams',
        metric: ['AWS/Lambda', 'IteratorAge'],
        dimensions: { FunctionName: ref(`${pascalCase(key)}LambdaFunction`) },
        statistic: 'Maximum',
        periods: 5,
        over: 5 * MINUTE_MS,
      }),
    },
  };
}

/**
 * The stream that a relay reads: whatever items bear the mark of an outbox, in order, tried for as long as the stream keeps
 * them, because the relay itself parks what can never be published.
 */
export const expandRelay = (relays: Relays, place: Readonly<{ owner: Owner; key: string }>): Expansion =>
  expandStream(
    {
      ...relays,
      deadLetters: 'relay',
      maximumRetryAttempts: -1,
      bisectBatchOnFunctionError: false,
      filterPatterns: [OUTBOX_FILTER],
    },
    place,
  );

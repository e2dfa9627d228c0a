import type { Counts, DeadLetter } from '@cartless/lambda/dead-letters';

/** Lines that tell a person of it. */
export const describeDeadLetter = (letter: DeadLetter): string =>
  [
    `${letter.id}  ${letter.types.join(', ') || (letter.isChange ? 'a place in the stream' : 'no event')}  ${letter.eventId ?? letter.subjects.join(', ')}`,
    `  since   ${letter.since}`,
    `  trace   ${letter.trace ?? '-'}`,
    `  reason  ${letter.reason ?? 'failed at every try; the log of its trace says why'}`,
  ].join('\n');

/** A line of `redrive list`. */
export function countLine(queue: string, { all, held }: Counts): string {
  const note = held === 0 ? '' : `  (${held} of them just read by somebody, and hidden for a moment)`;
  return `${String(all).padStart(6)}  ${queue}${note}`;
}

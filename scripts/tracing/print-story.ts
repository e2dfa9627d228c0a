import { styleText } from 'node:util';
import type { Story } from './follow.ts';
import type { Step } from './step.ts';

const WIDTH = 16;

/** The story as it is read: what happened with its times, and below what went wrong. */
export function printStory({ names, steps, faults }: Story): string {
  if (steps.length === 0)
    return `Nothing is known of ${names.join(' ')}: no table, no log and no dead letter names it.`;
  const lines = steps.map((step, index) => line(step, steps[index - 1]));
  return [styleText('bold', names.join('  ')), ...lines, '', ...cause(faults)].join('\n');
}

function line({ at, place, says, fault }: Step, before: Step | undefined): string {
  // A day is told where it begins.
  const [day, time] = at.split('T');
  const head = before?.at.startsWith(`${day}T`) ? [] : [styleText('dim', `${day}`)];
  const text = `  ${time?.slice(0, 12)}  ${place.padEnd(WIDTH)}  ${says}`;
  const style = fault === undefined ? undefined : fault.gravity === 1 ? 'yellow' : 'red';
  return [...head, style === undefined ? text : styleText(style, text)].join('\n');
}

function cause([first, ...others]: readonly Step[]): string[] {
  if (first === undefined) return ['Nothing went wrong.'];
  return [
    styleText('bold', `Cause: ${first.says}`),
    `  ${first.place}, ${first.at}`,
    ...(first.fault?.help === undefined ? [] : [`  ${first.fault.help}`]),
    ...(others.length === 0 ? [] : ['Also went wrong:']),
    ...others.map(({ at, place, says }) => `  ${at}  ${place}  ${says}`),
  ];
}

import type { Step } from '../steps.ts';
import { type Plant, PLANTS } from './plants.ts';

/**
 * Whether the steps that were taken say of a fault what they have to.
 * @returns the step that failed by it, and what that said
 * @throws Error when none did
 */
export function noticed(fault: Plant, taken: readonly Step[]): string {
  const failed = taken.filter((step) => step.failed);
  const telling = failed.find(({ result }) => PLANTS[fault].noticed.test(result));
  if (telling !== undefined)
    return `"${telling.name}" failed: ${PLANTS[fault].noticed.exec(telling.result)?.[0]}`;
  const said = failed.map(({ name, result }) => `"${name}" failed: ${result}`);
  throw new Error(
    `The fault ${fault} went unnoticed. ${said.length === 0 ? 'No step failed.' : `Only this was said:\n${said.join('\n')}`}`,
  );
}

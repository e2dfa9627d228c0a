import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './serverless-yaml.ts';

/** As GitHub names the anchors of headings. */
const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');

/** Whether a description ends with a runbook that is there: `Runbook: docs/runbooks/alarms.md#late-queues`. */
export function leadsToRunbook(description: unknown): boolean {
  const [, path = '', anchor] = / Runbook: ([\w/.-]+\.md)#([\w-]+)$/.exec(String(description)) ?? [];
  const file = join(ROOT, path);
  if (path === '' || !existsSync(file)) return false;
  const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, text = '']) => text);
  return headings.some((heading) => anchorOf(heading) === anchor);
}

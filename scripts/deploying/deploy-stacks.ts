import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { partsOf } from './in-regions.ts';

/** What became of a stack. */
export type Outcome = Readonly<{ stack: string; did: 'deployed' | 'failed' | 'not begun'; seconds: number }>;

/** Deploys one stack. @returns whether it went well */
export type DeployStack = (stack: string) => Promise<boolean>;

/**
 * Deploys stacks wave by wave: those of one side by side, the next when all of them are there. After a failure the wave is brought to
 * its end, and no other is begun.
 */
export async function deployStacks(
  waves: readonly (readonly string[])[],
  deploy: DeployStack,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const wave of waves) {
    if (outcomes.some(({ did }) => did !== 'deployed')) {
      outcomes.push(...wave.map((stack): Outcome => ({ stack, did: 'not begun', seconds: 0 })));
      continue;
    }
    outcomes.push(...(await Promise.all(wave.map((stack) => timed(stack, deploy)))));
  }
  return outcomes;
}

async function timed(stack: string, deploy: DeployStack): Promise<Outcome> {
  const started = performance.now();
  const did = (await deploy(stack)) ? 'deployed' : 'failed';
  return { stack, did, seconds: Math.round((performance.now() - started) / 1000) };
}

/** Runs `serverless deploy` of a stack in its folder; its lines bear its name. */
export const serverlessDeploy =
  (root: string, options: readonly string[]): DeployStack =>
  async (stack) => {
    const { service, region } = partsOf(stack);
    const folder = join(root, 'services', service);
    const where = region === undefined ? [] : ['--region', region];
    const child = spawn(join(folder, 'node_modules/.bin/serverless'), ['deploy', ...options, ...where], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        if (line.trim() !== '') console.log(`${stack.padEnd(9)}  ${line}`);
      });
    const [code] = (await once(child, 'close')) as [number | null];
    return code === 0;
  };

/** One line a stack. */
export const summary = (stage: string, outcomes: readonly Outcome[]): string =>
  [
    '',
    `Stage "${stage}":`,
    ...outcomes.map(
      ({ stack, did, seconds }) => `  ${stack.padEnd(9)}  ${did}${seconds > 0 ? ` (${seconds} s)` : ''}`,
    ),
  ].join('\n');

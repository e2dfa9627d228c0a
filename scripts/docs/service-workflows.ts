import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICES } from '@cartless/domain';

const STACKS = ['platform', ...SERVICES, 'edge'] as const;
/** What packages and settles every stack, whatever it imports. */
const FOR_ALL = [
  '.github/workflows/deploy.yml',
  'patches/**',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'services/common.yml',
  'services/settings.yml',
  'services/stages/**',
];
/** The plugin that packages; no file of a service names it. */
const PACKAGING = 'infrastructure';
/** The distribution follows from the routes of all services. */
const BESIDES: Readonly<Record<string, readonly string[]>> = { edge: ['services/*/src/**/route.ts'] };

/** A workflow of GitHub for each stack: what it is deployed by, when something changes that it is made of. */
export const serviceWorkflows = (root: string): [path: string, text: string][] =>
  STACKS.map((stack) => [
    `.github/workflows/deploy-${stack}.yml`,
    workflow(stack, deployedPaths(root, stack)),
  ]);

/** The paths of all that a stack is made of: its own, and the packages that its code imports, and theirs. */
export function deployedPaths(root: string, stack: string): readonly string[] {
  const packages = new Set<string>();
  const pending = [PACKAGING, ...imported(root, `services/${stack}/{src,infra}`)];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (packages.has(name)) continue;
    packages.add(name);
    pending.push(...imported(root, `packages/${name}/src`));
  }
  return [
    ...FOR_ALL,
    ...[...packages].map((name) => `packages/${name}/**`),
    `services/${stack}/**`,
    ...(BESIDES[stack] ?? []),
  ].toSorted();
}

function imported(root: string, folder: string): string[] {
  const files = globSync(`${folder}/**/*.ts`, { cwd: root }).filter((file) => !file.endsWith('.test.ts'));
  return files.flatMap((file) =>
    [
      ...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import\(|import) ?'@cartless\/([a-z-]+)/g),
    ].map(([, name = '']) => name),
  );
}

const workflow = (
  stack: string,
  paths: readonly string[],
): string => `# Written by "pnpm run docs", from what ${stack} is made of.
name: deploy ${stack}
on:
  push:
    branches: [main]
    paths:
${paths.map((path) => `      - ${path}`).join('\n')}
  workflow_dispatch:
permissions:
  contents: read
# One after the other; a deployment that has begun is brought to its end.
concurrency: { group: deploy-${stack}, cancel-in-progress: false }
jobs:
  staging:
    permissions: { contents: read, id-token: write }
    uses: ./.github/workflows/deploy.yml
    with: { stack: ${stack}, stage: staging }
  proof:
    needs: staging
    uses: ./.github/workflows/proof.yml
  # The environment "prod" of the repository names who has to approve.
  prod:
    needs: proof
    permissions: { contents: read, id-token: write }
    uses: ./.github/workflows/deploy.yml
    with: { stack: ${stack}, stage: prod }
`;

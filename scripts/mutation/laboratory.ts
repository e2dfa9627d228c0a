import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

type Outcome = Readonly<{ status: number | null; stdout: string; stderr: string }>;

/** A copy of the project in which programs are changed, because the changes are written into its files. */
export class Laboratory {
  readonly folder = mkdtempSync(join(tmpdir(), 'cartless-mutate-'));
  readonly project = join(this.folder, 'project');

  constructor() {
    for (const file of projectFiles()) cpSync(join(ROOT, file), join(this.project, file));
    this.pnpm('install', '--frozen-lockfile');
  }

  /** @throws Error with all that it wrote when it fails */
  pnpm(...args: readonly string[]): string {
    const { status, stdout, stderr } = this.try(...args);
    if (status !== 0) throw new Error(`pnpm ${args.join(' ')} failed:\n${stdout}${stderr}`);
    return stdout;
  }

  try(...args: readonly string[]): Outcome {
    return this.tryWith({}, ...args);
  }

  /** @param environment variables beside those of this process */
  tryWith(environment: Readonly<Record<string, string>>, ...args: readonly string[]): Outcome {
    const env = { ...process.env, ...environment };
    const options = { cwd: this.project, env, encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
    return spawnSync('npx', ['-y', 'pnpm@12', ...args], options);
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function projectFiles(): string[] {
  const command = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'];
  return spawnSync('git', command, { cwd: ROOT, encoding: 'utf8' }).stdout.split('\0').filter(Boolean);
}

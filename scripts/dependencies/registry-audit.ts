import { spawnSync } from 'node:child_process';
import * as z from 'zod';
import type { Advisory } from './advisories.ts';

/** What pnpm answers; only what is used of it. */
const Answer = z.object({
  advisories: z.record(
    z.string(),
    z.object({
      github_advisory_id: z.optional(z.string()),
      module_name: z.string(),
      severity: z.enum(['info', 'low', 'moderate', 'high', 'critical']),
      title: z.string(),
      findings: z.array(z.object({ version: z.string() })),
    }),
  ),
});

/** Either what the registry knows, or why it could not be asked. */
export type RegistryAudit = Readonly<{ advisories: readonly Advisory[] } | { notAsked: string }>;

/**
 * Asks the registry, through pnpm, which advisories hit the lockfile. Not every registry can be asked: a mirror may refuse the
 * call. That is told apart from an answer without advisories.
 */
export function auditByRegistry(root: string, options: readonly string[] = []): RegistryAudit {
  const { stdout, stderr } = spawnSync('npx', ['-y', 'pnpm@12', 'audit', '--json', ...options], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  const answer = Answer.safeParse(asJson(stdout));
  if (!answer.success) return { notAsked: said(stderr) ?? said(stdout) ?? 'pnpm said nothing' };
  return {
    advisories: Object.entries(answer.data.advisories).map(([number, one]) => ({
      id: one.github_advisory_id ?? number,
      package: one.module_name,
      versions: one.findings.map(({ version }) => version),
      severity: one.severity,
      title: one.title,
    })),
  };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What was said, without the frame that pnpm draws around it. */
const said = (text: string): string | undefined =>
  text
    .replaceAll(/[\s│×]+/g, ' ')
    .trim()
    .slice(0, 200) || undefined;

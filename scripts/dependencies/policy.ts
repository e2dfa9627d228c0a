import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';

const Reason = z.string().check(z.minLength(20));
const Day = z.iso.date();

/** What is decided about dependencies, by hand: `dependency-policy.yml`. */
export const DependencyPolicy = z.strictObject({
  licences: z.strictObject({
    /** SPDX identifiers that may be in what is deployed. */
    production: z.array(z.string()).check(z.minLength(1)),
    /** Those that tools of development may have beside. */
    development: z.array(z.string()),
    /** Packages whose package.json does not say it right, and what was read in the package instead. */
    read: z.record(z.string(), z.strictObject({ licence: z.string(), reason: Reason })),
    /** Packages that may be used although their licence is none of these, never in production. */
    developmentOnly: z.record(z.string(), z.strictObject({ licence: z.string(), reason: Reason })),
  }),
  vulnerabilities: z.strictObject({
    /** From which severity on an advisory fails the check. */
    failFrom: z.enum(['low', 'moderate', 'high', 'critical']),
    /** Advisories that are known and wait, by their id. */
    accepted: z.record(z.string(), z.strictObject({ package: z.string(), reason: Reason, until: Day })),
  }),
  /** Packages whose authors gave them up and which are used still, without versions. */
  deprecated: z.record(z.string(), z.strictObject({ reason: Reason, until: Day })),
});
export type DependencyPolicy = z.infer<typeof DependencyPolicy>;

/** @throws Error naming what is wrong in the file */
export function readPolicy(root: string): DependencyPolicy {
  const result = DependencyPolicy.safeParse(parse(readFileSync(join(root, 'dependency-policy.yml'), 'utf8')));
  if (!result.success) throw new Error(`dependency-policy.yml: ${z.prettifyError(result.error)}`);
  return result.data;
}

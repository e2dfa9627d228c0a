import { type Advisory, osvAdvisories } from './advisories.ts';
import type { LockedPackage } from './locked-packages.ts';
import { auditByRegistry } from './registry-audit.ts';

/** Where advisories come from. */
export type Sources = Readonly<{
  /** A folder with a dump of advisories of the OSV schema; then the registry is not asked. */
  osvFolder?: string | undefined;
  /** More for `pnpm audit`, e.g. another registry. */
  registryOptions?: readonly string[];
}>;

/** The advisories that hit the lockfile, or why nobody could say. */
export function advisoriesIn(
  root: string,
  packages: readonly LockedPackage[],
  { osvFolder, registryOptions = [] }: Sources,
): Readonly<{ advisories?: readonly Advisory[]; unknown?: string }> {
  if (osvFolder !== undefined) return { advisories: osvAdvisories(osvFolder, packages) };
  const audit = auditByRegistry(root, registryOptions);
  return 'advisories' in audit ? audit : { unknown: `the registry cannot be asked: ${audit.notAsked}` };
}

import { SERVICES } from '@cartless/domain';
import { advisoriesIn, type Sources } from './advisory-sources.ts';
import { judgeAdvisories, judgeDeprecated } from './advisories.ts';
import { bundledPackages } from './bundled-packages.ts';
import { installedPackages } from './installed-packages.ts';
import { refusedAnywhere, refusedInProduction } from './licences.ts';
import { type LockedPackage, named, projectLock } from './locked-packages.ts';
import { readPolicy } from './policy.ts';

/** One thing that was looked at: what is wrong, and what could not be found out. */
export type Finding = Readonly<{ about: string; problems: readonly string[]; unknown?: string | undefined }>;

/** What makes a package of the lockfile something else than what was reviewed. */
export const loosePackages = (packages: readonly LockedPackage[]): string[] =>
  packages.flatMap((one) => [
    ...(one.integrity?.startsWith('sha512-') ? [] : [`${named(one)} has no sha512 in the lockfile`]),
    ...(one.elsewhere === undefined ? [] : [`${named(one)} comes from elsewhere: ${one.elsewhere}`]),
  ]);

/** Looks at everything that the project stands on. */
export async function checkDependencies(root: string, sources: Sources, today: string): Promise<Finding[]> {
  const policy = readPolicy(root);
  const locked = projectLock(root);
  const bundled = (await Promise.all(SERVICES.map((service) => bundledPackages(root, service)))).flat();
  const { advisories, unknown } = advisoriesIn(root, locked, sources);
  return [
    { about: `integrity of ${locked.length} packages`, problems: loosePackages(locked) },
    {
      about: `licences of ${new Set(bundled.map(named)).size} packages in what is deployed`,
      problems: [...new Set(refusedInProduction(bundled, policy.licences))],
    },
    {
      about: 'licences of the packages that are installed here',
      problems: refusedAnywhere(installedPackages(root), policy.licences),
    },
    { about: 'packages that were given up', problems: judgeDeprecated(locked, policy.deprecated, today) },
    {
      about: 'known vulnerabilities',
      problems: advisories === undefined ? [] : judgeAdvisories(advisories, policy.vulnerabilities, today),
      unknown,
    },
  ];
}

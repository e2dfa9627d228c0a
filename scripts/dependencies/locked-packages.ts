import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A package as the lockfile has it. */
export type LockedPackage = Readonly<{
  name: string;
  version: string;
  /** Subresource integrity: `sha512-…`. */
  integrity: string | undefined;
  /** What its authors say of why nobody should use it. */
  deprecated: string | undefined;
  /** Where it comes from, when it does not come from the registry. */
  elsewhere: string | undefined;
}>;

type Entry = Readonly<{
  resolution?: Readonly<Record<string, unknown>>;
  deprecated?: string;
}>;

/** All packages of a pnpm lockfile, of every platform. */
export function lockedPackages(lockfile: string): LockedPackage[] {
  const { packages = {} } = parse(lockfile) as { packages?: Record<string, Entry> };
  return Object.entries(packages).map(([key, { resolution = {}, deprecated }]) => {
    const at = key.lastIndexOf('@');
    const { integrity, ...rest } = resolution;
    return {
      name: key.slice(0, at),
      version: key.slice(at + 1),
      integrity: typeof integrity === 'string' ? integrity : undefined,
      deprecated,
      elsewhere: Object.keys(rest).length === 0 ? undefined : JSON.stringify(rest),
    };
  });
}

/** The project's own. */
export const projectLock = (root: string): LockedPackage[] =>
  lockedPackages(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8'));

export const named = ({ name, version }: Readonly<{ name: string; version: string }>): string =>
  `${name}@${version}`;

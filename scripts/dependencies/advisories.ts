import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gte, lt, lte, valid } from 'semver';
import { type LockedPackage, named } from './locked-packages.ts';
import type { DependencyPolicy } from './policy.ts';

const SEVERITIES = ['info', 'low', 'moderate', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** A published weakness of a package that is in use. */
export type Advisory = Readonly<{
  id: string;
  package: string;
  versions: readonly string[];
  severity: Severity;
  title: string;
}>;

type OsvEvent = Readonly<{ introduced?: string; fixed?: string; last_affected?: string }>;
type OsvEntry = Readonly<{
  id: string;
  summary?: string;
  withdrawn?: string;
  database_specific?: Readonly<{ severity?: string }>;
  affected?: readonly Readonly<{
    package?: Readonly<{ ecosystem: string; name: string }>;
    versions?: readonly string[];
    ranges?: readonly Readonly<{ type: string; events: readonly OsvEvent[] }>[];
  }>[];
}>;

/**
 * What the advisories in a folder say of the packages. The folder holds entries of the OSV schema, one a file, as the dumps
 * of OSV and of the GitHub advisory database do; it is read without any network.
 *
 * @throws Error when there is not one entry, since that would look like a clean bill
 */
export function osvAdvisories(folder: string, packages: readonly LockedPackage[]): Advisory[] {
  const files = globSync('**/*.json', { cwd: folder });
  if (files.length === 0) throw new Error(`${folder} holds no advisories (*.json of the OSV schema)`);
  const byName = Map.groupBy(packages, ({ name }) => name);
  return files.flatMap((file) => {
    const entry = JSON.parse(readFileSync(join(folder, file), 'utf8')) as OsvEntry;
    return entry.withdrawn === undefined ? found(entry, byName) : [];
  });
}

function found(entry: OsvEntry, byName: ReadonlyMap<string, readonly LockedPackage[]>): Advisory[] {
  return (entry.affected ?? []).flatMap((affected) => {
    if (affected.package?.ecosystem !== 'npm') return [];
    const { name } = affected.package;
    const versions = (byName.get(name) ?? [])
      .map(({ version }) => version)
      .filter((one) => hits(affected, one));
    if (versions.length === 0) return [];
    return [
      { id: entry.id, package: name, versions, severity: severityOf(entry), title: entry.summary ?? '' },
    ];
  });
}

type Affected = NonNullable<OsvEntry['affected']>[number];

function hits({ versions = [], ranges = [] }: Affected, version: string): boolean {
  if (versions.includes(version)) return true;
  return ranges.filter(({ type }) => type === 'SEMVER').some(({ events }) => within(events, version));
}

/** Events open and close stretches of versions, in order. */
function within(events: readonly OsvEvent[], version: string): boolean {
  let inside = false;
  for (const { introduced, fixed, last_affected: last } of events) {
    if (introduced !== undefined) inside ||= introduced === '0' || gte(version, introduced);
    if (fixed !== undefined && valid(fixed) !== null) inside &&= lt(version, fixed);
    if (last !== undefined && valid(last) !== null) inside &&= lte(version, last);
  }
  return inside;
}

/** An entry that does not say how bad it is (malicious packages do not) is as bad as can be. */
function severityOf({ database_specific: specific }: OsvEntry): Severity {
  const said = specific?.severity?.toLowerCase();
  return SEVERITIES.find((severity) => severity === said) ?? 'critical';
}

/**
 * What of the advisories fails the check: those that are bad enough and not accepted, and acceptances that have run out or
 * that nothing needs any more.
 */
export function judgeAdvisories(
  advisories: readonly Advisory[],
  { failFrom, accepted }: DependencyPolicy['vulnerabilities'],
  today: string,
): string[] {
  const bad = advisories.filter(
    ({ severity }) => SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(failFrom),
  );
  const open = bad.filter(({ id, package: name }) => accepted[id]?.package !== name);
  const waiting = Object.entries(accepted);
  return [
    ...open.map(
      ({ id, package: name, versions, severity, title }) =>
        `${name} ${versions.join(', ')}: ${id}, ${severity}: ${title}`,
    ),
    ...waiting
      .filter(([, { until }]) => until < today)
      .map(([id, { until, reason }]) => `${id} was to wait until ${until}: ${reason}`),
    ...waiting
      .filter(([id, { package: name }]) => !bad.some((one) => one.id === id && one.package === name))
      .map(([id]) => `${id} is accepted and found nowhere; take it out of dependency-policy.yml`),
  ];
}

/** Packages that their authors gave up, and those of them that are not decided about. */
export function judgeDeprecated(
  packages: readonly LockedPackage[],
  decided: DependencyPolicy['deprecated'],
  today: string,
): string[] {
  const givenUp = packages.filter(({ deprecated }) => deprecated !== undefined);
  return [
    ...givenUp
      .filter(({ name }) => (decided[name]?.until ?? '') < today)
      .map((one) => `${named(one)} was given up: ${one.deprecated}`),
    ...Object.keys(decided)
      .filter((name) => !givenUp.some((one) => one.name === name))
      .map((name) => `${name} is not given up, or not used; take it out of dependency-policy.yml`),
  ];
}

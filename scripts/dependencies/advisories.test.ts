import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Advisory, judgeAdvisories, judgeDeprecated, osvAdvisories } from './advisories.ts';
import { advisoriesIn } from './advisory-sources.ts';
import { loosePackages } from './check.ts';
import { lockedPackages } from './locked-packages.ts';

const locked = (name: string, version: string) =>
  lockedPackages(`packages:\n  '${name}@${version}':\n    resolution: {integrity: sha512-aa}\n`);

/** A folder with one advisory, as a dump of the OSV schema holds it. */
function dump(entry: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'cartless-osv-'));
  writeFileSync(
    join(folder, 'entry.json'),
    JSON.stringify({ id: 'GHSA-1', summary: 'It breaks.', ...entry }),
  );
  return folder;
}
const affecting = (events: object[], more: object = {}) => ({
  database_specific: { severity: 'HIGH' },
  affected: [{ package: { ecosystem: 'npm', name: '@a/b' }, ranges: [{ type: 'SEMVER', events }], ...more }],
});

describe('an advisory of a dump', () => {
  it.each([
    ['0.9.0', [{ introduced: '0' }, { fixed: '1.0.0' }]],
    ['1.2.3', [{ introduced: '1.0.0' }, { last_affected: '1.2.3' }]],
    ['2.1.0', [{ introduced: '0' }, { fixed: '1.0.0' }, { introduced: '2.0.0' }, { fixed: '2.2.0' }]],
    ['1.0.0-rc.1', [{ introduced: '0' }, { fixed: '1.0.0' }]],
    ['9.9.9', [{ introduced: '0' }]],
  ])('hits %s in %j', (version, events) => {
    expect(osvAdvisories(dump(affecting(events)), locked('@a/b', version))).toEqual([
      { id: 'GHSA-1', package: '@a/b', versions: [version], severity: 'high', title: 'It breaks.' },
    ]);
  });

  it.each([
    ['1.0.0', [{ introduced: '0' }, { fixed: '1.0.0' }]],
    ['1.5.0', [{ introduced: '0' }, { fixed: '1.0.0' }, { introduced: '2.0.0' }, { fixed: '2.2.0' }]],
    ['1.2.4', [{ introduced: '1.0.0' }, { last_affected: '1.2.3' }]],
    ['0.9.9', [{ introduced: '1.0.0' }]],
  ])('misses %s in %j', (version, events) => {
    expect(osvAdvisories(dump(affecting(events)), locked('@a/b', version))).toEqual([]);
  });

  it('hits versions that are listed one by one, and is critical when it does not say how bad it is', () => {
    const malicious = {
      affected: [{ package: { ecosystem: 'npm', name: '@a/b' }, versions: ['1.0.1'] }],
    };
    expect(osvAdvisories(dump(malicious), locked('@a/b', '1.0.1'))).toMatchObject([{ severity: 'critical' }]);
    expect(osvAdvisories(dump(malicious), locked('@a/b', '1.0.0'))).toEqual([]);
  });

  it('counts no more when it was withdrawn, and is of no other ecosystem', () => {
    const events = [{ introduced: '0' }];
    const withdrawn = { ...affecting(events), withdrawn: '2026-01-01T00:00:00Z' };
    expect(osvAdvisories(dump(withdrawn), locked('@a/b', '1.0.0'))).toEqual([]);
    const python = affecting(events, { package: { ecosystem: 'PyPI', name: '@a/b' } });
    expect(osvAdvisories(dump(python), locked('@a/b', '1.0.0'))).toEqual([]);
  });

  it('is not taken to be absent because the dump is empty', () => {
    const empty = mkdtempSync(join(tmpdir(), 'cartless-osv-'));
    expect(() => osvAdvisories(empty, locked('@a/b', '1.0.0'))).toThrow(/holds no advisories/);
  });
});

describe('what is known of packages', () => {
  const found: Advisory = {
    id: 'GHSA-1',
    package: '@a/b',
    versions: ['1.0.0'],
    severity: 'moderate',
    title: 'It breaks.',
  };
  const accepted = (until: string, name = '@a/b') => ({
    'GHSA-1': { package: name, reason: 'We never call that function.', until },
  });

  it('fails the check from the severity on that was decided', () => {
    expect(judgeAdvisories([found], { failFrom: 'moderate', accepted: {} }, '2026-06-01')).toEqual([
      '@a/b 1.0.0: GHSA-1, moderate: It breaks.',
    ]);
    expect(judgeAdvisories([found], { failFrom: 'high', accepted: {} }, '2026-06-01')).toEqual([]);
  });

  it('may wait for a reason until a day, for that package, and not once it is gone', () => {
    const judge = (all: Advisory[], accept: ReturnType<typeof accepted>) =>
      judgeAdvisories(all, { failFrom: 'moderate', accepted: accept }, '2026-06-01');
    expect(judge([found], accepted('2026-06-01'))).toEqual([]);
    expect(judge([found], accepted('2026-05-31'))).toEqual([expect.stringContaining('until 2026-05-31')]);
    expect(judge([found], accepted('2026-07-01', 'other'))).toHaveLength(2);
    expect(judge([], accepted('2026-07-01'))).toEqual([expect.stringContaining('found nowhere')]);
  });

  it('includes that they were given up', () => {
    const givenUp = lockedPackages(
      "packages:\n  'old@1.0.0':\n    resolution: {integrity: sha512-aa}\n    deprecated: Use new.\n",
    );
    const wait = { old: { reason: 'Only a tool of a tool brings it.', until: '2026-06-01' } };
    expect(judgeDeprecated(givenUp, {}, '2026-06-01')).toEqual(['old@1.0.0 was given up: Use new.']);
    expect(judgeDeprecated(givenUp, wait, '2026-06-01')).toEqual([]);
    expect(judgeDeprecated(givenUp, wait, '2026-06-02')).toHaveLength(1);
    expect(judgeDeprecated([], wait, '2026-06-01')).toEqual([expect.stringContaining('take it out')]);
  });

  it('includes that they are what was reviewed', () => {
    const lock = (resolution: string) =>
      loosePackages(lockedPackages(`packages:\n  a@1.0.0:\n    resolution: ${resolution}\n`));
    expect(lock('{integrity: sha512-aa}')).toEqual([]);
    expect(lock('{integrity: sha1-aa}')).toEqual(['a@1.0.0 has no sha512 in the lockfile']);
    expect(lock('{integrity: sha512-aa, tarball: "file:x.tgz"}')).toEqual([
      expect.stringContaining('elsewhere'),
    ]);
    expect(lock('{type: git, repo: x, commit: y}')).toHaveLength(2);
  });

  it('is read from a dump instead of the registry where there is one', () => {
    const osvFolder = dump(affecting([{ introduced: '0' }]));
    expect(advisoriesIn('/nowhere', locked('@a/b', '1.0.0'), { osvFolder })).toMatchObject({
      advisories: [{ id: 'GHSA-1' }],
    });
  });
});

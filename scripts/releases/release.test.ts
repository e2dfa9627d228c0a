import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { apiProblems } from '../docs/released-documents.ts';
import { releasables, waitingChanges } from './releasable.ts';
import { release } from './release.ts';

const manifest = (name: string, more = {}) => JSON.stringify({ name, version: '1.2.3', ...more }, null, 2);

/** A project with two services, a published package and a private one, everything committed. */
function project(files: Readonly<Record<string, string>> = {}) {
  const root = mkdtempSync(join(tmpdir(), 'release-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const all = {
    'package.json': manifest('shop', { private: true }),
    'pnpm-workspace.yaml': "packages: ['services/*', 'packages/*']\n",
    'pnpm-lock.yaml': '',
    'services/orders/package.json': manifest('@cartless/orders', { private: true }),
    'services/orders/CHANGELOG.md': '# Changelog\n\n## 1.2.3\n\n- Something.\n',
    'services/orders/openapi.json': '{"info":{"version":"1.2.3"}}',
    'services/users/package.json': manifest('@cartless/users', { private: true }),
    'packages/api-client/package.json': manifest('@cartless/api-client'),
    'packages/domain/package.json': manifest('@cartless/domain', { private: true }),
    '.changeset/config.json': JSON.stringify({
      changelog: '@changesets/cli/changelog',
      format: false,
      privatePackages: { version: true, tag: true },
    }),
    ...files,
  };
  for (const [path, text] of Object.entries(all)) write(path, text);
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.email', 'mei@example.com');
  git('config', 'user.name', 'Mei');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'first');
  return { root, write, git, read };
}

const changeset = (releases: Readonly<Record<string, string>>, text = 'Orders can be sung.'): string =>
  `---\n${Object.entries(releases)
    .map(([name, type]) => `'@cartless/${name}': ${type}\n`)
    .join('')}---\n\n${text}\n`;

/** Documents that say the version of their service. */
const generate = (root: string) => {
  const { version } = JSON.parse(readFileSync(join(root, 'services/orders/package.json'), 'utf8')) as {
    version: string;
  };
  const text = `{"info":{"version":"${version}"}}`;
  return Promise.resolve({ files: new Map([['services/orders/openapi.json', text]]), problems: [] });
};

const record = (_root: string, short: string) =>
  Promise.resolve(new Map([[`services/${short}/released/events.json`, '{"told":[]}']]));

describe('a release', () => {
  it('raises one version, tells what is new, keeps the contract, commits and tags', async () => {
    const { root, git, read } = project({
      '.changeset/a.md': changeset({ orders: 'minor' }),
      '.changeset/b.md': changeset({ orders: 'patch' }, 'Songs end.'),
      '.changeset/c.md': changeset({ users: 'minor' }, 'Users can sing.'),
      '.changeset/d.md': changeset({ users: 'patch', orders: 'patch' }, 'Both are quiet at night.'),
    });
    expect(await release(root, 'orders', { generate, record })).toBe('orders@1.3.0');
    expect(releasables(root).map(({ short, version }) => `${short} ${version}`)).toEqual([
      'api-client 1.2.3',
      'orders 1.3.0',
      'users 1.2.3',
    ]);
    const changelog = read('services/orders/CHANGELOG.md');
    expect(changelog.indexOf('## 1.3.0')).toBeLessThan(changelog.indexOf('## 1.2.3'));
    expect(changelog).toMatch(/Orders can be sung\.[^]*Songs end\./);
    expect(changelog).toContain('Both are quiet at night.');
    expect(changelog).not.toContain('Users');
    expect(read('services/orders/released/openapi.json')).toBe('{"info":{"version":"1.3.0"}}');
    expect(read('services/orders/released/events.json')).toBe('{"told":[]}');
    // What several bring waits for the others.
    expect([...(await waitingChanges(root))]).toEqual([
      ['@cartless/users', { size: 'minor', says: ['Users can sing.', 'Both are quiet at night.'] }],
    ]);
    expect(git('status', '--porcelain')).toBe('');
    expect(git('log', '-1', '--format=%s')).toBe('Release orders@1.3.0');
    expect(git('tag', '--points-at', 'HEAD')).toBe('orders@1.3.0');
  });

  it('is refused with everything that stands in its way, and changes nothing', async () => {
    const { root, write, git } = project({ '.changeset/a.md': changeset({ users: 'minor' }) });
    write('services/orders/openapi.json', '{}');
    const broken = async () => ({
      ...(await generate(root)),
      problems: ['GET /orders would break everybody'],
    });
    const refusal: unknown = await release(root, 'orders', { generate: broken, record }).catch(
      (error: unknown) => error,
    );
    expect(String(refusal)).toMatch(
      /orders cannot be released:\n- .*not committed.*\n- Nothing waits.*\n- GET \/orders would break everybody\n- services\/orders\/openapi\.json is out of date/,
    );
    expect(git('log', '--format=%s')).toBe('first');
    expect(git('tag')).toBe('');
  });

  it('of something that has no version of its own names what has', async () => {
    const { root } = project();
    await expect(release(root, 'domain', { generate, record })).rejects.toThrow(
      'There is no "domain" to release. There are api-client, orders, users.',
    );
  });
});

describe('changes that wait', () => {
  it('are as large as the largest of them', async () => {
    const { root } = project({
      '.changeset/a.md': changeset({ orders: 'patch', users: 'patch' }),
      '.changeset/b.md': changeset({ orders: 'major' }, 'Songs are gone.'),
    });
    const waiting = await waitingChanges(root);
    expect(waiting.get('@cartless/orders')).toEqual({
      size: 'major',
      says: ['Orders can be sung.', 'Songs are gone.'],
    });
    expect(waiting.get('@cartless/users')?.size).toBe('patch');
  });

  it.each([
    [{ domain: 'minor' }, 'Something.', 'names @cartless/domain, which has no version of its own'],
    [{ orders: 'minor' }, '', 'does not say what has changed'],
  ])('for %j with “%s” are refused', async (releases, text, sentence) => {
    const { root } = project({ '.changeset/a.md': changeset(releases, text) });
    await expect(waitingChanges(root)).rejects.toThrow(sentence);
  });
});

describe('a route that would break its callers', () => {
  const document = (paths: object) => ({ openapi: '3.1.0', paths });
  const released = document({
    '/songs': { get: { operationId: 'listSongs', security: [{ accessToken: ['shop'] }], responses: {} } },
  });
  const asked = {
    folder: 'services/orders',
    name: '@cartless/orders',
    document: document({}),
    isMajor: false,
  };

  it('is told with whom it breaks and what to do, unless that is meant', () => {
    const { root } = project({ 'services/orders/released/openapi.json': JSON.stringify(released) });
    expect(apiProblems(root, asked)).toEqual([
      'GET /songs would break callers with shop: it is gone. Keep what was beside what is new, or break it on purpose: ' +
        'add a changeset that says "@cartless/orders: major" and what callers have to do.',
    ]);
    expect(apiProblems(root, { ...asked, isMajor: true })).toEqual([]);
  });

  it('breaks nobody before the first release', () => {
    expect(apiProblems(project().root, asked)).toEqual([]);
  });
});

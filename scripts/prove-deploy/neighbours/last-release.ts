import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICES } from '@cartless/domain';
import { run } from '../run.ts';

/** What a service was when it was released last, by which commit, in a folder of its own that everything is installed in. */
export type Released = Readonly<{ service: string; version: string; commit: string; checkout: string }>;

/** Where a release is tried today. */
type Place = Readonly<{ issuer: string; payments: string }>;

/**
 * What has to be otherwise in a release of before so that it can be tried on this machine; what a release has already is not found.
 * The first ones had the address of the shop for an issuer, which is not the one of today's platform, and knew no address of a payment provider
 * but Stripe's own. Whatever is built, less is built at once.
 */
const corrections = ({ issuer, payments }: Place) =>
  [
    {
      files: 'services/common.yml',
      found: 'issuerUrl: ${file(../common.yml):siteUrl}',
      instead: `issuerUrl: ${issuer}`,
    },
    {
      files: 'services/orders/src/*/*/function.yml',
      found: "STRIPE_API_URL: ''",
      instead: `STRIPE_API_URL: ${payments}`,
    },
    {
      files: 'services/common.yml',
      found: '\nesbuild:\n  format:',
      instead: '\nesbuild:\n  concurrency: 2\n  skipRebuild: true\n  format:',
    },
  ] as const;

/** Whom mails come from on a stage of a release that takes no address of an example, not even where AWS is played. */
export const SENDER = 'no-reply@cartless.store';

/** What a stage says, in the words of a release: tables were protected by `true` and `false` once, and addresses always public ones. */
export function settingsFor(checkout: string, settings: string): string {
  const read = (file: string): string => readFileSync(join(checkout, 'services', file), 'utf8');
  if (read('settings.yml').includes('kind:')) return settings;
  const said = settings
    .replace(/^siteUrl: .*$/m, 'siteUrl: https://shop.cartless.store')
    .replace(/^senderEmail: .*$/m, `senderEmail: ${SENDER}`);
  return read('common.yml').includes('strToBool(${param:deletionProtection')
    ? said.replace(/^deletionProtection: .*$/m, "deletionProtection: 'false'")
    : said;
}

/** Which services of the last release can stand on the platform of today: users of before that signed with a key of their own. */
const canStand = (service: string, checkout: string): boolean =>
  service !== 'users' || existsSync(join(checkout, 'services/platform'));

/**
 * Puts the last release of each service into a folder, from the history of the repository, as its own lock file installs it.
 * @returns those that can stand on the platform of today
 * @throws Error when the clone has no history
 */
export async function lastReleases(root: string, folder: string, place: Place): Promise<Released[]> {
  const checkouts = new Map<string, string>();
  const found: Released[] = [];
  for (const service of SERVICES) {
    const commit = await releasedBy(root, service);
    const checkout = checkouts.get(commit) ?? join(folder, commit);
    if (!checkouts.has(commit)) await checkOut(root, commit, checkout);
    checkouts.set(commit, checkout);
    if (!canStand(service, checkout)) continue;
    found.push({ service, version: versionOf(checkout, service), commit: commit.slice(0, 8), checkout });
  }
  for (const checkout of checkouts.values()) correct(checkout, place);
  return found;
}

const versionOf = (checkout: string, service: string): string =>
  (
    JSON.parse(readFileSync(join(checkout, 'services', service, 'package.json'), 'utf8')) as {
      version: string;
    }
  ).version;

/** The commit that gave a service its version. */
async function releasedBy(root: string, service: string): Promise<string> {
  const git = (...args: string[]) => run('git', args, { cwd: root }).then((said) => said.trim());
  const shallow = await git('rev-parse', '--is-shallow-repository');
  if (shallow === 'true')
    throw new Error('This clone does not have the last release in it. Get it: git fetch --unshallow');
  return git('log', '-1', '--format=%H', '-G"version":', '--', `services/${service}/package.json`);
}

async function checkOut(root: string, commit: string, to: string): Promise<void> {
  mkdirSync(to, { recursive: true });
  const archive = `${to}.tar`;
  await run('git', ['archive', '--output', archive, commit], { cwd: root });
  await run('tar', ['-xf', archive, '-C', to]);
  await run('npx', ['-y', 'pnpm@12', 'install', '--frozen-lockfile', '--prefer-offline'], {
    cwd: to,
    env: { CI: 'true' },
  });
}

function correct(checkout: string, place: Place): void {
  for (const { files, found, instead } of corrections(place)) {
    for (const file of globSync(files, { cwd: checkout })) {
      const path = join(checkout, file);
      const text = readFileSync(path, 'utf8');
      writeFileSync(
        path,
        text.replace(found, () => instead),
      );
    }
  }
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT, SERVICES } from './serverless-yaml.ts';

/** What is bundled into functions, without its tests. */
const FOLDERS = [
  ...SERVICES.map((service) => `services/${service}/src`),
  ...['aggregate', 'cache', 'domain', 'html', 'lambda', 'mailer'].map((name) => `packages/${name}/src`),
];
const SOURCES = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('.test.'))
    .map((name) => ({ file: `${folder}/${name}`, text: readFileSync(join(ROOT, folder, name), 'utf8') })),
);
const filesWith = (pattern: RegExp): string[] =>
  SOURCES.filter(({ text }) => pattern.test(text))
    .map(({ file }) => file)
    .toSorted();

/** The signatures of Kuaidi100, which knows no others. */
const SIGNED_BY_MD5 = 'services/logistics/src/carriers/kuaidi100/sign.ts';

describe('what is deployed', () => {
  it('is found', () => {
    expect(SOURCES.length).toBeGreaterThan(500);
  });

  it('calls nothing that runs text as a program', () => {
    expect(filesWith(/\beval\(|\bnew Function\(|node:(child_process|vm)\b|\brequire\(/)).toEqual([]);
  });

  it('builds regular expressions from its own tables alone', () => {
    expect(filesWith(/new RegExp\(/)).toEqual([
      'packages/domain/src/believed-time.ts',
      'packages/domain/src/places/phone-number.ts',
      'packages/domain/src/places/postal-rule.ts',
      'packages/domain/src/text.ts',
      'services/analytics/src/reports/get-summary/route.ts',
      'services/orders/src/search/words.ts',
    ]);
  });

  it('calls no address that a request names', () => {
    expect(filesWith(/(?<![.\w])fetch\(|node:https?\b/)).toEqual([
      // The parameter store, whose address is a setting.
      'packages/lambda/src/secrets/parameter-store.ts',
      // The bucket of long files: the same.
      'services/analytics/src/exports/bucket-store.ts',
      'services/logistics/src/carriers/call-carrier.ts',
    ]);
  });

  it('digests by SHA-256 alone, and takes chance that can be guessed only for pauses and shards', () => {
    const digests = SOURCES.filter(({ file }) => file !== SIGNED_BY_MD5).flatMap(({ text }) =>
      [...text.matchAll(/create(?:Hash|Hmac)\('([\w-]+)'/g)].map(([, algorithm]) => algorithm),
    );
    expect([...new Set(digests)]).toEqual(['sha256']);
    expect(filesWith(/Math\.random/)).toEqual([
      'packages/aggregate/src/retrying.ts',
      'packages/lambda/src/secrets/stage-secret.ts',
      'services/analytics/src/service.ts',
      'services/logistics/src/labels/buy-label.ts',
      'services/logistics/src/labels/void-label.ts',
      'services/logistics/src/scheduler/catch-up.ts',
      'services/orders/src/service.ts',
    ]);
  });

  it('digests by MD5 where the protocol of a carrier knows nothing else, and nowhere else', () => {
    const files = SOURCES.filter(({ text }) => text.includes("'md5'"));
    expect(files.map(({ file }) => file)).toEqual([SIGNED_BY_MD5]);
    expect(files.map(({ text }) => text.match(/create\w+\(/g))).toEqual([['createHash(']]);
  });

  it('turns no check of certificates off', () => {
    expect(filesWith(/rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|sslEnabled/)).toEqual([]);
  });
});

import { beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { type BundledPackage, bundledPackages } from './bundled-packages.ts';
import { projectLock } from './locked-packages.ts';
import { notices } from './notices.ts';
import { readPolicy } from './policy.ts';
import { refuseInvalid, sbom, type SbomInput, serviceVersion } from './sbom.ts';

const ROOT = join(import.meta.dirname, '../..');
type Bom = {
  bomFormat: string;
  specVersion: string;
  metadata: { component: { name: string } };
  components: {
    name: string;
    group?: string;
    version: string;
    purl: string;
    hashes: { content: string }[];
  }[];
  dependencies: { ref: string; dependsOn?: string[] }[];
};

describe('the bill of materials of a service', () => {
  let packages: BundledPackage[] = [];
  let input: SbomInput;
  beforeAll(async () => {
    packages = await bundledPackages(ROOT, 'analytics');
    const { licences } = readPolicy(ROOT);
    input = { service: serviceVersion(ROOT, 'analytics'), packages, locked: projectLock(ROOT), licences };
  });
  const written = async () => JSON.parse(await sbom(input)) as Bom;

  it('is CycloneDX 1.6, names the service, and is the same each time', async () => {
    expect(await written()).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: { component: { name: '@cartless/analytics' } },
    });
    expect(await sbom(input)).toBe(await sbom({ ...input, packages: packages.toReversed() }));
  });

  it('holds what is in the bundles and nothing that only the workplace has', async () => {
    const purls = (await written()).components.map(({ purl }) => purl.replace(/@[^@]*$/, ''));
    expect(purls).toEqual(
      expect.arrayContaining([
        'pkg:npm/zod',
        'pkg:npm/%40middy/core',
        'pkg:npm/%40aws-sdk/client-dynamodb',
        'pkg:npm/iovalkey',
      ]),
    );
    expect(purls.filter((purl) => /jest|serverless|esbuild|typescript|%40cartless/.test(purl))).toEqual([]);
  });

  it('gives each package the hash of the lockfile', async () => {
    const zod = (await written()).components.find(({ purl }) => purl.startsWith('pkg:npm/zod@'));
    const { integrity } = projectLock(ROOT).find(
      ({ name, version }) => name === 'zod' && version === zod?.version,
    ) ?? { integrity: undefined };
    expect(`sha512-${Buffer.from(zod?.hashes[0]?.content ?? '', 'hex').toString('base64')}`).toBe(integrity);
  });

  it('says who brings what', async () => {
    const { dependencies } = await written();
    const of = (name: string) =>
      dependencies.find(({ ref }) => ref.replace(/@[^@]*$/, '') === `pkg:npm/${name}`)?.dependsOn ?? [];
    expect(of('redis-parser')).toEqual([expect.stringContaining('pkg:npm/redis-errors@')]);
    expect(packages.find(({ name }) => name === 'zod')?.functions).toContain('get-summary');
  });

  it('is not written with a package that the lockfile does not have, nor when it is not valid', async () => {
    await expect(sbom({ ...input, locked: [] })).rejects.toThrow(/not in the lockfile/);
    const text = await sbom(input);
    await expect(refuseInvalid(text)).resolves.toBeUndefined();
    await expect(refuseInvalid(text.replace('"alg": "SHA-512"', '"alg": "SHA-9"'))).rejects.toThrow(
      /is not valid/,
    );
  });

  it('goes along with the notices of whose code it is', () => {
    expect(notices(packages)).toMatch(/zod@[\d.]+ \(MIT\)[\s\S]*Permission is hereby granted/);
  });
});

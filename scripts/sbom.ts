import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundledPackages } from './dependencies/bundled-packages.ts';
import { SERVICES } from '@cartless/domain';
import { projectLock } from './dependencies/locked-packages.ts';
import { notices } from './dependencies/notices.ts';
import { readPolicy } from './dependencies/policy.ts';
import { sbom, serviceVersion } from './dependencies/sbom.ts';

/** Writes what is in the bundles of each service: a CycloneDX document, and the notices of those who wrote it. */
const root = dirname(import.meta.dirname);
const folder = join(root, 'dist/sbom');
mkdirSync(folder, { recursive: true });
const locked = projectLock(root);
const { licences } = readPolicy(root);
for (const service of SERVICES) {
  const packages = await bundledPackages(root, service);
  const text = await sbom({ service: serviceVersion(root, service), packages, locked, licences });
  writeFileSync(join(folder, `${service}.cdx.json`), text);
  writeFileSync(join(folder, `${service}.notices.txt`), notices(packages));
  console.log(`dist/sbom/${service}.cdx.json  ${packages.length} packages`);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Enums, Models, Serialize, Spec, Validation } from '@cyclonedx/cyclonedx-library';
import type { BundledPackage } from './bundled-packages.ts';
import { licenceOf } from './licences.ts';
import { type LockedPackage, named } from './locked-packages.ts';
import type { DependencyPolicy } from './policy.ts';

export type SbomInput = Readonly<{
  service: Readonly<{ name: string; version: string }>;
  packages: readonly BundledPackage[];
  locked: readonly LockedPackage[];
  licences: DependencyPolicy['licences'];
}>;

/**
 * The bill of materials of a service, as CycloneDX 1.6: what is in its bundles, with version, licence, the hash that the
 * lockfile holds, who imports whom, and which functions carry it. The same sources give the same text.
 *
 * @throws Error when a package is not in the lockfile, or when the document is not valid
 */
export async function sbom(input: SbomInput): Promise<string> {
  const bom = new Models.Bom();
  const root = new Models.Component(Enums.ComponentType.Application, input.service.name, {
    bomRef: input.service.name,
    version: input.service.version,
  });
  bom.metadata.component = root;
  bom.metadata.lifecycles.add(Enums.LifecyclePhase.Build);
  const components = new Map(input.packages.map((one) => [one.folder, component(one, input)]));
  for (const one of components.values()) {
    bom.components.add(one);
    root.dependencies.add(one.bomRef);
  }
  for (const { folder, imports } of input.packages) {
    for (const other of imports) {
      const found = components.get(other);
      if (found !== undefined) components.get(folder)?.dependencies.add(found.bomRef);
    }
  }
  const text = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6)).serialize(
    bom,
    {
      sortLists: true,
      space: 2,
    },
  );
  await refuseInvalid(text);
  return `${text}\n`;
}

/** @throws Error saying where a text is not what the schema of CycloneDX 1.6 asks for */
export async function refuseInvalid(text: string): Promise<void> {
  const problem = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text);
  if (problem !== null) throw new Error(`The bill of materials is not valid: ${JSON.stringify(problem)}`);
}

function component(one: BundledPackage, { locked, licences }: SbomInput): Models.Component {
  const { integrity } = locked.find((other) => named(other) === named(one)) ?? {};
  if (integrity === undefined) throw new Error(`${named(one)} is bundled and not in the lockfile`);
  const [group, name] = one.name.startsWith('@') ? one.name.split('/') : [undefined, one.name];
  const purl = `pkg:npm/${one.name.replace('@', '%40')}@${one.version}`;
  const made = new Models.Component(Enums.ComponentType.Library, name ?? one.name, {
    ...(group !== undefined && { group }),
    bomRef: purl,
    version: one.version,
    purl,
    scope: Enums.ComponentScope.Required,
    hashes: new Models.HashDictionary([[Enums.HashAlgorithm['SHA-512'], hexOf(integrity)]]),
    licenses: new Models.LicenseRepository([
      new Models.LicenseExpression(licenceOf(one, licences) ?? 'NONE'),
    ]),
  });
  for (const lambda of one.functions) made.properties.add(new Models.Property('cartless:function', lambda));
  return made;
}

/** `sha512-<base64>` of the lockfile, as CycloneDX writes it. */
const hexOf = (integrity: string): string =>
  Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');

/** Name and version of a service, from its package.json. */
export function serviceVersion(root: string, service: string): { name: string; version: string } {
  const manifest = JSON.parse(readFileSync(join(root, 'services', service, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  return { name: manifest.name, version: manifest.version };
}

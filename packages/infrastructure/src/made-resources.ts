import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CompiledTemplate } from './protection/template.ts';
import type { Given } from './settings/catalogue.ts';

/** What a stack's `infra/resources.ts` makes its resources of. */
export type Making = Readonly<{ given: Given; servicesDir: string }>;
export type MakeResources = (making: Making) => Promise<CompiledTemplate['Resources']>;

/**
 * The resources of a stack that cannot be written down because they follow from settings or from the routes of others: what
 * `resources` of its `infra/resources.ts` makes. Undefined for a stack without such a file.
 */
export async function madeResources(
  serviceDir: string,
  making: Making,
): Promise<CompiledTemplate['Resources'] | undefined> {
  const file = join(serviceDir, 'infra', 'resources.ts');
  if (!existsSync(file)) return undefined;
  const { resources } = (await import(pathToFileURL(file).href)) as { resources: MakeResources };
  return resources(making);
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiBreaks } from './api-changes.ts';
import type { Schema } from './contract-changes.ts';

/** A document with what other services answer: callers know one address, and a route that has moved there is not gone. */
export function withMoved(document: Schema, others: readonly Schema[]): Schema {
  const inAll = (part: (one: Schema) => unknown): Schema =>
    Object.assign({}, ...[...others, document].map((one) => part(one) ?? {})) as Schema;
  const kinds = Object.keys(inAll(({ components }) => components));
  const components = kinds.map((kind) => [
    kind,
    inAll((one) => (one['components'] as Schema | undefined)?.[kind]),
  ]);
  return {
    ...document,
    paths: inAll(({ paths }) => paths),
    components: Object.fromEntries(components) as Schema,
  };
}

/** The OpenAPI document of a service as it was when the service was last released. */
export const releasedDocument = (folder: string): string => `${folder}/released/openapi.json`;

/**
 * Whom the API of a service would break as it is now, and what to do about it; nothing when a `major` release of it waits.
 *
 * @param folder of the service, from the root of the project
 */
export function apiProblems(
  root: string,
  {
    folder,
    name,
    document,
    isMajor,
  }: Readonly<{ folder: string; name: string; document: Schema; isMajor: boolean }>,
): string[] {
  const path = join(root, releasedDocument(folder));
  if (isMajor || !existsSync(path)) return [];
  return apiBreaks(JSON.parse(readFileSync(path, 'utf8')) as Schema, document).map(
    ({ route, what, callers }) =>
      `${route} would break ${callers.length === 0 ? 'everybody who calls it' : `callers with ${callers.join(' or ')}`}: ${what}. ` +
      `Keep what was beside what is new, or break it on purpose: add a changeset that says "${name}: major" and what callers have to do.`,
  );
}

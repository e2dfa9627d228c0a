import { readFileSync } from 'node:fs';
import { parseCloudFormation } from '@cartless/infrastructure';

type Resource = { Type: string; Properties: Record<string, unknown> };

/**
 * Reads the resources of one of a service's infra files. Variables of the Serverless Framework become `test`.
 * @throws Error when the file declares no resources
 */
export function readResources(file: URL): Record<string, Resource> {
  const text = readFileSync(file, 'utf8').replaceAll(
    /\$\{(?:sls|file|self|param|opt|strToBool)\b[^}]*\}/g,
    'test',
  );
  const document = parseCloudFormation(text) as { Resources?: Record<string, Resource> } | null;
  if (document?.Resources === undefined) throw new Error(`${file.pathname} declares no Resources`);
  return document.Resources;
}

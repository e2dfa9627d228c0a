import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENT_CONTRACTS } from '@cartless/domain/registry';
import { eventCatalogue } from '@cartless/local-aws/event-catalogue';
import { asyncApiDocument } from './asyncapi.ts';
import { contractFiles } from './contract-files.ts';
import { readConsumers } from './event-consumers.ts';
import { eventsPage } from './events-page.ts';
import { deploymentProofPage } from './deployment-proof-page.ts';
import type { Generated } from './generated.ts';
import { PARCEL_OUTCOMES } from './parcel-outcomes.ts';
import { parcelOutcomesPage } from './parcel-outcomes-page.ts';
import { openApiFiles, WHOLE_SHOP } from './openapi-files.ts';
import { clientFiles } from '../../packages/api-client/scripts/client-files.ts';
import { apiProblems, withMoved } from './released-documents.ts';
import type { Schema } from './contract-changes.ts';
import { serviceWorkflows } from './service-workflows.ts';
import { releasables, waitingChanges } from '../releases/releasable.ts';

/** Everything that is generated from the code, as it should be on disk; nothing is written. */
export async function generateDocs(root: string): Promise<Generated> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const consumers = await readConsumers(root);
  const contracts = contractFiles(root, EVENT_CONTRACTS, consumers);
  const apis = await openApiFiles(root);
  const whole = JSON.parse(apis.files.get(WHOLE_SHOP) ?? '{"paths":{}}') as object;
  const asyncApi = asyncApiDocument(version, EVENT_CONTRACTS, consumers);
  return {
    files: new Map([
      ...contracts.files,
      ['docs/generated/events.md', eventsPage(eventCatalogue(asyncApi))],
      ['docs/generated/parcel-outcomes.md', parcelOutcomesPage(PARCEL_OUTCOMES)],
      ['docs/generated/deployment-proof.md', deploymentProofPage()],
      ['docs/generated/asyncapi.json', `${JSON.stringify(asyncApi, null, 2)}\n`],
      ...apis.files,
      ...serviceWorkflows(root),
      ...(await clientFiles(root, whole)),
    ]),
    problems: [...contracts.problems, ...apis.problems, ...(await brokenApis(root, apis))],
  };
}

async function brokenApis(root: string, { files }: Generated): Promise<string[]> {
  const waiting = await waitingChanges(root);
  const released = releasables(root).flatMap(({ folder, name }) => {
    const text = files.get(`${folder}/openapi.json`);
    return text === undefined ? [] : [{ folder, name, document: JSON.parse(text) as Schema }];
  });
  return released.flatMap(({ folder, name, document }) => {
    const isMajor = waiting.get(name)?.size === 'major';
    const others = released.filter((one) => one.folder !== folder).map((one) => one.document);
    return apiProblems(root, { folder, name, document: withMoved(document, others), isMajor });
  });
}

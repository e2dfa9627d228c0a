import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventContract } from '@cartless/domain';
import { breakingChanges, closedObjects, type Schema } from './contract-changes.ts';
import { eventSchema, exampleEvent } from './event-schema.ts';
import type { Consumer } from './event-consumers.ts';
import type { Generated } from './generated.ts';

type Consumers = ReadonlyMap<string, readonly Consumer[]>;

const FOLDER = 'packages/domain/contracts';

/**
 * The committed schemas and examples of all events. A schema that is already there is a release: it is brought up to
 * date when the change is harmless, and kept as it is, with a problem reported, when the change would break a reader.
 *
 * @param root the folder of the project
 * @param consumers who reads which event: they are named when it would break them
 */
export function contractFiles(
  root: string,
  contracts: readonly EventContract[],
  consumers: Consumers = new Map(),
): Generated {
  const files = new Map<string, string>();
  const problems: string[] = [];
  for (const contract of contracts) {
    const schema = eventSchema(contract);
    const path = `${FOLDER}/${contract.type}.json`;
    const breaks = existsSync(join(root, path)) ? breakingChanges(readSchema(join(root, path)), schema) : [];
    problems.push(...breaks.map((sentence) => refusal(contract.type, sentence, consumers)));
    const closed = closedObjects(schema);
    problems.push(...closed.map((at) => `${contract.type}: ${at} refuses unknown fields; use z.object`));
    if (breaks.length + closed.length === 0) files.set(path, json(schema));
    files.set(`packages/domain/examples/${contract.type}.json`, json(exampleEvent(contract)));
  }
  return { files, problems: [...problems, ...withdrawn(root, contracts)] };
}

/** Released events that the registry no longer has. */
function withdrawn(root: string, contracts: readonly EventContract[]): string[] {
  if (!existsSync(join(root, FOLDER))) return [];
  const known = new Set(contracts.map(({ type }) => `${type}.json`));
  return readdirSync(join(root, FOLDER))
    .filter((file) => !known.has(file))
    .map(
      (file) =>
        `${FOLDER}/${file}: this event is released, but no contract declares it. Once no deployed service publishes or reads it, delete the file.`,
    );
}

const readSchema = (path: string): Schema => JSON.parse(readFileSync(path, 'utf8')) as Schema;
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const refusal = (type: string, sentence: string, consumers: Consumers): string =>
  `${type} would break its readers${readersOf(type, consumers)}: ${sentence}. Declare it as the next version beside this one; if it was never released, delete ${FOLDER}/${type}.json and run this again.`;

function readersOf(type: string, consumers: Consumers): string {
  const readers = new Set(consumers.get(type)?.map(({ service }) => service));
  return readers.size === 0 ? '' : ` (${[...readers].join(', ')})`;
}

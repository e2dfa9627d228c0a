import type { Owner } from './names.ts';
import { parameterName as dataKeyName } from './protection/data-key-parameter.ts';
import { DATA_KEY } from './regions/data-key-replica.ts';
import type { Place } from './regions/place.ts';
import { streamsOf, type Whole } from './regions/tables.ts';
import { currentOf } from './settings/secret-parameters.ts';

/** What AWS is asked while a stack is deployed, in the region of the deployment where none is named. */
export type Aws = Readonly<{
  /** What a parameter holds, a secret one too. */
  parameter: (name: string, region?: string) => Promise<string | undefined>;
  /** The ARN of the newest stream of a table. */
  stream: (table: string) => Promise<string | undefined>;
}>;
/** As CloudFormation takes it. */
type Given = Readonly<{ ParameterKey: string } & ({ ParameterValue: string } | { UsePreviousValue: true })>;

/** The secrets that CloudFormation itself has to know; they are in no file and no template. */
export const secretsGiven = (
  aws: Aws,
  asked: readonly (readonly [key: string, name: string])[],
): Promise<Given[]> =>
  Promise.all(
    asked.map(async ([ParameterKey, name]) => ({
      ParameterKey,
      ParameterValue: currentOf((await aws.parameter(name)) ?? ''),
    })),
  );

type Of = Readonly<{ owner: Owner; stage: string; place: Place | undefined }>;

/**
 * What a stack of a replica's region has to be told: the streams of the replicas, and the key that they have from where the stage began.
 *
 * @throws Error when a replica is not there
 */
export async function replicasGiven(
  aws: Aws,
  template: Whole,
  { owner, stage, place }: Of,
): Promise<Given[]> {
  const streams = Object.entries(streamsOf(template)).map(async ([ParameterKey, TableName]) => {
    const stream = await aws.stream(TableName).catch(() => undefined);
    if (stream === undefined)
      throw new Error(
        `There is no replica of ${TableName} in this region; deploy ${owner.service} to ${place?.origin ?? 'the region of the stage'} first.`,
      );
    return { ParameterKey, ParameterValue: stream };
  });
  return [...(await Promise.all(streams)), ...(await keyGiven(aws, template, { owner, stage, place }))];
}

/** When the region where the stage began does not answer, the stack goes on with what it was told before. */
async function keyGiven(aws: Aws, { Parameters = {} }: Whole, { owner, stage, place }: Of): Promise<Given[]> {
  if (!(DATA_KEY in Parameters) || place === undefined) return [];
  const value = await aws.parameter(dataKeyName(owner.app, stage), place.origin).catch(() => undefined);
  return [
    value === undefined
      ? { ParameterKey: DATA_KEY, UsePreviousValue: true }
      : { ParameterKey: DATA_KEY, ParameterValue: value },
  ];
}

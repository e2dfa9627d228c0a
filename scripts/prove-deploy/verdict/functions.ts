import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { LambdaClient, paginateListEventSourceMappings, paginateListFunctions } from '@aws-sdk/client-lambda';
import { CREDENTIALS, REGION } from '@cartless/local-aws';
import type { Account } from '../account/account.ts';

/** A function of a stage that is deployed, and what its log has. */
export type Deployed = Readonly<{
  name: string;
  role: string;
  /** The queues and streams that Lambda reads for it, and where it puts what could not be handled. */
  sources: readonly Source[];
  /** Whether only an event runs it. */
  hears: boolean;
  /** How often it was run. */
  runs: number;
  /** Lines that say that something was refused or went wrong where nobody expected it. */
  complaints: readonly string[];
}>;

type Source = Readonly<{ reads: string; parks: string | undefined }>;

const COMPLAINT = /AccessDenied|not authorized to perform|Task timed out|Runtime\.\w+|"level":"ERROR"/;

/** All functions of a stage with what their logs say. */
export async function functionsOf({ url }: Account, stage: string): Promise<Deployed[]> {
  const at = { endpoint: url, region: REGION, credentials: CREDENTIALS };
  const logs = new CloudWatchLogsClient(at);
  const lambda = new LambdaClient(at);
  const sources = await sourcesOf(lambda);
  const found: Deployed[] = [];
  for await (const { Functions = [] } of paginateListFunctions({ client: lambda }, {})) {
    for (const { FunctionName: name = '', Role = '' } of Functions) {
      if (!new RegExp(`^cartless-[a-z]+-${stage}-`).test(name)) continue;
      const lines = await linesOf(logs, name);
      found.push({
        name,
        role: Role.split('/').at(-1) ?? '',
        sources: sources.get(name) ?? [],
        hears: sources.has(name),
        runs: lines.filter((line) => line.startsWith('START RequestId')).length,
        complaints: lines.filter((line) => COMPLAINT.test(line)),
      });
    }
  }
  return found;
}

async function linesOf(client: CloudWatchLogsClient, name: string): Promise<string[]> {
  const lines: string[] = [];
  const logGroupName = `/aws/lambda/${name}`;
  for await (const { events = [] } of paginateFilterLogEvents({ client }, { logGroupName }))
    lines.push(...events.map(({ message = '' }) => message));
  return lines;
}

async function sourcesOf(client: LambdaClient): Promise<ReadonlyMap<string, readonly Source[]>> {
  const found = new Map<string, Source[]>();
  for await (const { EventSourceMappings = [] } of paginateListEventSourceMappings({ client }, {})) {
    for (const { FunctionArn = '', EventSourceArn = '', DestinationConfig } of EventSourceMappings) {
      const name = FunctionArn.split(':')[6] ?? '';
      const source = { reads: EventSourceArn, parks: DestinationConfig?.OnFailure?.Destination };
      found.set(name, [...(found.get(name) ?? []), source]);
    }
  }
  return found;
}

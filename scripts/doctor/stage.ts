import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SESClient } from '@aws-sdk/client-ses';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { NotWell } from './check.ts';

/** Gives up on what does not answer. */
const PATIENCE_MS = 15_000;

/** The stage that is looked at. */
export type StageAsked = Readonly<{
  stage: string;
  /** The folder of the services. */
  services: string;
  /** Its settings. */
  given: Readonly<Record<string, string>>;
  clients: Readonly<{
    cloudformation: CloudFormationClient;
    cloudwatch: CloudWatchClient;
    lambda: LambdaClient;
    ses: SESClient;
    sns: SNSClient;
    sqs: SQSClient;
    ssm: SSMClient;
  }>;
  /** Calls an address of the stage. */
  call: (url: string, init?: RequestInit) => Promise<Response>;
}>;

/** The command that brings a stack back. */
export const deployCommand = (stack: string, stage: string): string =>
  `cd services/${stack} && npx serverless deploy --stage ${stage}`;

/** Reads what a stack publishes under `/cartless/<stage>/`. @throws NotWell when it is not deployed */
export async function published({ clients, stage }: StageAsked, name: string): Promise<string> {
  const by = name.includes('/') ? (name.split('/')[0] ?? '') : 'platform';
  const Name = `/cartless/${stage}/${name}`;
  const answer = await clients.ssm.send(new GetParameterCommand({ Name })).catch((cause: unknown) => {
    if (!(cause instanceof Error) || cause.name !== 'ParameterNotFound') throw cause;
    throw new NotWell(`${Name} is not there`, deployCommand(by, stage), { cause });
  });
  return answer.Parameter?.Value ?? '';
}

/** A stage, asked with the credentials and at the endpoint that the environment gives. */
export function askStage(
  services: string,
  stage: string,
  given: StageAsked['given'],
  { AWS_ENDPOINT_URL: played }: NodeJS.ProcessEnv,
): StageAsked {
  const at = { region: given['region'] ?? '' };
  return {
    stage,
    services,
    given,
    clients: {
      cloudformation: new CloudFormationClient(at),
      cloudwatch: new CloudWatchClient(at),
      lambda: new LambdaClient(at),
      ses: new SESClient(at),
      sns: new SNSClient(at),
      sqs: new SQSClient(at),
      ssm: new SSMClient(at),
    },
    call: (url, init = {}) =>
      fetch(addressOf(url, played), { ...init, signal: AbortSignal.timeout(PATIENCE_MS) }),
  };
}

/** An account that is played on this machine answers for its APIs under its own address. */
function addressOf(url: string, played: string | undefined): string {
  const [, id, path] = /^https:\/\/(\w+)\.execute-api\.[^/]+(\/.*)$/.exec(url) ?? [];
  if (id === undefined || played === undefined || URL.parse(played)?.hostname !== '127.0.0.1') return url;
  return `${played}/_aws/execute-api/${id}/$default${path}`;
}

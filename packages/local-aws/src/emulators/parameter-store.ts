import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { startLocalServer } from '@cartless/local-server';
import type { Emulator } from './emulator.ts';
import { signatureHolds } from './aws-signature.ts';

type Options = Readonly<{ port: number; log: (line: string) => void }>;
type Parameter = Readonly<{ Name: string; Type: string; Value: string; Version: number }>;
type Input = Readonly<{
  Name: string;
  Names?: readonly string[];
  Value: string;
  Type?: string;
  Overwrite?: boolean;
  ParameterFilters?: readonly Readonly<{ Key: string; Values: readonly string[] }>[];
}>;

/** What one call of GetParameters may name. */
const MOST_NAMES = 10;

class Refusal extends Error {
  readonly type: string;
  constructor(type: string, message = type) {
    super(message);
    this.type = type;
  }
}

/**
 * Starts a small SSM Parameter Store: it puts, gets and describes parameters, and refuses calls that are not signed as AWS
 * asks. What it holds lives in memory, and it listens on the loopback address alone.
 */
export async function startParameterStore({ port, log }: Options): Promise<Emulator> {
  const parameters = new Map<string, Parameter>();
  const server = await startLocalServer({
    name: 'parameter store',
    port,
    answer: async ({ request, response }) => {
      const { status, body } = await answer(request, parameters);
      tell(response, status, body);
    },
    refuse: ({ response }, { status, message }) => tell(response, status, { message }),
    log,
  });
  return { url: `http://127.0.0.1:${server.port}`, stop: () => server.stop() };
}

function tell(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify(body));
}

async function answer(request: IncomingMessage, parameters: Map<string, Parameter>) {
  try {
    const body = (await buffer(request)).toString('utf8');
    if (!signatureHolds(request, body)) throw new Refusal('InvalidSignatureException');
    const target = String(request.headers['x-amz-target']).replace('AmazonSSM.', '');
    const action = Object.hasOwn(ACTIONS, target) ? ACTIONS[target as keyof typeof ACTIONS] : undefined;
    if (action === undefined) throw new Refusal('UnknownOperationException');
    return { status: 200, body: action(parameters, JSON.parse(body) as Input) };
  } catch (error) {
    const { type, message } =
      error instanceof Refusal ? error : new Refusal('ValidationException', String(error));
    return { status: 400, body: { __type: type, message } };
  }
}

const ACTIONS = {
  GetParameter: (parameters: Map<string, Parameter>, { Name }: Input) => {
    const found = parameters.get(Name);
    if (found === undefined) throw new Refusal('ParameterNotFound');
    return { Parameter: found };
  },
  /** As AWS does, it answers with those that there are, and with the names of the others. */
  GetParameters: (parameters: Map<string, Parameter>, { Names = [] }: Input) => {
    if (Names.length === 0 || Names.length > MOST_NAMES) throw new Refusal('ValidationException');
    const [found, others] = [
      Names.filter((one) => parameters.has(one)),
      Names.filter((one) => !parameters.has(one)),
    ];
    return { Parameters: found.map((one) => parameters.get(one)), InvalidParameters: others };
  },
  PutParameter: (parameters: Map<string, Parameter>, { Name, Value, Type, Overwrite = false }: Input) => {
    const before = parameters.get(Name);
    if (before !== undefined && !Overwrite) throw new Refusal('ParameterAlreadyExists');
    const parameter = {
      Name,
      Value,
      Type: Type ?? before?.Type ?? 'String',
      Version: (before?.Version ?? 0) + 1,
    };
    parameters.set(Name, parameter);
    return { Version: parameter.Version };
  },
  DescribeParameters: (parameters: Map<string, Parameter>, { ParameterFilters = [] }: Input) => {
    const names = ParameterFilters.find(({ Key }) => Key === 'Name')?.Values;
    const found = [...parameters.values()].filter(({ Name }) => names === undefined || names.includes(Name));
    return { Parameters: found.map(({ Name, Type, Version }) => ({ Name, Type, Version })) };
  },
};

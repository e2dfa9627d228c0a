import { AsyncLocalStorage } from 'node:async_hooks';
import { basename, dirname, join } from 'node:path';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { expandUses, functionFolders, readCatalogue, readFunctionFile } from '@cartless/infrastructure';

/** A call of DynamoDB as IAM sees it: `dynamodb:Query index/orders-due`, `dynamodb:PutItem table`. */
type Permission = `dynamodb:${string} ${string}`;

type Command = Readonly<{
  constructor: Readonly<{ name: string }>;
  input: Readonly<{ IndexName?: string; TransactItems?: readonly object[] }>;
}>;

const IN_TRANSACTIONS: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};
const ALONE: Readonly<Record<string, string>> = {
  GetCommand: 'GetItem',
  PutCommand: 'PutItem',
  UpdateCommand: 'UpdateItem',
  DeleteCommand: 'DeleteItem',
  QueryCommand: 'Query',
  BatchGetCommand: 'BatchGetItem',
  BatchWriteCommand: 'BatchWriteItem',
};

function permissionsOf({ constructor: { name }, input }: Command): readonly Permission[] {
  const { IndexName, TransactItems = [] } = input;
  const resource = IndexName === undefined ? 'table' : `index/${IndexName}`;
  const actions = TransactItems.flatMap((item) =>
    Object.keys(item).map((kind) => IN_TRANSACTIONS[kind] ?? kind),
  );
  return (actions.length > 0 ? actions : [ALONE[name] ?? name]).map(
    (action): Permission => `dynamodb:${action} ${resource}`,
  );
}

type Function = Readonly<{
  key: string;
  granted: ReadonlySet<Permission>;
  /** The secrets that it may read, by their names. */
  secrets: ReadonlySet<string>;
}>;

const running = new AsyncLocalStorage<Function>();
let guarded = false;

/** Lets every client of this process ask for no more than the function that is running may. */
function guardClients(): void {
  if (guarded) return;
  guarded = true;
  guardSecrets();
  const client = DynamoDBDocumentClient.prototype as unknown as { send: (command: Command) => unknown };
  const { send } = client;
  client.send = function refuse(this: unknown, command: Command, ...rest: []) {
    const { key, granted } = running.getStore() ?? {};
    const denied = permissionsOf(command).find(
      (one) =>
        granted !== undefined &&
        !granted.has(one) &&
        !granted.has(one.replace(/index\/.*/, 'index/*') as Permission),
    );
    if (denied !== undefined)
      throw new Error(`AccessDenied: the function.yml of ${key} does not allow ${denied}`);
    return send.call(this, command, ...rest);
  };
}

/** Answers as SSM does where the function that is running may not read a parameter. */
function guardSecrets(): void {
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) => {
    const store = process.env['AWS_ENDPOINT_URL_SSM'];
    const { secrets } = running.getStore() ?? {};
    const address = input instanceof Request ? input.url : String(input);
    if (secrets === undefined || store === undefined || !address.startsWith(store)) return fetch(input, init);
    const { Name = '' } = (await new Request(input, init).json()) as { Name?: string };
    if (secrets.has(Name.split('/').at(-1) ?? '')) return fetch(input, init);
    return Response.json({ __type: 'AccessDeniedException' }, { status: 400 });
  };
}

/**
 * Runs a handler with the rights of its function. DynamoDB Local lets everybody do everything; AWS lets a function do what
 * its `function.yml` says.
 *
 * @param serviceDir the folder of the service
 * @param key of the function, `placeOrder`; the handler of a route bears it as its name
 * @throws Error AccessDenied where the handler does not turn it into an answer
 */
export function asFunction<T>(serviceDir: string, key: string, run: () => T): T {
  guardClients();
  const { statements, secrets } = rightsOf(serviceDir, key);
  const granted = new Set(permissionsGranted(statements));
  return running.run({ key, granted, secrets: new Set(secrets) }, run);
}

type Statement = Readonly<{ Action: string | readonly string[]; Resource: unknown }>;

/** What a function's `function.yml` lets it do. */
function rightsOf(serviceDir: string, key: string) {
  const folder = functionFolders(serviceDir).find((one) => one.key === key);
  if (folder === undefined) throw new Error(`${join(serviceDir, 'src')} has no function ${key}`);
  const file = readFunctionFile(serviceDir, folder) as {
    iamRoleStatements?: readonly Statement[];
    secrets?: readonly string[];
    uses?: Readonly<Record<string, string>>;
  };
  const { iamRoleStatements: statements = [], secrets = [], uses } = file;
  return {
    statements,
    secrets: [
      ...secrets,
      ...(uses === undefined ? [] : usedSecrets(serviceDir, uses)),
      // Packaging gives it to every function with a route, on a stage with an edge.
      ...(folder.route === undefined ? [] : ['edge-proof']),
    ],
  };
}

/** The secrets of all that the service can work with, as on a stage that has chosen all of it. */
function usedSecrets(serviceDir: string, uses: Readonly<Record<string, string>>): readonly string[] {
  const { choices } = readCatalogue(dirname(serviceDir));
  const own = choices.filter(({ service }) => service === basename(serviceDir));
  return expandUses(uses, own).secrets;
}

/** What statements let a function ask of DynamoDB. */
function permissionsGranted(statements: readonly Statement[]): readonly Permission[] {
  return statements
    .flatMap(({ Action, Resource }) =>
      [Action].flat().flatMap((action) =>
        [Resource].flat().map((resource): Permission => {
          const [, index] = /index\/([\w-]+|\*)/.exec(JSON.stringify(resource)) ?? [];
          return `${action as `dynamodb:${string}`} ${index === undefined ? 'table' : `index/${index}`}`;
        }),
      ),
    )
    .filter((permission) => permission.startsWith('dynamodb:'));
}

import { appendFileSync, copyFileSync, globSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DeleteTableCommand, DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SERVICES } from '@cartless/domain';
import { CREDENTIALS, REGION } from '@cartless/local-aws';
import type { Account } from '../account/account.ts';
import type { Serverless } from './serverless.ts';
import { GROUND, STACKS } from './stacks.ts';

/** A variable of the services' functions that a setting of the stage moves, and what both are before and after. */
const CHANGE = {
  service: 'logistics',
  key: 'catchUp',
  setting: 'pollFirstSeconds',
  variable: 'POLL_FIRST_SECONDS',
  before: '7200',
  after: '3600',
} as const;

type Options = Readonly<{
  serverless: Serverless;
  packages: string;
  checkout: string;
  account: Account;
  /** Where the archives of services are that were packaged; these deployments add theirs. */
  archives: Map<string, string>;
}>;

/**
 * The deployments of a stage, as a person makes them with the framework. What was packaged once is deployed again from there, and
 * another stage runs the archives of the first: of a service, only the template is another there.
 */
export class Deployments {
  readonly #archives: Map<string, string>;
  readonly #serverless: Serverless;
  readonly #packages: string;
  readonly #checkout: string;
  readonly #account: Account;

  constructor(options: Options) {
    this.#archives = options.archives;
    this.#serverless = options.serverless;
    this.#packages = options.packages;
    this.#checkout = options.checkout;
    this.#account = options.account;
  }

  /** The ground first, then the services in the given order. */
  async deployAll(stage: string, order: readonly string[]): Promise<string> {
    return this.deployThese(stage, [...GROUND, ...order]);
  }

  /** One after the other. While one is deployed, the next is packaged. */
  async deployThese(stage: string, services: readonly string[]): Promise<string> {
    let last: Promise<unknown> = Promise.resolve();
    const packaged = services.map((service) => {
      const mine = last.then(() => this.#package(stage, service));
      // Told when it is that one's turn; nobody waits for it when another failed before.
      last = mine.catch(() => undefined);
      return mine;
    });
    for (const [index, service] of services.entries()) {
      await packaged[index];
      await this.#deploy(stage, service);
    }
    return services.join(', ');
  }

  /** @throws Error when a stack is changed by a deployment of what is deployed */
  async deployAgain(stage: string): Promise<string> {
    const again = async (service: string): Promise<void> => {
      const said = await this.#deploy(stage, service);
      if (!said.includes('No changes to deploy')) throw new Error(`${service} was deployed again:\n${said}`);
    };
    await Promise.all(STACKS.map(again));
    return 'no changes';
  }

  /** Changes a setting that one service reads, and deploys that service alone. */
  async deployChange(stage: string): Promise<string> {
    const { service, setting, before, after } = CHANGE;
    await this.#expectSetting(stage, before);
    appendFileSync(join(this.#checkout, `services/stages/${stage}.yml`), `${setting}: '${after}'\n`);
    await this.#package(stage, service);
    await this.#deploy(stage, service);
    await this.#expectSetting(stage, after);
    return `${service} alone, with another ${setting}`;
  }

  /** The address of the shop, before what is deployed of the stage. */
  async deployEdge(stage: string): Promise<string> {
    return this.deployThese(stage, ['edge']);
  }

  /** Kills a deployment as soon as something is so. @returns whether it was killed before it came to its end */
  async cutWhen(when: () => Promise<boolean>, stage: string, service: string): Promise<boolean> {
    await this.#package(stage, service);
    const to = ['--stage', stage, '--package', this.#folder(stage, service)];
    return this.#serverless.cutWhen(when, service, 'deploy', ...to);
  }

  async deployFunction(stage: string): Promise<string> {
    await this.#serverless('users', 'deploy', 'function', '-f', 'health', '--stage', stage, '--force');
    return 'health of users';
  }

  /** Goes back to the deployment before the change. */
  async rollBack(stage: string): Promise<string> {
    const { service, before } = CHANGE;
    const first = await this.backToFirst(stage, service);
    await this.#expectSetting(stage, before);
    return `${service} to ${first}`;
  }

  /** Goes back to the first deployment of a service that the framework has kept. @returns when that was */
  async backToFirst(stage: string, service: string): Promise<string> {
    const listed = await this.#serverless(service, 'deploy', 'list', '--stage', stage);
    const [first] = [...listed.matchAll(/Timestamp: (\d+)/g)].map(([, timestamp = '']) => timestamp);
    if (first === undefined) throw new Error(`no deployment is listed:\n${listed}`);
    await this.#serverless(service, 'rollback', '--stage', stage, '--timestamp', first);
    return first;
  }

  /** Removes all stacks, and what they leave on purpose. @returns what they left */
  async remove(stage: string): Promise<string> {
    const away = (service: string) => this.#serverless(service, 'remove', '--stage', stage);
    await away('edge');
    await Promise.all(SERVICES.map(away));
    await Promise.all(GROUND.map(away));
    const dynamodb = new DynamoDBClient(this.#at());
    const left: string[] = [];
    for await (const { TableNames = [] } of paginateListTables({ client: dynamodb }, {}))
      left.push(...TableNames.filter((name) => name.startsWith(`cartless-${stage}-`)));
    for (const TableName of left) await dynamodb.send(new DeleteTableCommand({ TableName }));
    if (left.length !== SERVICES.length) throw new Error(`tables left: ${left.join(', ') || 'none'}`);
    return `left were ${left.join(', ')}`;
  }

  async makeAgain(stage: string, services: readonly string[]): Promise<string> {
    for (const service of [...GROUND, ...services]) await this.#deploy(stage, service);
    return [...GROUND, ...services].join(', ');
  }

  async #package(stage: string, service: string): Promise<void> {
    const folder = this.#folder(stage, service);
    const packaged = this.#archives.get(service);
    if (packaged !== undefined && packaged !== folder) {
      mkdirSync(folder, { recursive: true });
      for (const archive of globSync(join(packaged, '*.zip')))
        copyFileSync(archive, join(folder, basename(archive)));
    }
    const taken = packaged === undefined ? [] : ['--param', 'packaged=true'];
    await this.#serverless(service, 'package', '--stage', stage, '--package', folder, ...taken);
    this.#archives.set(service, packaged ?? folder);
  }

  #deploy(stage: string, service: string): Promise<string> {
    return this.#serverless(service, 'deploy', '--stage', stage, '--package', this.#folder(stage, service));
  }

  async #expectSetting(stage: string, expected: string): Promise<void> {
    const FunctionName = `cartless-${CHANGE.service}-${stage}-${CHANGE.key}`;
    const client = new LambdaClient(this.#at());
    const { Environment } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const found = Environment?.Variables?.[CHANGE.variable];
    if (found !== expected) throw new Error(`${CHANGE.variable} is ${found}, not ${expected}`);
  }

  #folder = (stage: string, service: string): string => join(this.#packages, stage, service);
  #at = () => ({ endpoint: this.#account.url, region: REGION, credentials: CREDENTIALS });
}

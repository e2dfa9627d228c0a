import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeleteTableCommand, DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CREDENTIALS, REGION } from '@cartless/local-aws';
import type { Account } from '../account/account.ts';
import type { Serverless } from './serverless.ts';

/** What every other stack of a stage stands on. */
const GROUND = ['platform'] as const;
/** In one order, and in the other. */
const SERVICES = ['users', 'orders', 'logistics', 'analytics'] as const;

/** A variable of the services' functions that a setting of the stage moves, and what both are before and after. */
const CHANGE = {
  service: 'logistics',
  key: 'catchUp',
  setting: 'pollFirstSeconds',
  variable: 'POLL_FIRST_SECONDS',
  before: '7200',
  after: '3600',
} as const;

/** The deployments of a stage, as a person makes them with the framework; what was packaged once is deployed again from there. */
export class Deployments {
  readonly #serverless: Serverless;
  readonly #packages: string;
  readonly #checkout: string;
  readonly #account: Account;

  constructor(options: { serverless: Serverless; packages: string; checkout: string; account: Account }) {
    this.#serverless = options.serverless;
    this.#packages = options.packages;
    this.#checkout = options.checkout;
    this.#account = options.account;
  }

  /** The ground first, then the services in the given order. */
  async deployAll(stage: string, order: readonly string[]): Promise<string> {
    return this.deployThese(stage, [...GROUND, ...order]);
  }

  async deployThese(stage: string, services: readonly string[]): Promise<string> {
    for (const service of services) {
      await this.#serverless(service, 'package', '--stage', stage, '--package', this.#folder(stage, service));
      await this.#deploy(stage, service);
    }
    return services.join(', ');
  }

  /** @throws Error when a stack is changed by a deployment of what is deployed */
  async deployAgain(stage: string): Promise<string> {
    for (const service of [...GROUND, ...SERVICES]) {
      const said = await this.#deploy(stage, service);
      if (!said.includes('No changes to deploy')) throw new Error(`${service} was deployed again:\n${said}`);
    }
    return 'no changes';
  }

  /** Changes a setting that one service reads, and deploys that service alone. */
  async deployChange(stage: string): Promise<string> {
    const { service, setting, before, after } = CHANGE;
    await this.#expectSetting(stage, before);
    appendFileSync(join(this.#checkout, `services/stages/${stage}.yml`), `${setting}: '${after}'\n`);
    await this.#serverless(service, 'deploy', '--stage', stage);
    await this.#expectSetting(stage, after);
    return `${service} alone, with another ${setting}`;
  }

  async deployFunction(stage: string): Promise<string> {
    await this.#serverless('users', 'deploy', 'function', '-f', 'health', '--stage', stage, '--force');
    return 'health of users';
  }

  /** Goes back to the deployment before the change. */
  async rollBack(stage: string): Promise<string> {
    const { service, before } = CHANGE;
    const listed = await this.#serverless(service, 'deploy', 'list', '--stage', stage);
    const [first] = [...listed.matchAll(/Timestamp: (\d+)/g)].map(([, timestamp = '']) => timestamp);
    if (first === undefined) throw new Error(`no deployment is listed:\n${listed}`);
    await this.#serverless(service, 'rollback', '--stage', stage, '--timestamp', first);
    await this.#expectSetting(stage, before);
    return `${service} to ${first}`;
  }

  /** Removes all stacks, and what they leave on purpose. @returns what they left */
  async remove(stage: string): Promise<string> {
    for (const service of [...SERVICES, ...GROUND])
      await this.#serverless(service, 'remove', '--stage', stage);
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

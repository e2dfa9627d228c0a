import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SESClient, VerifyEmailIdentityCommand } from '@aws-sdk/client-ses';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICES } from '@cartless/domain';
import { CREDENTIALS, REGION } from '@cartless/local-aws';
import { OWNERS } from '@cartless/local-aws/dev';
import { seed } from '../../seed.ts';
import { Deployments } from '../deploying/deployments.ts';
import { serverlessIn } from '../deploying/serverless.ts';
import { GROUND } from '../deploying/stacks.ts';
import { setUpStage, type Stage } from '../deploying/stage.ts';
import { play } from '../journeys/play.ts';
import { startFront } from '../journeys/shop.ts';
import type { Scene } from '../scene.ts';
import { nothingGivenUp, nothingRefused } from '../verdict/verdict.ts';
import { lastReleases, type Released, SENDER, settingsFor } from './last-release.ts';

/** Who is of today in the first mixture and of the last release in the second; the others the other way round. Orders talk to all others. */
const FIRST = new Set<string>(['users', 'orders']);

type Ground = Scene & Readonly<{ checkout: string; work: string; deployments: Deployments }>;

/**
 * A stage on which services of the last release and of today live together, on today's platform. It begins with the last release; what
 * changes is changed in place, as on a stage that lives.
 */
export class Mixtures {
  readonly #ground: Ground;
  readonly #stage: Stage;
  #released: readonly Released[] = [];
  /** What the functions of a release run, by service; a version number may be that of today too. */
  readonly #code = new Map<string, string | undefined>();

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#stage = { name: 'mixed', siteUrl: `http://localhost:${ground.ports.gateway}` };
  }

  /** The first ones are brought to what they are today, and the journey is made. */
  async newFirst(): Promise<string> {
    await this.#deployReleased();
    await this.#deployToday((service) => FIRST.has(service));
    return this.#journey(this.#released.filter(({ service }) => !FIRST.has(service)));
  }

  /** The first ones go back to the last release, the others are brought to what they are today, and the journey is made again. */
  async oldFirst(): Promise<string> {
    if (this.#code.size === 0)
      throw new Error('The last release was not deployed; the step before says why.');
    const back = this.#released.filter(({ service }) => FIRST.has(service));
    for (const { service, checkout } of back)
      await this.#deploymentsOf(checkout).backToFirst(this.#stage.name, service);
    await this.#deployToday((service) => !FIRST.has(service));
    return this.#journey(back);
  }

  /** The shop as the last release had it; of today is what cannot be older. */
  async #deployReleased(): Promise<void> {
    const { account, checkout, deployments, ports, root, running, say, work } = this.#ground;
    const { name } = this.#stage;
    await setUpStage(checkout, account, this.#stage, ports);
    const ses = new SESClient(this.#at());
    await ses.send(new VerifyEmailIdentityCommand({ EmailAddress: SENDER }));
    await deployments.deployThese(name, GROUND);
    const place = { issuer: await this.#issuer(), payments: `http://localhost:${ports.payments}` };
    this.#released = await lastReleases(root, join(work, 'released'), place);
    for (const { service, checkout: before } of this.#released) {
      const file = `services/stages/${name}.yml`;
      writeFileSync(join(before, file), settingsFor(before, readFileSync(join(checkout, file), 'utf8')));
      await this.#deploymentsOf(before).deployThese(name, [service]);
    }
    const old = this.#released.map(({ service }) => service);
    await deployments.deployThese(
      name,
      SERVICES.filter((service) => !old.includes(service)),
    );
    await seed(account.url, name);
    running.push(await startFront(account, this.#stage, { root, services: OWNERS, ports, log: say }));
    for (const { service } of this.#released) this.#code.set(service, await this.#codeOf(service));
  }

  async #deployToday(which: (service: string) => boolean): Promise<void> {
    const old = this.#released.map(({ service }) => service);
    await this.#ground.deployments.deployThese(this.#stage.name, old.filter(which));
  }

  async #journey(released: readonly Released[]): Promise<string> {
    const { account, root, ports, say } = this.#ground;
    if (released.length === 0) throw new Error('No service of the last release is there.');
    for (const { service } of this.#released) {
      const isOld = released.some((one) => one.service === service);
      if ((this.#code.get(service) === (await this.#codeOf(service))) !== isOld)
        throw new Error(`${service} is not the ${isOld ? 'last release' : 'service of today'}.`);
    }
    const played = await play(root, ['test/journey.e2e.test.ts'], { ports, log: account.lines, say });
    await nothingRefused(account, this.#stage.name);
    await nothingGivenUp(account, this.#stage.name, new Map());
    const named = released.map(({ service, version, commit }) => `${service} ${version} (${commit})`);
    return `${named.join(', ')}: ${played}`;
  }

  async #issuer(): Promise<string> {
    const Name = `/cartless/${this.#stage.name}/issuer`;
    const { Parameter } = await new SSMClient(this.#at()).send(new GetParameterCommand({ Name }));
    return Parameter?.Value ?? '';
  }

  async #codeOf(service: string): Promise<string | undefined> {
    const FunctionName = `cartless-${service}-${this.#stage.name}-health`;
    const client = new LambdaClient(this.#at());
    return (await client.send(new GetFunctionConfigurationCommand({ FunctionName }))).CodeSha256;
  }

  #deploymentsOf(checkout: string): Deployments {
    const { account, work } = this.#ground;
    return new Deployments({
      serverless: serverlessIn(checkout, account),
      packages: join(work, 'packages-before'),
      checkout,
      account,
      archives: new Map(),
    });
  }

  #at = () => ({ endpoint: this.#ground.account.url, region: REGION, credentials: CREDENTIALS });
}

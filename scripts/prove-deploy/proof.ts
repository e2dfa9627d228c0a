import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ports } from '@cartless/local-aws';
import { seed } from '../seed.ts';
import { type Account, startAccount } from './account/account.ts';
import { pythonOf } from './account/python.ts';
import { copyProject } from './deploying/checkout.ts';
import { Deployments } from './deploying/deployments.ts';
import { type Plant, plant } from './deploying/plants.ts';
import { serverlessIn } from './deploying/serverless.ts';
import { setUpStage, type Stage } from './deploying/stage.ts';
import { causeEvents } from './journeys/events.ts';
import { play } from './journeys/play.ts';
import { runTheRest } from './journeys/rest.ts';
import { startFront, startMailbox, startPartners } from './journeys/shop.ts';
import type { Steps } from './steps.ts';
import { functionsOf } from './verdict/functions.ts';
import { everyFunctionRan, named, nothingGivenUp, nothingRefused, unused } from './verdict/verdict.ts';

export type Options = Readonly<{
  root: string;
  /** Kept between runs: the virtual environment; and the logs of the last one. */
  folder: string;
  ports: Ports;
  steps: Steps;
  /** A fault that is put into what is deployed; the proof has to fail by it. */
  plant?: Plant | undefined;
  say: (text: string) => void;
}>;

/** How long the last event may be on its way: an unpaid order of the journeys ends two minutes after it was placed. */
const EVENTS_TAKE_MS = 150_000;
const FORWARDS = ['users', 'orders', 'logistics', 'analytics'];
/** What the test of the erasure gives to dead letters, and is left of it: what could not be published, without the person. */
const PLANTED = new Map([
  ['cartless-dev-orders-relay-dead-letters', 1],
  ['cartless-dev-logistics-relay-dead-letters', 1],
]);

/** Proves on an emulated account that the shop can be deployed and runs there. Each step is told and noted. */
export async function prove(options: Options): Promise<void> {
  const { folder, ports, steps } = options;
  const work = mkdtempSync(join(tmpdir(), 'cartless-proof-'));
  const running: { stop(): Promise<void> }[] = [];
  const end = async (): Promise<void> => {
    for (const one of running.splice(0).toReversed()) await one.stop();
    rmSync(work, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void end().then(() => process.exit(130)));
  try {
    mkdirSync(folder, { recursive: true });
    const account = await steps.must('an account with IAM starts', async () => {
      const python = await pythonOf(join(folder, 'python'));
      return startAccount({ python, port: ports.dynamodb, folder });
    });
    running.push(account);
    await proveStages({ ...options, account, running, work });
  } finally {
    await end();
  }
}

type Proof = Options & Readonly<{ account: Account; running: { stop(): Promise<void> }[]; work: string }>;

/** The stages of a proof, and what they are deployed with. */
type Stages = Readonly<{ checkout: string; deployments: Deployments; dev: Stage; other: Stage }>;

async function proveStages(proof: Proof): Promise<void> {
  const { steps, account, work, ports } = proof;
  const checkout = copyProject(join(work, 'checkout'));
  const serverless = serverlessIn(checkout, account);
  const deployments = new Deployments({ serverless, packages: join(work, 'packages'), checkout, account });
  const dev = { name: 'dev', siteUrl: `http://localhost:${ports.gateway}` };
  const other = { name: 'other', siteUrl: `http://localhost:${ports.control}` };
  await steps.must('two stages get settings, secrets, a sender', async () => {
    for (const stage of [dev, other]) await setUpStage(checkout, account, stage, ports);
  });
  const stages = { checkout, deployments, dev, other };
  await (proof.plant === undefined ? proveAll(proof, stages) : provePlanted(proof, stages, proof.plant));
}

async function proveAll(proof: Proof, { checkout, deployments, dev, other }: Stages): Promise<void> {
  const { steps } = proof;
  await steps.must('a stage is deployed', () => deployments.deployAll(dev.name, FORWARDS), String);
  await steps.must(
    'another beside it, in the other order',
    () => deployments.deployAll(other.name, FORWARDS.toReversed()),
    String,
  );
  await steps.may('deployed again, nothing changes', () => deployments.deployAgain(dev.name));
  await steps.may('one service is deployed alone', () => deployments.deployChange(dev.name));
  await steps.may('one function is deployed alone', () => deployments.deployFunction(dev.name));
  await proveShop(proof, checkout, dev);
  await steps.may('the service goes back to before', () => deployments.rollBack(dev.name));
  await steps.may('a stage is removed', () => deployments.remove(other.name));
  await steps.may('and made again', () => deployments.makeAgain(other.name, ['users']));
}

/** Goes as far as a planted fault has to be found: the proof that finds nothing is none. */
async function provePlanted(proof: Proof, stages: Stages, fault: Plant): Promise<void> {
  const { steps, account, root, ports, say } = proof;
  const { checkout, deployments, dev, other } = stages;
  const all = fault === 'name-collision' ? ['users'] : FORWARDS;
  // Who tells is of before, and who hears of after.
  const before = fault === 'breaking-event' ? ['users', 'orders'] : [];
  await steps.must(`a stage is deployed, with a fault: ${fault}`, async () => {
    if (before.length > 0) await deployments.deployAll(dev.name, before);
    plant(checkout, fault);
    if (before.length === 0) return deployments.deployAll(dev.name, all);
    return deployments.deployThese(
      dev.name,
      all.filter((service) => !before.includes(service)),
    );
  });
  if (fault === 'name-collision') {
    await steps.must('another beside it', () => deployments.deployAll(other.name, all));
    return;
  }
  await fillShop(proof, checkout, dev);
  const file = 'test/journey.e2e.test.ts';
  await steps.may(`${file} plays on the stage`, () => play(root, [file], { ports, log: account.lines, say }));
  await steps.may('nothing was refused', () => nothingRefused(account, dev.name));
  await steps.may('nothing was given up', () => nothingGivenUp(account, dev.name, new Map()));
}

const fillShop = (proof: Proof, checkout: string, stage: Stage): Promise<void> =>
  proof.steps.must('the shop is filled, its partners answer', async () => {
    const { account, ports, running, say } = proof;
    running.push(await startPartners(stage, ports, say));
    running.push(await startMailbox(account, ports.mailbox, say));
    running.push(await startFront(checkout, account, stage, ports, say));
    await seed(account.url, stage.name);
  });

async function proveShop(proof: Proof, checkout: string, stage: Stage): Promise<void> {
  const { steps, account, root, say, ports } = proof;
  await fillShop(proof, checkout, stage);
  const plays = (file: string) =>
    steps.may(`test/${file} plays on the stage`, () =>
      play(root, [`test/${file}`], { ports, log: account.lines, say }),
    );
  for (const file of ['journey.e2e.test.ts', 'after-sales.e2e.test.ts', 'erasure.e2e.test.ts'])
    await plays(file);
  await steps.may('events that no journey tells of', () => causeEvents(account, stage, ports));
  await plays('accounts.e2e.test.ts');
  await steps.may('what no journey came to is run', async () => {
    const idle = (await functionsOf(account, stage.name)).filter(({ runs }) => runs === 0);
    const asked = await runTheRest(root, account, stage, idle);
    for (const { name, answer } of asked) say(`${name}: ${answer}`);
    const failed = asked.filter((one) => one.failed).map(({ name, answer }) => `${name}: ${answer}`);
    if (failed.length > 0) throw new Error(failed.join('\n'));
    return `${asked.length} functions`;
  });
  await steps.may('every function ran', () => everyFunctionRan(account, stage.name, EVENTS_TAKE_MS));
  await steps.may('nothing was refused', () => nothingRefused(account, stage.name));
  await steps.may('nothing was given up', () => nothingGivenUp(account, stage.name, PLANTED));
  await steps.may('what roles may is compared with what was done', async () => {
    const rights = await unused(account, await functionsOf(account, stage.name));
    for (const right of rights) say(named(right));
    return `${rights.length} rights were not used`;
  });
}

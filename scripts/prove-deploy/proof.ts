import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SERVICES } from '@cartless/domain';
import type { Ports } from '@cartless/local-aws';
import { OWNERS } from '@cartless/local-aws/dev';
import { seed } from '../seed.ts';
import { startAccount } from './account/account.ts';
import { pythonOf } from './account/python.ts';
import { COURSE, leftOut, type StepOf } from './course.ts';
import { copyProject } from './deploying/checkout.ts';
import { Deployments } from './deploying/deployments.ts';
import { deletedByHand, deployCut } from './deploying/mishaps.ts';
import { serverlessIn } from './deploying/serverless.ts';
import { setUpStage, type Stage } from './deploying/stage.ts';
import { proveFault } from './faults/courses.ts';
import { type Plant, PLANTS } from './faults/plants.ts';
import { noticed } from './faults/noticed.ts';
import { everythingArrived } from './journeys/arrived.ts';
import { causeEvents } from './journeys/events.ts';
import { callsThroughEdge, useEdge } from './journeys/edge.ts';
import { play, visit } from './journeys/play.ts';
import { runIdle } from './journeys/rest.ts';
import { missSecret } from './journeys/secret-absent.ts';
import { startFront, startMailbox, startPartners } from './journeys/shop.ts';
import { parkUnknown } from './journeys/unknown-version.ts';
import { Mixtures } from './neighbours/mixtures.ts';
import type { Scene } from './scene.ts';
import { Broken, Steps } from './steps.ts';
import { functionsOf } from './verdict/functions.ts';
import {
  byAction,
  everyFunctionRan,
  named,
  nothingGivenUp,
  nothingRefused,
  unused,
} from './verdict/verdict.ts';

export type Options = Readonly<{
  root: string;
  /** Kept between runs: the virtual environment; and the logs of the last one. */
  folder: string;
  ports: Ports;
  steps: Steps;
  say: (text: string) => void;
}>;

/** How long the last event may be on its way: an unpaid order of the journeys ends two minutes after it was placed. */
const EVENTS_TAKE_MS = 150_000;
/** What the test of the erasure gives to dead letters, and is left of it: what could not be published, without the person. */
const PLANTED = new Map([
  ['cartless-dev-orders-relay-dead-letters', 1],
  ['cartless-dev-logistics-relay-dead-letters', 1],
]);

type Course = Readonly<{ short: boolean; archives: Map<string, string> }>;

/**
 * Proves on an emulated account that the shop can be deployed and runs there. Each step is told and noted.
 * @param options.short leaves out what COURSE says
 * @param options.archives folders of what was packaged already, by service
 */
export async function prove({ short, archives, ...options }: Options & Course): Promise<void> {
  await withAccount(options, COURSE.account.name, (scene, work) =>
    proveShop(scene, work, { short, archives }),
  );
  const missing = leftOut(
    options.steps.taken.map(({ name }) => name),
    short,
  );
  if (!options.steps.failed && missing.length > 0)
    throw new Error(`The proof left out steps of its course: ${missing.join(', ')}.`);
}

/** Puts a fault into what is deployed, and proves that; it has to fail. */
export async function provePlanted(options: Options, fault: Plant): Promise<void> {
  await withAccount(options, COURSE.account.name, (scene, work) => {
    const checkout = copyProject(join(work, 'checkout'));
    return proveFault({ ...scene, checkout, deployments: deploymentsOf(scene, work, checkout) }, fault);
  });
}

/** Proves of every fault that the proof notices it, and says so by its name. */
export async function proveFaults(options: Options): Promise<void> {
  await withAccount(options, COURSE.account.name, async (scene, work) => {
    const archives = new Map<string, string>();
    for (const fault of Object.keys(PLANTS) as Plant[]) {
      await scene.steps.may(`noticed: ${fault}`, async () => {
        const steps = new Steps(scene.say);
        const running: Scene['running'] = [];
        const checkout = copyProject(join(work, fault));
        const deployments = deploymentsOf(scene, work, checkout, PLANTS[fault].inCode ? undefined : archives);
        await proveFault({ ...scene, steps, running, checkout, deployments }, fault).catch(unlessBroken);
        await end(running);
        return noticed(fault, steps.taken);
      });
    }
  });
}

/** The proof ends there; its table says why. */
function unlessBroken(error: unknown): void {
  if (!(error instanceof Broken)) throw error;
}

async function end(running: { stop(): Promise<void> }[]): Promise<void> {
  for (const one of running.splice(0).toReversed()) await one.stop();
}

/** Starts the account, and ends all that runs with it when the steps are taken, or somebody has had enough. */
async function withAccount(
  { folder, ...options }: Options,
  name: string,
  take: (scene: Scene, work: string) => Promise<void>,
): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'cartless-proof-'));
  const running: { stop(): Promise<void> }[] = [];
  const leave = async (): Promise<void> => {
    await end(running);
    rmSync(work, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void leave().then(() => process.exit(130)));
  try {
    mkdirSync(folder, { recursive: true });
    const account = await options.steps.must(name, async () => {
      const python = await pythonOf(join(folder, 'python'));
      return startAccount({ python, port: options.ports.dynamodb, folder });
    });
    running.push(account);
    await take({ ...options, account, running }, work);
  } catch (error) {
    unlessBroken(error);
  } finally {
    await leave();
  }
}

const deploymentsOf = (
  { account }: Scene,
  work: string,
  checkout: string,
  archives = new Map<string, string>(),
): Deployments =>
  new Deployments({
    serverless: serverlessIn(checkout, account),
    packages: join(work, 'packages'),
    checkout,
    account,
    archives,
  });

async function proveShop(scene: Scene, work: string, { short, archives }: Course): Promise<void> {
  const { steps, account, ports } = scene;
  const checkout = copyProject(join(work, 'checkout'));
  const deployments = deploymentsOf(scene, work, checkout, archives);
  const dev = { name: 'dev', siteUrl: `http://localhost:${ports.gateway}` };
  const other = { name: 'other', siteUrl: `http://localhost:${ports.control}`, edge: !short };
  const must = (step: StepOf, take: () => Promise<string>) => steps.must(COURSE[step].name, take, String);
  const may = (step: StepOf, take: () => Promise<string>) => steps.may(COURSE[step].name, take);
  const mayWhole = async (step: StepOf, take: () => Promise<string>) => {
    if (!short) await may(step, take);
  };
  await must('settings', async () => {
    for (const stage of [dev, other]) await setUpStage(checkout, account, stage, ports);
    return `${dev.name}, ${other.name}`;
  });
  // They are there before any shop: a carrier that does not answer is left alone for a while.
  scene.running.push(await startPartners(dev, ports, scene.say));
  await must('deployed', () => deployments.deployAll(dev.name, SERVICES));
  await must('beside', () => deployments.deployAll(other.name, SERVICES.toReversed()));
  await mayWhole('edge', async () => {
    await deployments.deployEdge(other.name);
    return useEdge(account, other.name);
  });
  await mayWhole('secret', async () =>
    missSecret(account, other.name, await callsThroughEdge(account, other.name)),
  );
  await mayWhole('again', () => deployments.deployAgain(dev.name));
  await may('alone', () => deployments.deployChange(dev.name));
  await mayWhole('function', () => deployments.deployFunction(dev.name));
  scene.running.push(await startMailbox(account, ports.mailbox, scene.say));
  const front: Scene['running'] = [];
  scene.running.push({ stop: () => end(front) });
  await must('filled', () => fillShop({ ...scene, running: front }, dev));
  await proveLife(scene, dev, may, mayWhole);
  await mayWhole('back', () => deployments.rollBack(dev.name));
  // Where the shop of the first stage is, another will be.
  await end(front);
  const mixtures = new Mixtures({ ...scene, checkout, work, deployments });
  await mayWhole('newFirst', () => mixtures.newFirst());
  await mayWhole('oldFirst', () => mixtures.oldFirst());
  await mayWhole('removed', () => deployments.remove(other.name));
  await mayWhole('made', () => deployments.makeAgain(other.name, ['users']));
  await mayWhole('cut', () => deployCut(account, deployments, other.name, 'analytics'));
  await mayWhole('byHand', () => deletedByHand(account, deployments, other.name, 'users'));
}

async function fillShop({ root, account, ports, running, say }: Scene, stage: Stage): Promise<string> {
  running.push(await startFront(account, stage, { root, services: OWNERS, ports, log: say }));
  await seed(account.url, stage.name);
  return 'done';
}

type Take = (step: StepOf, take: () => Promise<string>) => Promise<void>;

/** The shop lives on a stage, and what is judged after that. */
async function proveLife(
  { account, root, say, ports }: Scene,
  stage: Stage,
  may: Take,
  mayWhole: Take,
): Promise<void> {
  const plays = (step: StepOf, file: string) =>
    may(step, () => play(root, [`test/${file}.e2e.test.ts`], { ports, log: account.lines, say }));
  await plays('journey', 'journey');
  await plays('afterSales', 'after-sales');
  await plays('erasure', 'erasure');
  await may('events', () => causeEvents(account, stage, ports));
  await plays('accounts', 'accounts');
  await mayWhole('visits', async () => {
    const since = new Date();
    const { outcomes, ordered } = await visit(root, ports, say);
    return `${outcomes}; ${await everythingArrived(stage, since, ordered)}`;
  });
  await may('unknown', () => parkUnknown(account, stage, ports));
  await may('idle', () => runIdle(root, account, stage, say));
  await may('everyFunction', () => everyFunctionRan(account, stage.name, EVENTS_TAKE_MS));
  await may('refused', () => nothingRefused(account, stage.name));
  await may('givenUp', () => nothingGivenUp(account, stage.name, PLANTED));
  await may('rights', async () => {
    const rights = await unused(account, await functionsOf(account, stage.name));
    for (const right of rights) say(named(right));
    return `${rights.length} rights were not used: ${byAction(rights)}`;
  });
}

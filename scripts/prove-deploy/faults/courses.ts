import type { Service } from '@cartless/local-aws/dev';
import { seed } from '../../seed.ts';
import { Deployments } from '../deploying/deployments.ts';
import { setUpStage, type Stage } from '../deploying/stage.ts';
import { tellReleased } from '../journeys/released-events.ts';
import { runIdle } from '../journeys/rest.ts';
import { startFront } from '../journeys/shop.ts';
import type { Scene } from '../scene.ts';
import { nothingGivenUp, nothingRefused } from '../verdict/verdict.ts';
import { type Plant, plant } from './plants.ts';

/** What a fault is put into: a copy of the project, and stages that are deployed from it. */
type Ground = Scene & Readonly<{ checkout: string; deployments: Deployments }>;

const nothingPlanted = new Map<string, number>();

/** Goes as far as a fault can be noticed, with as few stacks as that takes. Each fault has a stage of its own. */
const COURSES: Readonly<Record<Plant, (ground: Ground) => Promise<void>>> = {
  'missing-permission': async (ground) => {
    const { steps, account, root, ports, say } = ground;
    const stage = await stageOf(ground, 'permission');
    await deployed(ground, stage, 'platform', 'users');
    await steps.must('it has accounts, and answers', async () => {
      await seed(account.url, stage.name, ['users']);
      const services: readonly Service[] = ['users', 'platform'];
      ground.running.push(await startFront(account, stage, { root, services, ports, log: say }));
    });
    await steps.may('each of its functions is run', () => runIdle(root, account, stage, say));
    await steps.may('nothing was refused', () => nothingRefused(account, stage.name));
  },
  'wrong-issuer': async (ground) => {
    await deployed(ground, await stageOf(ground, 'issuer'), 'platform', 'users');
  },
  'name-collision': async (ground) => {
    await deployed(ground, await stageOf(ground, 'names'), 'platform', 'users');
    await deployed(ground, await stageOf(ground, 'beside'), 'platform', 'users');
  },
  'breaking-event': async (ground) => {
    const { steps, account, root, ports } = ground;
    const stage = await stageOf(ground, 'events');
    await deployed(ground, stage, 'platform', 'logistics');
    await steps.must('orders tell what they told at their last release', () =>
      tellReleased(root, account, ports, { stage: stage.name, producer: 'orders' }),
    );
    await steps.may('nothing was given up', () => nothingGivenUp(account, stage.name, nothingPlanted));
  },
};

/** Puts a fault into a copy of the project, and takes the steps by which it has to be noticed. */
export async function proveFault(ground: Ground, fault: Plant): Promise<void> {
  plant(ground.checkout, fault);
  await COURSES[fault](ground);
}

async function stageOf({ checkout, account, ports }: Ground, name: string): Promise<Stage> {
  const stage = { name, siteUrl: `http://localhost:${ports.gateway}` };
  await setUpStage(checkout, account, stage, ports);
  return stage;
}

const deployed = (
  { steps, deployments }: Ground,
  { name }: Stage,
  ...services: readonly string[]
): Promise<string> =>
  steps.must(`of the stage "${name}" are deployed ${services.join(', ')}`, () =>
    deployments.deployThese(name, services),
  );

import { ownerOf } from '../names.ts';
import type { Catalogue, Given } from './catalogue.ts';
import { type FindStored, readiness } from './readiness.ts';
import { refusal } from './refusal.ts';
import { refuseStageName } from './stage-name.ts';

type Stage = Readonly<{
  catalogue: Catalogue;
  stage: string;
  given: Given;
  /** What the command line says, `name=value`; nothing where there is none. */
  params?: readonly string[];
  /** The services that are looked at, as they are called: `cartless-orders`. */
  names: readonly string[];
  deploying: boolean;
  /** That which is deployed to, where it is another than that of the settings. */
  region?: string | undefined;
}>;

/** Whether AWS is played on this machine: then nothing that is deployed can be reached from anywhere else. */
const isEmulated = ({ AWS_ENDPOINT_URL: url = '' }: NodeJS.ProcessEnv): boolean =>
  URL.parse(url)?.hostname === '127.0.0.1';

/**
 * Refuses to go on with a stage that lacks a setting or a secret, or whose name AWS would refuse.
 *
 * @param find asked only before a deployment
 * @param env of this process, which says where AWS is
 * @throws Error naming all that is missing, with what gives it
 */
export async function refuseIncomplete(
  { names, ...stage }: Stage,
  find: FindStored,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  refuseStageName(stage.catalogue, stage.stage);
  const owners = names.map(ownerOf);
  const app = owners[0]?.app ?? '';
  const found = await readiness(
    { params: [], ...stage, app, services: owners.map(({ service }) => service), emulated: isEmulated(env) },
    find,
  );
  const text = refusal(found, stage);
  if (text !== undefined) throw new Error(text);
}

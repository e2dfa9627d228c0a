import { GetParametersCommand } from '@aws-sdk/client-ssm';
import { SERVICES } from '@cartless/domain';
import { parameterName, readCatalogue, refuseIncomplete, secretsOn } from '@cartless/infrastructure';
import { storedSecrets } from '@cartless/infrastructure/stored-secrets';
import { secretValues } from '@cartless/lambda/secret-values';
import type { Check, Seen } from './check.ts';
import type { StageAsked } from './stage.ts';

const APP = 'cartless';
/** What one question may name. */
const MOST = 10;

/** What the stage was given: settings, and secrets that hold something. */
export const settingsChecks = (asked: StageAsked): Check[] => [
  { name: 'settings and secrets', look: () => complete(asked) },
  { name: 'values of secrets', look: () => filled(asked) },
];

async function complete({ stage, services, given }: StageAsked): Promise<Seen> {
  const names = [...SERVICES, 'platform', ...(given['edge'] === 'yes' ? ['edge'] : [])];
  const region = given['region'];
  try {
    await refuseIncomplete(
      {
        catalogue: readCatalogue(services),
        stage,
        given,
        names: names.map((name) => `${APP}-${name}`),
        deploying: true,
      },
      storedSecrets(region === undefined ? {} : { region }),
    );
    return { well: 'all that the stage needs is there' };
  } catch (error) {
    // What the parameter store says is no sentence of ours.
    if (!(error instanceof Error) || error.constructor !== Error) throw error;
    const [first = '', ...others] = error.message.split('\n');
    return {
      wrong: first.replace('; nothing is deployed', ''),
      todo: others.filter((line) => line !== '').join('\n       '),
    };
  }
}

async function filled({ stage, services, given, clients }: StageAsked): Promise<Seen> {
  const catalogue = readCatalogue(services);
  const names = [...SERVICES, 'edge'].flatMap((service) =>
    secretsOn(catalogue, service, given).names.map((secret) =>
      parameterName({ app: APP, service }, stage, secret),
    ),
  );
  const empty: string[] = [];
  for (let at = 0; at < names.length; at += MOST) {
    const command = new GetParametersCommand({ Names: names.slice(at, at + MOST), WithDecryption: true });
    const { Parameters = [] } = await clients.ssm.send(command);
    for (const { Name = '', Value = '' } of Parameters) {
      const why = unusable(Value);
      if (why !== undefined) empty.push(`${Name}: ${why}`);
    }
  }
  if (empty.length === 0) return { well: `${names.length} secrets hold a value that functions take` };
  return {
    wrong: empty.join('; '),
    todo: 'Store each again: aws ssm put-parameter --overwrite --type SecureString --name <name> --value file:///dev/stdin',
  };
}

/** Why functions would refuse a value, without telling it. */
function unusable(value: string): string | undefined {
  try {
    secretValues(value);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { givenTo } from '@cartless/infrastructure';
import { readPorts } from '@cartless/local-aws';
import { accountChecks } from './doctor/account.ts';
import { answerChecks } from './doctor/answers.ts';
import { type Check, findings, report } from './doctor/check.ts';
import { deployedChecks } from './doctor/deployed.ts';
import { machineChecks } from './doctor/machine.ts';
import { settingsChecks } from './doctor/settings.ts';
import { askStage } from './doctor/stage.ts';

const HELP = `Usage: pnpm run doctor                   whether this machine can run the shop: Node, Java, ports, disk
       pnpm run doctor --stage <stage>   whether a stage on AWS is well: what it was given, what the account allows, what
                                         is deployed, what answers, and what complains

One line for each check, with what to do below one that fails; the exit code is 1 then. What only waits for a person, who has the
time for it, does not fail.

  --param name=value   goes before the settings of the stage, as in deploy:stage; more than one may be given
  --json               a list of { check, ok, says, todo }

It changes nothing. Without "run" it is pnpm's own doctor, which knows nothing of the shop. AWS credentials are taken from the environment.`;

const ROOT = dirname(import.meta.dirname);

const { values } = parseArgs({
  options: {
    stage: { type: 'string' },
    param: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(HELP);
else {
  const checks =
    values.stage === undefined
      ? machineChecks({ root: ROOT, ports: readPorts() })
      : stageChecks(values.stage, values.param);
  const found = await findings(checks);
  console.log(values.json ? JSON.stringify(found, undefined, 2) : report(found));
  process.exitCode = found.every(({ ok }) => ok) ? 0 : 1;
}

function stageChecks(stage: string, params: readonly string[]): Check[] {
  const services = join(ROOT, 'services');
  const given = givenTo(services, stage, params);
  if (given['region'] === undefined)
    throw new Error(
      `services/stages/${stage}.yml does not say in which region the stage is; docs/guides/set-up-a-stage.md shows how to write it.`,
    );
  const asked = askStage(services, stage, given, process.env);
  return [settingsChecks, accountChecks, deployedChecks, answerChecks].flatMap((some) => some(asked));
}

import type { Given } from './catalogue.ts';
import type { Readiness } from './readiness.ts';

type Where = Readonly<{
  stage: string;
  given: Given;
  deploying: boolean;
  /** That which is deployed to, where it is another than that of the settings. */
  region?: string | undefined;
}>;

/** What a person is told who may not deploy yet: all that is missing, and how each is given. Undefined: all is there. */
export function refusal(
  { settings, secrets, first }: Readiness,
  { stage, given, deploying, region }: Where,
): string | undefined {
  const before = first.map(
    (stack) =>
      `Deploy the ${stack} of the stage "${stage}" first: cd services/${stack} && npx serverless deploy --stage ${stage}${region === undefined ? '' : ` --region ${region}`}`,
  );
  if (settings.length + secrets.length === 0) return before.length === 0 ? undefined : before.join('\n');
  const lines = [`The stage "${stage}" is not complete${deploying ? '; nothing is deployed' : ''}.`];
  if (settings.length > 0) {
    lines.push(
      '',
      `Settings: write them into services/stages/${stage}.yml (services/stages/example.yml has one of each that has to`,
      'be there); what one service alone reads may also be given to its commands as --param="name=value":',
      ...settings.map(
        ({ name, services, why, says }) => `  ${name} ${why}. ${says} (${services.join(', ')})`,
      ),
    );
  }
  if (secrets.length > 0) {
    lines.push('', 'Secrets: run the command, enter the value, then end the input with Ctrl-D:');
    for (const { name, why, says } of secrets)
      lines.push(
        `  ${name} ${why}. ${says}`,
        `    ${command(name, { ...given, ...(region !== undefined && { region }) })}`,
      );
  }
  return [...lines, ...before].join('\n');
}

/** The value is read from the terminal, so that it is in no list of processes and no history of a shell. */
export function command(name: string, given: Given): string {
  const { region, secretsKey } = given;
  return [
    'aws ssm put-parameter --type SecureString',
    ...(region === undefined ? [] : [`--region ${region}`]),
    ...(secretsKey === undefined ? [] : [`--key-id ${secretsKey}`]),
    `--name ${name} --value file:///dev/stdin`,
  ].join(' ');
}

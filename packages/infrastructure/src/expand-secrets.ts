import { allow, type Expansion } from './cloudformation.ts';
import type { Owner } from './names.ts';
import { parameterName, parameterVariable } from './settings/parameter-name.ts';

/** The secrets of a service on the stage that is packaged, and the key that they are encrypted with when it is the shop's own. */
export type StageSecrets = Readonly<{
  names: readonly string[];
  known: readonly string[];
  key?: string | undefined;
}>;

const sub = (text: string) => ({ 'Fn::Sub': text });

/**
 * Tells a function the names of the secrets that it reads, and lets it read these and no others. With a key of the shop's
 * own it may decrypt through the parameter store, and only what these parameters hold.
 *
 * @throws Error when a secret is not one of the service
 */
export function expandSecrets(wanted: readonly string[], owner: Owner, stage: StageSecrets): Expansion {
  const unknown = wanted.filter((name) => !stage.known.includes(name));
  if (unknown.length > 0)
    throw new Error(`${unknown.join(', ')} is no secret of ${owner.service} in settings.yml`);
  const names = wanted.filter((name) => stage.names.includes(name));
  if (names.length === 0) return {};
  const parameters = names.map((name) => parameterName(owner, '${sls:stage}', name));
  const arns = parameters.map((name) =>
    sub(`arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter${name}`),
  );
  return {
    environment: {
      AWS_ENDPOINT_URL_SSM: sub('https://ssm.${AWS::Region}.${AWS::URLSuffix}'),
      ...Object.fromEntries(names.map((name, index) => [parameterVariable(name), parameters[index]])),
    },
    statements: [
      allow('ssm:GetParameter', arns),
      ...(stage.key === undefined
        ? []
        : [
            {
              ...allow('kms:Decrypt', stage.key),
              Condition: {
                StringEquals: {
                  'kms:ViaService': sub('ssm.${AWS::Region}.${AWS::URLSuffix}'),
                  'kms:EncryptionContext:PARAMETER_ARN': arns,
                },
              },
            },
          ]),
    ],
  };
}

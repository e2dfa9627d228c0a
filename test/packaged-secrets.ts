import { pascalCase } from '@cartless/infrastructure';
import type { Packaged, Template } from './packaged-service.ts';
import { target, type Yaml } from './serverless-yaml.ts';

type Statement = Readonly<{ Action: unknown; Resource: unknown; Condition?: unknown }>;

/** A function as far as secrets go. */
export type SecretReader = Readonly<{
  key: string;
  environment: Yaml;
  /** The names of parameters that its environment tells it. */
  named: readonly string[];
  /** The names of parameters that its role lets it read. */
  readable: readonly string[];
  /** What its role lets it do with keys for parameters, and on what conditions. */
  decrypts: readonly Statement[];
  /** The variables of secrets that its code knows. */
  known: readonly string[];
}>;

/** What each function of a packaged service is told of secrets, may do with them, and has code for. */
export function secretReaders({ template, code }: Packaged): SecretReader[] {
  return [...code].map(([key, text]) => {
    const properties: Yaml = template.Resources[`${pascalCase(key)}LambdaFunction`]?.Properties ?? {};
    const { Variables: environment = {} } = (properties['Environment'] ?? {}) as { Variables?: Yaml };
    const statements = statementsOf(template, target(properties['Role'], 'Arn') ?? '');
    const withAction = (action: string) =>
      statements.filter(({ Action }) => [Action].flat().includes(action));
    return {
      key,
      environment,
      named: Object.entries(environment).flatMap(([name, value]) =>
        name.endsWith('_PARAMETER') ? [String(value)] : [],
      ),
      readable: statements
        .filter(({ Action }) => JSON.stringify(Action).includes('ssm:'))
        .flatMap(({ Resource }) => [Resource].flat().map(parameterOf)),
      decrypts: withAction('kms:Decrypt'),
      // A schema of settings knows the variable as a name, what reads the secret as a text.
      known: [
        ...new Set([...text.matchAll(/["'`]([A-Z\d_]+_PARAMETER)["'`]/g)].map(([, name = '']) => name)),
      ],
    };
  });
}

/** The parameter in an ARN that CloudFormation puts together; whatever else it is, as it is. */
const parameterOf = (arn: unknown): string => {
  const text = (arn as { 'Fn::Sub'?: string })['Fn::Sub'] ?? JSON.stringify(arn);
  return (
    /^arn:\$\{AWS::Partition\}:ssm:\$\{AWS::Region\}:\$\{AWS::AccountId\}:parameter(\/.+)$/.exec(text)?.[1] ??
    text
  );
};

function statementsOf({ Resources }: Template, role: string): Statement[] {
  const { Policies = [] } = (Resources[role]?.Properties ?? {}) as {
    Policies?: readonly { PolicyDocument: { Statement: readonly Statement[] } }[];
  };
  return Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

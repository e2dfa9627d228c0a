import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ADMITTED, takenBy } from './access-decisions.ts';
import { documented } from './documented-routes.ts';
import { ROOT, SERVICES, type Service, target, type Yaml } from './serverless-yaml.ts';

/** Stages may be called as long as this; all names must still fit. */
const STAGE = 'a-stage-of-20-letter';
/** What AWS allows, in characters. */
const LIMITS: Readonly<Record<string, readonly [property: string, limit: number]>> = {
  'AWS::Lambda::Function': ['FunctionName', 64],
  'AWS::IAM::Role': ['RoleName', 64],
  'AWS::SQS::Queue': ['QueueName', 80],
  'AWS::CloudWatch::Dashboard': ['DashboardName', 255],
};

type Template = Readonly<{
  Resources: Readonly<Record<string, Readonly<{ Type: string; Properties: Yaml }>>>;
}>;

/** The template that a deployment of the service would hand to CloudFormation. */
async function compile(service: Service): Promise<Template> {
  const folder = mkdtempSync(join(tmpdir(), `cartless-${service}-`));
  try {
    await promisify(execFile)(
      join(ROOT, 'services', service, 'node_modules/.bin/serverless'),
      ['package', '--stage', STAGE, '--package', folder],
      {
        cwd: join(ROOT, 'services', service),
        env: { ...process.env, SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off' },
      },
    );
    return JSON.parse(
      readFileSync(join(folder, 'cloudformation-template-update-stack.json'), 'utf8'),
    ) as Template;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.each(SERVICES)('the compiled template of %s', (service) => {
  let template: Template = { Resources: {} };
  beforeAll(async () => {
    template = await compile(service);
  });
  const all = (type: string): [string, Yaml][] =>
    Object.entries(template.Resources)
      .filter(([, { Type }]) => Type === type)
      .map(([id, { Properties }]) => [id, Properties]);

  it('has dead letters for every queue, and an alarm for every dead letter', () => {
    const queues = new Map(all('AWS::SQS::Queue'));
    const ofQueues = [...queues.values()].map(({ RedrivePolicy }) =>
      target((RedrivePolicy as Yaml | undefined)?.['deadLetterTargetArn'], 'Arn'),
    );
    const ofStreams = all('AWS::Lambda::EventSourceMapping').map(([, { DestinationConfig }]) => {
      const { OnFailure } = (DestinationConfig ?? {}) as { OnFailure?: Yaml };
      return target(OnFailure?.['Destination'], 'Arn');
    });
    const deadLetters = new Set([...ofQueues, ...ofStreams].filter((id) => id !== undefined));
    const watched = all('AWS::CloudWatch::Alarm')
      .filter(([, { MetricName }]) => MetricName === 'ApproximateNumberOfMessagesVisible')
      .map(([, { Dimensions }]) => target((Dimensions as Yaml[])[0]?.['Value'], 'QueueName'));
    const without = [...queues].filter(
      ([id, { RedrivePolicy }]) => RedrivePolicy === undefined && !deadLetters.has(id),
    );
    expect(without.map(([id]) => id)).toEqual([]);
    expect([...deadLetters].filter((id) => !queues.has(id))).toEqual([]);
    expect(new Set(watched)).toEqual(deadLetters);
  });

  it('has every queue and stream report the failures of single items', () => {
    const mappings = all('AWS::Lambda::EventSourceMapping');
    expect(mappings.length).toBeGreaterThan(0);
    for (const [id, { FunctionResponseTypes }] of mappings) {
      expect([id, FunctionResponseTypes]).toEqual([id, ['ReportBatchItemFailures']]);
    }
  });

  it('gives every function a role of its own', () => {
    const roles = all('AWS::Lambda::Function').map(([, { Role }]) => target(Role, 'Arn'));
    expect(roles.length).toBeGreaterThan(0);
    expect(new Set(roles).size).toBe(roles.length);
    expect(roles).not.toContain('IamRoleLambdaExecution');
  });

  it('has exactly the routes of the OpenAPI document, each with its access', () => {
    const routes = all('AWS::ApiGatewayV2::Route').map(([, { RouteKey, AuthorizationScopes }]) => [
      String(RouteKey),
      (AuthorizationScopes as string[] | undefined)?.join('+') ?? 'public',
    ]);
    const expected = Object.entries(documented(service)).map(([route, { access }]) => [route, access]);
    expect(Object.fromEntries(routes)).toEqual(Object.fromEntries(expected));
  });

  it('opens every route to whom it was decided for, and to nobody else', () => {
    const routes = all('AWS::ApiGatewayV2::Route');
    expect(routes.length).toBeGreaterThan(0);
    for (const [, { RouteKey, AuthorizationType, AuthorizationScopes }] of routes) {
      const opened =
        AuthorizationType === 'JWT' ? takenBy(AuthorizationScopes as readonly string[]) : 'anybody';
      expect([RouteKey, opened]).toEqual([RouteKey, ADMITTED[String(RouteKey)]]);
    }
  });

  it(`has names that AWS takes, also on a stage with a name of ${STAGE.length} letters`, () => {
    const tooLong = Object.entries(LIMITS).flatMap(([type, [property, limit]]) => {
      const names = all(type).map(([, properties]) => properties[property]);
      return names.filter((name) => typeof name === 'string' && name.length > limit);
    });
    expect(all('AWS::Lambda::Function').map(([, { FunctionName }]) => FunctionName)).toContain(
      `cartless-${service}-${STAGE}-health`,
    );
    expect(tooLong).toEqual([]);
  });
});

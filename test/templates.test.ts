import { beforeAll, describe, expect, it } from '@jest/globals';
import { protect } from '@cartless/infrastructure';
import { ADMITTED, takenBy } from './access-decisions.ts';
import { compile, ofType, STAGE, type Template } from './compiled-template.ts';
import { documented } from './documented-routes.ts';
import { keyAllows, keyPolicy, startedByRules, usesOfServices } from './key-policy.ts';
import { givenRights, neededRights } from './key-rights.ts';
import { unprotected, withoutKey } from './protection.ts';
import { SERVICES, target, type Yaml } from './serverless-yaml.ts';

/** What AWS allows, in characters. */
const LIMITS: Readonly<Record<string, readonly [property: string, limit: number]>> = {
  'AWS::Lambda::Function': ['FunctionName', 64],
  'AWS::IAM::Role': ['RoleName', 64],
  'AWS::SQS::Queue': ['QueueName', 80],
  'AWS::CloudWatch::Dashboard': ['DashboardName', 255],
};

/** The same template on a stage with a key of its own; that packaging does this too is seen on the event bus. */
function keyed(template: Template): Template {
  const copy = structuredClone(template) as Parameters<typeof protect>[0] & Template;
  protect(copy, { app: 'cartless', stage: STAGE, dataKey: 'yes' });
  return copy;
}
/** How the stacks know the stage's key. */
const STAGE_KEY = `:key/{{resolve:ssm:/cartless/${STAGE}/data-key}}`;

describe.each(SERVICES)('the compiled template of %s', (service) => {
  let template: Template = { Resources: {} };
  beforeAll(async () => {
    template = await compile(service);
  });
  const all = (type: string) => ofType(template, type);

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

  it('holds nothing that is open, kept for ever, or taken without TLS', () => {
    expect(unprotected(template)).toEqual([]);
  });

  it('holds nothing that the key of a stage leaves out, and gives every function the rights that it needs', () => {
    expect(withoutKey(template, STAGE_KEY)).not.toEqual([]);
    expect(withoutKey(keyed(template), STAGE_KEY)).toEqual([]);
    expect(givenRights(template, STAGE_KEY)).toEqual([]);
    expect(givenRights(keyed(template), STAGE_KEY)).toEqual(neededRights(template));
  });

  it("is served by AWS's own services, which the key of a stage lets in", () => {
    const refused = usesOfServices(template).filter((use) => !keyAllows(keyPolicy(), use));
    expect(usesOfServices(template).length).toBeGreaterThan(all('AWS::Lambda::Function').length);
    expect(refused).toEqual([]);
    expect(startedByRules(template)).toEqual([]);
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

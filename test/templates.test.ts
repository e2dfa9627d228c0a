import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  givenTo,
  type Place,
  parameterVariable,
  placeIn,
  protect,
  secretsOn,
} from '@cartless/infrastructure';
import { importFiles } from '../scripts/take-over/import-files.ts';
import { ADMITTED, takenBy } from './access-decisions.ts';
import { documented } from './documented-routes.ts';
import { keyAllows, keyPolicy, startedByRules, usesOfServices } from './key-policy.ts';
import { givenRights, neededRights } from './key-rights.ts';
import { leadsToRunbook } from './runbooks.ts';
import { secretReaders } from './packaged-secrets.ts';
import { ofType, type Packaged, packageService, STAGE, type Template } from './packaged-service.ts';
import { unprotected, withoutKey } from './protection.ts';
import { namesTooLong } from './name-lengths.ts';
import { closedToServices, overQuota } from './quotas.ts';
import { CATALOGUE, EXAMPLE, ROOT, SERVICES, target, type Yaml } from './serverless-yaml.ts';
import { boundlessGrants, emptyGrants } from './wildcards.ts';

/** A stage with all that a stage may have. */
const PARAMS = {
  edge: 'yes',
  redis: 'yes',
  secretsKey: 'arn:aws:kms:eu-central-1:111122223333:key/example',
  carriers: '["easypost","kuaidi100"]',
  kuaidi100: givenTo(join(ROOT, 'services'), 'local', [])['kuaidi100'] ?? '',
};
/** Variables whose names say that they hold a secret. */
const SECRET_NAME = /(SECRETS?|KEYS?|PASSWORDS?|TOKENS?|CREDENTIALS?|REDIS_URL)(_PARAMETER)?$/;
/** How secrets look that the shop's partners hand out, and keys. */
const SECRET_FORM = /\b[rs]k_(live|test)_|\bwhsec_|\bEZ[AT]K|rediss?:\/\/|-----BEGIN|resolve:/;
/** A carrier's client and its webhook are one record; a function that has the one has code for the other. */
const OF_ONE_RECORD = CATALOGUE.choices
  .filter(({ chosenBy }) => chosenBy === 'carriers')
  .flatMap(({ secrets = {} }) => Object.keys(secrets).map(parameterVariable));
/** The same template on a stage with a key of its own; that packaging does this too is seen on the platform. */
function keyed(template: Template): Template {
  const copy = structuredClone(template) as Parameters<typeof protect>[0] & Template;
  protect(copy, { app: 'cartless', stage: STAGE, dataKey: 'yes' });
  return copy;
}
const REGIONS: Place = {
  region: 'eu-central-1',
  origin: 'eu-central-1',
  home: 'eu-central-1',
  // One whose code is long.
  replicas: ['ap-southeast-2'],
};
/** The same template on a stage of two regions with a key of its own, as it is deployed to one of them. */
function placed(template: Template, region: string): Template {
  const copy = structuredClone(template) as Parameters<typeof protect>[0] & Template;
  const place = { ...REGIONS, region };
  placeIn(copy, { app: 'cartless', stage: STAGE, place, isGround: false }, () =>
    protect(copy, { app: 'cartless', stage: STAGE, dataKey: 'yes' }),
  );
  return copy;
}
/** How the stacks know the stage's key. */
const STAGE_KEY = `:key/{{resolve:ssm:/cartless/${STAGE}/data-key}}`;

/**
 * The most that an event of a batch may need. An event of the consumer of analytics, the only one that takes hundreds, needs a
 * tenth of this on a slow table; the README of the service has the arithmetic.
 */
const SECONDS_AN_EVENT = 0.1;

/** The routes with a limit of their own (ADR 66). */
const STRICTER = {
  users: [
    'GET /availability',
    'POST /login',
    'POST /login/code',
    'POST /password/forgot',
    'POST /register',
    'POST /session',
    'POST /session/code',
    'POST /verify/resend',
  ],
  orders: ['POST /orders/quote'],
  logistics: ['GET /shipments/{orderNumber}'],
  analytics: [],
};

/** What has to wake somebody beside calls, queues, streams and schedules; what is the whole account's is the platform's. */
const WAKES = {
  users: [],
  orders: [
    'PaymentsNotRepairedAlarm',
    'PaymentsMisfitAlarm',
    'RefundsFailedAlarm',
    'RefundWaitsAlarm',
    'DisputesNotRepairedAlarm',
    'DueOrdersFailedAlarm',
  ],
  logistics: ['CarriersDownAlarm', 'ParcelWaitsAlarm'],
  analytics: ['RollUpDifferencesAlarm'],
};

describe.each(SERVICES)('the compiled template of %s', (service) => {
  let packaged: Packaged = { template: { Resources: {} }, code: new Map(), files: new Map() };
  beforeAll(async () => {
    packaged = await packageService(service, PARAMS);
  });
  const all = (type: string) => ofType(packaged.template, type);

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

  it('has alarms that reach the topic of alarms, each with a runbook that is there', () => {
    const alarms = [...all('AWS::CloudWatch::Alarm'), ...all('AWS::CloudWatch::CompositeAlarm')];
    expect(alarms.map(([id]) => id)).toEqual(
      expect.arrayContaining(['ApiErrorsAlarm', 'ApiSlowAlarm', 'ApiDownAlarm', 'RefusedTokensAlarm']),
    );
    const topic = `arn:\${AWS::Partition}:sns:\${AWS::Region}:\${AWS::AccountId}:cartless-${STAGE}-alarms`;
    for (const [id, { AlarmActions, AlarmDescription }] of alarms) {
      expect([id, AlarmActions]).toEqual([id, [{ 'Fn::Sub': topic }]]);
      expect([id, AlarmDescription, leadsToRunbook(AlarmDescription)]).toEqual([id, AlarmDescription, true]);
    }
  });

  it('wakes somebody when a queue or a stream is behind, a schedule fails, or money, parcels or reports are amiss', () => {
    const alarms = all('AWS::CloudWatch::Alarm');
    const watched = (metric: string, attribute?: string) =>
      alarms.flatMap(([, { MetricName, Dimensions }]) =>
        MetricName === metric ? [target((Dimensions as Yaml[])[0]?.['Value'], attribute)] : [],
      );
    const mappings = all('AWS::Lambda::EventSourceMapping').map(([, mapping]) => mapping);
    const queues = mappings.flatMap(({ EventSourceArn }) => target(EventSourceArn, 'Arn') ?? []);
    expect(watched('ApproximateAgeOfOldestMessage', 'QueueName')).toEqual(
      expect.arrayContaining(queues.filter((id) => id.endsWith('Queue'))),
    );
    const followers = mappings.flatMap(({ EventSourceArn, FunctionName }) =>
      target(EventSourceArn, 'StreamArn') === undefined
        ? []
        : (target(FunctionName, 'Arn') ?? target(FunctionName)),
    );
    expect(followers.length).toBeGreaterThan(0);
    expect(new Set(watched('IteratorAge'))).toEqual(new Set(followers));
    const started = all('AWS::Events::Rule').map(([, { Targets }]) =>
      target((Targets as Yaml[])[0]?.['Arn'], 'Arn'),
    );
    expect(new Set(watched('Errors'))).toEqual(new Set(started));
    expect(alarms.map(([id]) => id)).toEqual(expect.arrayContaining(WAKES[service]));
    expect(all('AWS::CloudWatch::Dashboard')).toHaveLength(1);
  });

  it('logs every call at its API, and saves questions to the logs of all its functions', () => {
    const groups = all('AWS::Logs::LogGroup');
    const [[, stage] = ['', {}]] = all('AWS::ApiGatewayV2::Stage');
    const { DestinationArn, Format } = stage['AccessLogSettings'] as Yaml;
    expect(groups.map(([id]) => id)).toContain(target(DestinationArn, 'Arn'));
    const line = JSON.parse(String(Format)) as Yaml;
    expect(line).toMatchObject({ requestId: '$context.requestId', status: '$context.status' });
    // An address is personal.
    expect(String(Format)).not.toMatch(/identity|sourceIp|userAgent/);
    const asked = all('AWS::Logs::QueryDefinition').flatMap(([, { Name, LogGroupNames }]) =>
      String(Name).includes('/errors') ? (LogGroupNames as string[]) : [],
    );
    const functions = all('AWS::Lambda::Function').map(
      ([, { FunctionName }]) => `/aws/lambda/${String(FunctionName)}`,
    );
    expect(asked.toSorted()).toEqual(functions.toSorted());
    for (const [, { LogGroupNames }] of all('AWS::Logs::QueryDefinition'))
      expect((LogGroupNames as unknown[]).length).toBeLessThanOrEqual(50);
  });

  it('has every queue and stream report the failures of single items', () => {
    const mappings = all('AWS::Lambda::EventSourceMapping');
    expect(mappings.length).toBeGreaterThan(0);
    for (const [id, { FunctionResponseTypes }] of mappings) {
      expect([id, FunctionResponseTypes]).toEqual([id, ['ReportBatchItemFailures']]);
    }
  });

  it('gives every function that reads a queue the time for the largest batch, and hides its messages for longer', () => {
    const functions = new Map(all('AWS::Lambda::Function'));
    const queues = new Map(all('AWS::SQS::Queue'));
    const mappings = all('AWS::Lambda::EventSourceMapping').filter(([, { EventSourceArn }]) =>
      queues.has(target(EventSourceArn, 'Arn') ?? ''),
    );
    for (const [id, mapping] of mappings) {
      const lambda = functions.get(
        target(mapping['FunctionName'], 'Arn') ?? target(mapping['FunctionName']) ?? '',
      );
      const queue = queues.get(target(mapping['EventSourceArn'], 'Arn') ?? '');
      const [batch, seconds] = [Number(mapping['BatchSize']), Number(lambda?.['Timeout'])];
      const gathering = Number(mapping['MaximumBatchingWindowInSeconds'] ?? 0);
      expect([id, seconds >= batch * SECONDS_AN_EVENT]).toEqual([id, true]);
      expect([id, Number(queue?.['VisibilityTimeout']) >= 6 * seconds + gathering]).toEqual([id, true]);
      if (batch <= 10) continue;
      const { MaximumConcurrency } = (mapping['ScalingConfig'] ?? {}) as Yaml;
      expect([id, Number(MaximumConcurrency) >= 2]).toEqual([id, true]);
    }
  });

  it('leaves room beside every backlog: no queue is read by as many containers as there may be', () => {
    const mappings = all('AWS::Lambda::EventSourceMapping').filter(([, { EventSourceArn }]) =>
      JSON.stringify(EventSourceArn).includes('Queue'),
    );
    for (const [id, { ScalingConfig }] of mappings) {
      const most = Number((ScalingConfig as Yaml | undefined)?.['MaximumConcurrency']);
      expect([id, most >= 2 && most <= 10]).toEqual([id, true]);
    }
  });

  it('takes fewer calls of the routes that cost most or that are guessed at', () => {
    const [[, stage] = ['', {}]] = all('AWS::ApiGatewayV2::Stage');
    const { ThrottlingRateLimit: most } = stage['DefaultRouteSettings'] as Yaml;
    const limits = (stage['RouteSettings'] ?? {}) as Record<string, Yaml>;
    expect(Object.keys(limits).toSorted()).toEqual(STRICTER[service]);
    for (const [route, { ThrottlingRateLimit: rate }] of Object.entries(limits))
      expect([route, Number(rate) <= Number(most) / 5]).toEqual([route, true]);
    // API Gateway knows a limit only by a route that is there.
    const { DependsOn = [] } = packaged.template.Resources['HttpApiStage'] as { DependsOn?: string[] };
    const awaited = all('AWS::ApiGatewayV2::Route').filter(([id]) => DependsOn.includes(id));
    expect(awaited.map(([, { RouteKey }]) => String(RouteKey)).toSorted()).toEqual(STRICTER[service]);
  });

  it('packs nothing with a function but its bundle', () => {
    expect(packaged.files.size).toBe(all('AWS::Lambda::Function').length);
    for (const [key, files] of packaged.files) {
      expect([key, files]).toEqual([key, [expect.stringMatching(/^src\/[\w/-]+\/handler\.js$/)]]);
    }
  });

  it('gives every function a role of its own', () => {
    const roles = all('AWS::Lambda::Function').map(([, { Role }]) => target(Role, 'Arn'));
    expect(roles.length).toBeGreaterThan(0);
    expect(new Set(roles).size).toBe(roles.length);
    expect(new Set(all('AWS::IAM::Role').map(([id]) => id))).toEqual(new Set(roles));
  });

  it('grants nothing with a `*` that has no written reason', () => {
    expect(boundlessGrants(packaged.template)).toEqual([]);
  });

  it('grants nothing that no call could use', () => {
    expect(emptyGrants(packaged.template)).toEqual([]);
  });

  it('stays within what AWS takes', () => {
    expect(overQuota(packaged.template)).toEqual([]);
    expect(closedToServices(packaged.template)).toEqual([]);
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
    expect(unprotected(packaged.template)).toEqual([]);
  });

  it('holds nothing that the key of a stage leaves out, and gives every function the rights that it needs', () => {
    const { template } = packaged;
    expect(withoutKey(template, STAGE_KEY)).not.toEqual([]);
    expect(withoutKey(keyed(template), STAGE_KEY)).toEqual([]);
    expect(givenRights(template, STAGE_KEY)).toEqual([]);
    expect(givenRights(keyed(template), STAGE_KEY)).toEqual(neededRights(template));
  });

  it("is served by AWS's own services, which the key of a stage lets in", () => {
    const { template } = packaged;
    const refused = usesOfServices(template).filter((use) => !keyAllows(keyPolicy(), use));
    expect(usesOfServices(template).length).toBeGreaterThan(all('AWS::Lambda::Function').length);
    expect(refused).toEqual([]);
    expect(startedByRules(template)).toEqual([]);
  });

  it('has names that AWS takes, also on a stage with the longest name that there may be', () => {
    expect(all('AWS::Lambda::Function').map(([, { FunctionName }]) => FunctionName)).toContain(
      `cartless-${service}-${STAGE}-health`,
    );
    expect(namesTooLong(packaged.template, STAGE)).toEqual([]);
  });

  it('is made anew around its table, when its stack was removed, by an import that makes nothing else', () => {
    const { template, resources } = importFiles(packaged.template, {});
    const found = resources.flatMap(({ ResourceIdentifier }) => Object.values(ResourceIdentifier));
    expect(found.toSorted()).toEqual([
      ...(service === 'orders' ? [`/cartless/${STAGE}/fixed/currency`] : []),
      `cartless-${STAGE}-${service}`,
    ]);
    // CloudFormation refuses an import whose template has more than is imported, or something without a DeletionPolicy.
    expect(Object.keys(template.Resources)).toEqual(
      resources.map(({ LogicalResourceId }) => LogicalResourceId),
    );
    for (const resource of Object.values(template.Resources))
      expect(resource).toMatchObject({ DeletionPolicy: 'Retain' });
    expect(Object.keys(template).toSorted()).toEqual(['AWSTemplateFormatVersion', 'Resources']);
  });

  it('keeps the currency that it was first deployed with where others can look', () => {
    const kept = all('AWS::SSM::Parameter').filter(([id]) => id.startsWith('Fixed'));
    const expected = {
      Name: `/cartless/${STAGE}/fixed/currency`,
      Type: 'String',
      Value: EXAMPLE['currency'],
    };
    expect(kept).toEqual(service === 'orders' ? [['FixedCurrency', expected]] : []);
  });

  it('has room for the replicas of its tables, and for what stands by in another region', () => {
    const [home, second] = ['eu-central-1', 'ap-southeast-2'].map((region) =>
      placed(packaged.template, region),
    );
    expect([overQuota(home!), overQuota(second!)]).toEqual([[], []]);
    const names = ofType(second!, 'AWS::IAM::Role').map(([, { RoleName }]) => String(RoleName));
    expect(names.filter((name) => name.length > 64 || !name.endsWith('-apse2'))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    const [table = ''] = all('AWS::DynamoDB::GlobalTable').map(([id]) => id);
    expect(JSON.stringify(home)).toContain(`"${table}"`);
    expect(JSON.stringify(second!.Resources)).not.toMatch(new RegExp(`"${table}"|\\$\\{${table}\\b`));
  });

  it('sleeps in another region, behind a fence', () => {
    const second = placed(packaged.template, 'ap-southeast-2');
    const triggers = ofType(second, 'AWS::Lambda::EventSourceMapping').map(([, { Enabled }]) => Enabled);
    const schedules = ofType(second, 'AWS::Events::Rule').map(([, { State }]) => State);
    expect([new Set(triggers), new Set(schedules)]).toEqual([new Set([false]), new Set(['DISABLED'])]);
    const open = ofType(second, 'AWS::IAM::Role').filter(
      ([, { ManagedPolicyArns }]) => !JSON.stringify(ManagedPolicyArns ?? '').includes('-fence-apse2'),
    );
    expect(open.map(([id]) => id)).toEqual([]);
  });

  it('holds no secret', () => {
    const readers = secretReaders(packaged);
    expect(readers.map(({ key }) => key)).toContain('health');
    for (const { key, environment } of readers) {
      for (const [name, value] of Object.entries(environment)) {
        expect([key, name, JSON.stringify(value).match(SECRET_FORM)]).toEqual([key, name, null]);
        if (!SECRET_NAME.test(name)) continue;
        // What the platform tells of its key is its ARN.
        const told = packaged.template.Parameters?.[target(value) ?? '']?.Default;
        const isName = [value, told].some(
          (one) => typeof one === 'string' && one.startsWith(`/cartless/${STAGE}/`),
        );
        expect([key, name, isName || target(value, 'Arn') !== undefined]).toEqual([key, name, true]);
      }
    }
  });

  it('lets each function read the secrets that it has code for, and no other parameter', () => {
    const readers = secretReaders(packaged);
    const all = secretsOn(CATALOGUE, service, { ...EXAMPLE, ...PARAMS }).names;
    const name = (secret: string) => `/cartless/${STAGE}/${service}/${secret}`;
    expect(new Set(readers.flatMap(({ named }) => named))).toEqual(new Set(all.map(name)));
    for (const { key, named, readable } of readers) expect([key, readable]).toEqual([key, named]);
    const amiss = readers.flatMap(({ key, known, environment }) => {
      const variables = Object.keys(environment).filter((variable) => variable.endsWith('_PARAMETER'));
      const isHalf = OF_ONE_RECORD.some((variable) => variables.includes(variable));
      const half = isHalf ? OF_ONE_RECORD : [];
      return [
        ...variables.filter((one) => !known.includes(one)).map((one) => `${key} is told ${one} for nothing`),
        ...known
          .filter((one) => ![...variables, ...half].includes(one))
          .map((one) => `${key} is not told ${one}`),
      ];
    });
    expect(amiss).toEqual([]);
  });

  it('lets each function decrypt its secrets with the key of the shop, and nothing else', () => {
    for (const { key, named, decrypts } of secretReaders(packaged)) {
      const arns = named.map(
        (one) => `arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter${one}`,
      );
      const expected = {
        Effect: 'Allow',
        Action: ['kms:Decrypt'],
        Resource: PARAMS.secretsKey,
        Condition: {
          StringEquals: {
            'kms:ViaService': { 'Fn::Sub': 'ssm.${AWS::Region}.${AWS::URLSuffix}' },
            'kms:EncryptionContext:PARAMETER_ARN': arns.map((arn) => ({ 'Fn::Sub': arn })),
          },
        },
      };
      expect([key, decrypts]).toEqual([key, named.length === 0 ? [] : [expected]]);
    }
  });
});

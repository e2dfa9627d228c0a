import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { functionFolders } from '@cartless/infrastructure';
import { divideRoutes, ownedRoutes } from '../packages/local-aws/src/gateway/service-routes.ts';
import { generateDocs } from '../scripts/docs/generate.ts';
import { documented, type Exposed, openApi, type Operation } from './documented-routes.ts';
import {
  eventsOf,
  readService,
  ROOT,
  SERVICES,
  type Service,
  type Statement,
  target,
  type Yaml,
} from './serverless-yaml.ts';

/** AWS knows no narrower resource for these. */
const UNBOUND_ACTIONS = ['cloudwatch:PutMetricData', 'xray:PutTraceSegments', 'xray:PutTelemetryRecords'];
/** SES takes the resource of every identity that a mail touches, so the sender is bound by a condition instead. */
const BOUND_BY_CONDITION = ['ses:SendEmail', 'ses:SendRawEmail'];

/** So many messages of a batch are handled side by side, each by itself. */
const ALONE_AT_MOST = 10;

const serviceOf = divideRoutes(await ownedRoutes(ROOT));
const foldersOf = (service: Service) => functionFolders(join(ROOT, 'services', service));
/** What serverless.yml says: the same. */
function deployed(service: Service): Record<string, Exposed> {
  const routes = Object.entries(readService(service).functions).flatMap(([id, lambda]) =>
    eventsOf(lambda, 'httpApi').map((event) => {
      const [method, path] = typeof event === 'string' ? event.split(' ') : [];
      const { authorizer, ...route } = (typeof event === 'string' ? { method, path } : event) as {
        method: string;
        path: string;
        authorizer?: { name: string; scopes: readonly string[] };
      };
      const access = authorizer === undefined ? 'public' : authorizer.scopes.join('+');
      expect(authorizer?.name ?? 'jwt').toBe('jwt');
      return [`${route.method.toUpperCase()} ${route.path}`, { id, access }] as const;
    }),
  );
  return Object.fromEntries(routes);
}

const statementsOf = (service: Service): [string, Statement][] =>
  Object.entries(readService(service).functions).flatMap(([id, { iamRoleStatements = [] }]) =>
    iamRoleStatements.map((statement): [string, Statement] => [id, statement]),
  );
const triggersOf = (service: Service, kind: 'sqs' | 'stream') =>
  Object.entries(readService(service).functions).flatMap(([id, lambda]) =>
    eventsOf(lambda, kind).map((event) => ({ id, lambda, event: event as Yaml })),
  );
const may = (statements: readonly Statement[] = [], action: string, resource: string | undefined) =>
  statements.some(
    ({ Action, Resource }) =>
      [Action].flat().includes(action) && [Resource].flat().some((one) => target(one, 'Arn') === resource),
  );

describe.each(SERVICES)('the service %s', (service) => {
  it('deploys exactly the routes that its OpenAPI document tells of', () => {
    expect(deployed(service)).toEqual(documented(service));
  });

  it('has a valid OpenAPI document that declares every part of a path', async () => {
    const document = JSON.parse(openApi(service)) as { paths: Record<string, Record<string, Operation>> };
    expect(await new Validator().validate(structuredClone(document))).toMatchObject({ valid: true });
    for (const [path, methods] of Object.entries(document.paths)) {
      const names = (path.match(/(?<=\{)\w+(?=\})/g) ?? []).toSorted();
      for (const { parameters } of Object.values(methods)) {
        const declared = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
        expect([path, ...declared.toSorted()]).toEqual([path, ...names]);
      }
    }
  });

  it('says how it is', () => {
    expect(deployed(service)).toMatchObject({
      [`GET /${service}/health`]: { id: 'health', access: 'public' },
    });
  });

  it('is reached by the gateway at every one of its paths', () => {
    for (const route of Object.keys(deployed(service))) {
      const [, path = ''] = route.split(' ');
      expect([route, serviceOf(path.replaceAll(/\{\w+\}/g, 'x1'))]).toEqual([route, service]);
    }
  });

  it('deploys every handler that there is', () => {
    const deployed = Object.values(readService(service).functions).map(({ handler }) => handler);
    const written = globSync('src/**/handler.ts', { cwd: join(ROOT, 'services', service) });
    expect(deployed.toSorted()).toEqual(written.map((file) => file.replace(/ts$/, 'handler')).toSorted());
  });

  it('declares a route beside every function that answers calls', () => {
    const withRoute = foldersOf(service).filter(({ route }) => route !== undefined);
    const answering = Object.entries(readService(service).functions).filter(
      ([, lambda]) => eventsOf(lambda, 'httpApi').length > 0,
    );
    expect(withRoute.map(({ key }) => key).toSorted()).toEqual(answering.map(([id]) => id).toSorted());
  });

  it('gives every function a role of its own', () => {
    const { functions } = readService(service);
    const shared = Object.entries(functions).filter(([, lambda]) => lambda.iamRoleStatements === undefined);
    expect(shared.map(([id]) => id)).toEqual([]);
    for (const [id, { iamRoleStatementsName: name }] of Object.entries(functions)) {
      expect(name).toBe(`cartless-\${sls:stage}-${service}-${id}`);
    }
  });

  it('allows no function more than it names', () => {
    for (const [id, { Action, Resource, Condition }] of statementsOf(service)) {
      const actions = [Action].flat();
      expect([id, actions.filter((action) => action.includes('*'))]).toEqual([id, []]);
      if (![Resource].flat().includes('*')) continue;
      const bound = Condition === undefined ? UNBOUND_ACTIONS : [...UNBOUND_ACTIONS, ...BOUND_BY_CONDITION];
      expect([id, actions.filter((action) => !bound.includes(action))]).toEqual([id, []]);
    }
  });

  it('lets no function read or change a log', () => {
    const ofLogs = statementsOf(service).filter(([, { Action }]) =>
      [Action].flat().some((action) => action.startsWith('logs:')),
    );
    expect(ofLogs.map(([id]) => id)).toEqual([]);
  });

  it('lets no function that answers calls scan a table', () => {
    const scanning = statementsOf(service).filter(([, { Action }]) =>
      [Action].flat().includes('dynamodb:Scan'),
    );
    const answering = Object.values(deployed(service)).map(({ id }) => id);
    expect(scanning.map(([id]) => id).filter((id) => answering.includes(id))).toEqual([]);
  });

  it('reports the failures of single messages and parks what cannot succeed', () => {
    const { resources, provider } = readService(service);
    for (const { id, lambda, event } of triggersOf(service, 'sqs')) {
      const queue = resources[target(event['arn'], 'Arn') ?? ''];
      const { deadLetterTargetArn } = (queue?.Properties['RedrivePolicy'] ?? {}) as Yaml;
      const deadLetters = target(deadLetterTargetArn, 'Arn');
      const parking = target(lambda.environment?.['PARK_QUEUE_URL']);
      const timeout = lambda.timeout ?? provider.timeout;
      const visibility = Number(queue?.Properties['VisibilityTimeout']);
      expect({ id, responds: event['functionResponseType'], parking, deadLetters }).toEqual({
        id,
        responds: 'ReportBatchItemFailures',
        parking: expect.any(String),
        deadLetters: parking,
      });
      expect([id, may(lambda.iamRoleStatements, 'sqs:SendMessage', parking)]).toEqual([id, true]);
      // As AWS advises, so that no message is seen twice while its first reader still runs.
      expect([id, visibility >= 6 * timeout]).toEqual([id, true]);
    }
  });

  it('lets who takes many messages at once hand back what there was no time for, and no more at a time than fit', () => {
    const { resources } = readService(service);
    const large = triggersOf(service, 'sqs').filter(
      ({ event }) => Number(event['batchSize']) > ALONE_AT_MOST,
    );
    for (const { id, lambda, event } of large) {
      const queue = target(event['arn'], 'Arn') ?? '';
      const { Properties } = resources[queue] ?? {};
      expect([id, target(lambda.environment?.['HAND_BACK_QUEUE_URL'])]).toEqual([id, queue]);
      expect([id, may(lambda.iamRoleStatements, 'sqs:SendMessage', queue)]).toEqual([id, true]);
      expect([id, event['maximumConcurrency']]).toEqual([id, expect.anything()]);
      expect([id, Properties?.['RedrivePolicy']]).toMatchObject([id, { maxReceiveCount: 5 }]);
    }
  });

  it('keeps the place in a stream and what could not be handled', () => {
    for (const { id, lambda, event } of triggersOf(service, 'stream')) {
      const { destinations, maximumRetryAttempts, bisectBatchOnFunctionError: halves } = event;
      const { onFailure } = (destinations ?? {}) as { onFailure?: { type?: string; arn?: unknown } };
      expect({ id, ...event, onFailure: onFailure?.type }).toMatchObject({
        id,
        functionResponseType: 'ReportBatchItemFailures',
        startingPosition: 'TRIM_HORIZON',
        maximumRetryAttempts: expect.any(Number),
        onFailure: 'sqs',
      });
      // A batch whose tries are limited is halved, so that one record does not give up the others.
      expect([id, halves === true || maximumRetryAttempts === -1]).toEqual([id, true]);
      // None would give a record up at the first failure; -1 tries as long as the stream keeps it.
      expect(maximumRetryAttempts).not.toBe(0);
      const deadLetters = target(onFailure?.arn, 'Arn');
      expect([id, may(lambda.iamRoleStatements, 'sqs:SendMessage', deadLetters)]).toEqual([id, true]);
    }
  });
});

describe('access tokens', () => {
  it.each(SERVICES)(
    'are checked by %s with the issuer of the platform, never with the address of the shop',
    (service) => {
      const { authorizers } = readService(service).provider['httpApi'] as {
        authorizers: Record<string, { issuerUrl: unknown }>;
      };
      expect(Object.values(authorizers).map(({ issuerUrl }) => issuerUrl)).toEqual([{ Ref: 'Issuer' }]);
      const yaml = readFileSync(join(ROOT, 'services', service, 'serverless.yml'), 'utf8');
      expect(yaml).toContain('${file(../common.yml):issuer}');
    },
  );

  it('come from the API of the platform, which says so under that very address', () => {
    const { functions, resources } = readService('platform');
    const address = 'https://${HttpApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}';
    expect(resources['Issuer']?.Properties).toMatchObject({
      Name: '/cartless/${sls:stage}/issuer',
      Value: { 'Fn::Sub': address },
    });
    expect(functions['readIssuer']?.environment).toMatchObject({ ISSUER_URL: { 'Fn::Sub': address } });
    const routes = Object.values(functions).flatMap((lambda) => eventsOf(lambda, 'httpApi'));
    expect(routes.map((route) => (route as Yaml)['authorizer'])).toEqual([undefined, undefined]);
  });

  it('are signed with the key that the platform shows, and with no other', () => {
    const signing = statementsOf('users').filter(([, { Action }]) => [Action].flat().includes('kms:Sign'));
    expect(signing.length).toBeGreaterThan(0);
    for (const [id, { Resource }] of signing) expect([id, Resource]).toEqual([id, { Ref: 'SigningKeyArn' }]);
  });
});

describe('what is generated from the code', () => {
  it('is up to date; otherwise run "pnpm run docs"', async () => {
    const { files, problems } = await generateDocs(ROOT);
    const stale = [...files].filter(
      ([path, text]) => !existsSync(join(ROOT, path)) || readFileSync(join(ROOT, path), 'utf8') !== text,
    );
    expect({ stale: stale.map(([path]) => path), problems }).toEqual({ stale: [], problems: [] });
  });
});

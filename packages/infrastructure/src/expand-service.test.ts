import { describe, expect, it } from '@jest/globals';
import { scratchService, SETTINGS } from '../test/scratch-service.ts';
import { EVENT_CONTRACTS } from '@cartless/domain/registry';
import { COUNTED_EVENTS } from './business-dashboard.ts';
import { expandService, watchResources } from './expand-service.ts';
import { reserve } from './reserve.ts';

const expand = (files: Readonly<Record<string, string>>, settings = SETTINGS) =>
  expandService(scratchService(files), settings);

describe('a service', () => {
  it('has a function for every folder with a function.yml, at any depth', async () => {
    const { functions } = await expand({
      'src/health/function.yml': 'health: {}',
      'src/ordering/place-order/function.yml': 'placeOrder:\n  timeout: 20\n  memorySize: 1024\n',
    });
    expect(functions).toEqual({
      health: {
        handler: 'src/health/handler.handler',
        iamRoleStatementsName: 'shop-${sls:stage}-orders-health',
        iamRoleStatements: [],
        events: [],
      },
      placeOrder: {
        handler: 'src/ordering/place-order/handler.handler',
        timeout: 20,
        memorySize: 1024,
        iamRoleStatementsName: 'shop-${sls:stage}-orders-placeOrder',
        iamRoleStatements: [],
        events: [],
      },
    });
  });

  it('keeps the permissions, variables and events that a function writes itself', async () => {
    const { functions } = await expand({
      'src/a/function.yml': `a:
  iamRoleStatements:
    - { Effect: Allow, Action: dynamodb:GetItem, Resource: !GetAtt Table.Arn }
  environment: \${file(more.yml):environment}
  events:
    - sns: topic
`,
    });
    expect(functions['a']).toMatchObject({
      iamRoleStatements: [
        { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: { 'Fn::GetAtt': ['Table', 'Arn'] } },
      ],
      environment: '${file(more.yml):environment}',
      events: [{ sns: 'topic' }],
    });
  });

  it('has each function send traces where functions are traced', async () => {
    const { functions } = await expand({ 'src/a/function.yml': 'a: {}' }, { ...SETTINGS, tracing: true });
    expect(functions['a']?.['iamRoleStatements']).toEqual([
      { Effect: 'Allow', Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], Resource: '*' },
    ]);
  });

  it('tells of its alarms where those of the stage are told', async () => {
    const { resources } = await expand({
      'src/a/function.yml': 'a:\n  counts: { Lost: { alarm: Things are lost., period: 60 } }',
    });
    expect(resources['LostAlarm']?.Properties['AlarmActions']).toEqual([
      { 'Fn::Sub': 'arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:shop-${sls:stage}-alarms' },
    ]);
  });

  it('watches its API where it has routes', async () => {
    const route = `export const route = { id: 'a', method: 'GET', path: '/a', access: 'public' };`;
    const withRoute = { 'src/a/function.yml': 'a: {}', 'src/a/route.ts': route };
    const alarms = async (files: Record<string, string>) =>
      Object.keys((await expand(files)).resources).filter((id) => id.endsWith('Alarm'));
    expect(await alarms(withRoute)).toEqual([
      'ApiErrorsAlarm',
      'ApiSlowAlarm',
      'RefusedTokensAlarm',
      'ApiDownAlarm',
    ]);
    expect(await alarms({ 'src/a/function.yml': 'a: {}' })).toEqual([]);
  });

  it('lets a stage keep a part of the concurrency for a function', async () => {
    const { functions } = await expand({ 'src/a/function.yml': 'a: {}', 'src/b/function.yml': 'b: {}' });
    const owner = { app: 'shop', service: 'orders' };
    const kept = reserve(functions, owner, '{"orders/a":50,"users/c":9}');
    expect(kept['a']).toEqual({ ...functions['a'], reservedConcurrency: 50 });
    expect(kept['b']).toEqual(functions['b']);
    expect(() => reserve(functions, owner, '{"orders/gone":1}')).toThrow('orders/gone, which is no function');
    expect(reserve(functions, owner, undefined)).toEqual(functions);
  });

  it('saves no question with more groups than CloudWatch takes', async () => {
    const names = Array.from({ length: 51 }, (_, i) => `f${String.fromCodePoint(97 + (i % 26))}${i}`);
    const files = names.map((name) => [`src/${name}/function.yml`, `${name}: {}`] as const);
    const { resources } = await expand(Object.fromEntries(files));
    const groups = ['ErrorsQuery', 'Errors2Query'].map((id) => resources[id]?.Properties['LogGroupNames']);
    expect(groups.map((list) => (list as unknown[]).length)).toEqual([50, 1]);
  });

  it('lets who shows dead letters take and send none, and who puts them back send to their queues alone', async () => {
    const { functions } = await expand({
      'src/a/function.yml': 'a:\n  shows: dead-letters',
      'src/b/function.yml': 'b:\n  redrives: dead-letters',
      'src/c/function.yml': 'c:\n  consumes: { queue: posts, alarm: Posts wait., messages: own }',
      'src/c/handler.ts': 'export const handler = () => {};',
      'src/d/function.yml':
        'd:\n  follows: { stream: { Ref: T }, deadLetters: changes, alarm: Changes wait., maximumRetryAttempts: 3 }',
    });
    const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
    const urls = (...ids: string[]) => ({ 'Fn::Join': [',', ids.map((Ref) => ({ Ref }))] });
    const environment = {
      DEAD_LETTER_QUEUE_URLS: urls('PostsDeadLetters', 'ChangesDeadLetters'),
      QUEUE_URLS: urls('PostsQueue'),
    };
    expect(functions['a']).toMatchObject({
      environment,
      iamRoleStatements: [
        {
          Action: ['sqs:GetQueueAttributes', 'sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility'],
          Resource: [arn('PostsDeadLetters'), arn('ChangesDeadLetters')],
        },
      ],
    });
    expect(functions['b']).toMatchObject({
      environment,
      iamRoleStatements: [
        {
          Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'],
          Resource: [arn('PostsDeadLetters')],
        },
        { Action: ['sqs:SendMessage'], Resource: [arn('PostsQueue')] },
      ],
    });
  });

  it('gives who sweeps its dead letters all of them, whatever function they belong to', async () => {
    const { functions } = await expand({
      'src/a/function.yml': 'a:\n  sweeps: dead-letters',
      'src/b/function.yml': 'b:\n  consumes: { queue: jobs, alarm: Jobs wait., messages: own }',
      'src/b/handler.ts': 'export const handler = () => {};',
      'src/c/function.yml': 'c:\n  consumes: { queue: posts, alarm: Posts wait., messages: own }',
      'src/c/handler.ts': 'export const handler = () => {};',
    });
    expect(functions['a']).toMatchObject({
      environment: {
        DEAD_LETTER_QUEUE_URLS: {
          'Fn::Join': [',', [{ Ref: 'JobsDeadLetters' }, { Ref: 'PostsDeadLetters' }]],
        },
      },
      iamRoleStatements: [
        {
          Action: [
            'sqs:ReceiveMessage',
            'sqs:DeleteMessage',
            'sqs:ChangeMessageVisibility',
            'sqs:SendMessage',
          ],
          Resource: [
            { 'Fn::GetAtt': ['JobsDeadLetters', 'Arn'] },
            { 'Fn::GetAtt': ['PostsDeadLetters', 'Arn'] },
          ],
        },
      ],
    });
    expect(Object.keys(functions)).toEqual(['a', 'b', 'c']);
  });

  it('has one page for all that it measures', async () => {
    const { resources } = await expand({ 'src/a/function.yml': 'a: {}' });
    const { DashboardName, DashboardBody } = (resources['Dashboard']?.Properties ?? {}) as {
      DashboardName: string;
      DashboardBody: { 'Fn::Sub': string };
    };
    expect(DashboardName).toBe('shop-${sls:stage}-orders');
    const { widgets } = JSON.parse(DashboardBody['Fn::Sub']) as { widgets: object[] };
    expect(JSON.stringify(widgets)).toContain('shop-orders-${sls:stage}-a');
  });
});

describe('a stack that watches more than its service', () => {
  const owner = { app: 'shop', service: 'platform' };

  it('watches the account, and tells where the alarms of the stage are told', () => {
    const resources = watchResources(owner, 'stage');
    expect(Object.keys(resources)).toEqual([
      'UsersEventsUndelivered',
      'OrdersEventsUndelivered',
      'LogisticsEventsUndelivered',
      'AnalyticsEventsUndelivered',
      'ThrottledFunctionsAlarm',
      'BouncedMailsAlarm',
      'ComplainedMailsAlarm',
      'BusinessDashboard',
    ]);
    expect(resources['BouncedMailsAlarm']?.Properties['AlarmActions']).toHaveLength(1);
  });

  it('shows what happened by events that there are', () => {
    const known = EVENT_CONTRACTS.map(({ type }) => type);
    expect(COUNTED_EVENTS.length).toBeGreaterThan(10);
    expect(COUNTED_EVENTS.filter((type) => !known.includes(type))).toEqual([]);
  });

  it('shows how long the oldest refund and the oldest parcel have waited', () => {
    const { DashboardBody } = watchResources(owner, 'stage')['BusinessDashboard']?.Properties ?? {};
    const { 'Fn::Sub': body } = DashboardBody as { 'Fn::Sub': string };
    const { widgets } = JSON.parse(body) as { widgets: { properties: { metrics?: string[][] } }[] };
    expect(widgets.flatMap(({ properties }) => properties.metrics ?? []).map(([, name]) => name)).toEqual([
      'RefundWaits',
      'ParcelWaits',
    ]);
  });

  it('knows whether the shop is up by the alarms of the services', () => {
    const { ShopDownAlarm } = watchResources(owner, ['users', 'orders']);
    expect(ShopDownAlarm?.Properties).toMatchObject({
      AlarmName: 'shop-${sls:stage}-shop-down',
      AlarmRule: 'ALARM("shop-${sls:stage}-users-down") OR ALARM("shop-${sls:stage}-orders-down")',
      AlarmActions: [expect.anything()],
    });
  });
});

describe('a declaration is refused', () => {
  const refused: [string, Record<string, string>, string | RegExp][] = [
    ['under another key than the folder', { 'src/a/function.yml': 'b: {}' }, /must hold the function a/],
    [
      'of a function that is there twice',
      { 'src/x/a/function.yml': 'a: {}', 'src/y/a/function.yml': 'a: {}' },
      'src/x/a and src/y/a would be one function, a',
    ],
    [
      'with a setting that nobody knows',
      {
        'src/a/function.yml':
          'a:\n  consumes: { queue: jobs, alarm: Jobs wait., messages: own, bachSize: 1 }',
        'src/a/handler.ts': 'export const handler = () => {};',
      },
      /a\/function\.yml: .*bachSize/s,
    ],
    [
      'of a queue that nothing fills',
      {
        'src/a/function.yml': 'a:\n  consumes: { queue: jobs, alarm: Jobs wait. }',
        'src/a/handler.ts': 'export const handler = () => {};',
      },
      /its handler reads no events/,
    ],
    [
      'of a queue of events that is filled by hand',
      {
        'src/a/function.yml': 'a:\n  consumes: { queue: jobs, alarm: Jobs wait., messages: own }',
        'src/a/handler.ts': "export const handler = Object.assign(() => {}, { reads: ['users.x.v1'] });",
      },
      /its handler reads events/,
    ],
    [
      'of a queue that two functions read',
      {
        'src/a/function.yml': 'a:\n  consumes: { queue: jobs, alarm: Jobs wait., messages: own }',
        'src/a/handler.ts': 'export const handler = () => {};',
        'src/b/function.yml': 'b:\n  consumes: { queue: jobs, alarm: Jobs wait., messages: own }',
        'src/b/handler.ts': 'export const handler = () => {};',
      },
      /b declares JobsQueue, which another function declares too/,
    ],
    [
      'that says again where its handler is',
      { 'src/a/function.yml': 'a: { handler: src/a/handler.handler }' },
      'src/a/function.yml: its handler follows from the folder and must not be written',
    ],
    [
      'with a route that is no route.ts',
      { 'src/a/function.yml': 'a: { events: [{ httpApi: GET /a }] }' },
      'a route stands in route.ts and nowhere else',
    ],
    [
      'when a module cannot be loaded',
      { 'src/a/function.yml': 'a: {}', 'src/a/route.ts': "throw new Error('broken');" },
      /a\/route\.ts cannot be loaded: broken/,
    ],
    [
      'when a route is named after another function',
      { 'src/a/function.yml': 'a: {}', 'src/a/route.ts': "export const route = { id: 'b', path: '/b' };" },
      /its route has the id b, not a/,
    ],
    [
      'when a route.ts exports none',
      { 'src/a/function.yml': 'a: {}', 'src/a/route.ts': 'export const path = 1;' },
      /exports no route/,
    ],
  ];
  it.each(refused)('%s', async (_, files, message) => {
    await expect(expand(files)).rejects.toThrow(message);
  });
});

import { HTTP_API } from './api-alarms.ts';
import type { Resource, Resources } from './cloudformation.ts';
import { type Owner, stageName } from './names.ts';

type Metric = readonly [namespace: string, name: string, dimension: string, value: string];
type Chart = Readonly<{ title: string; stat: string; metrics: readonly Metric[] }>;
const WIDTH = 12;
const HEIGHT = 6;

/** One page per service: its calls, its functions, how far its queues are behind, what could not be handled. */
export function dashboard(owner: Owner, resources: Resources, keys: readonly string[]): Resource {
  const queues = Object.keys(resources).filter((id) => resources[id]?.Type === 'AWS::SQS::Queue');
  const deadLetters = queues.filter((id) => id.endsWith('DeadLetters'));
  const ofQueues = (ids: readonly string[], metric: string): Metric[] =>
    ids.map((id) => ['AWS/SQS', metric, 'QueueName', `\${${id}.QueueName}`]);
  const ofFunctions = (metric: string): Metric[] =>
    keys.map((key) => ['AWS/Lambda', metric, 'FunctionName', functionName(owner, key)]);
  const ofApi = (metric: string): Metric => ['AWS/ApiGateway', metric, 'ApiId', `\${${HTTP_API}}`];
  const charts: Chart[] = [
    { title: 'Calls', stat: 'Sum', metrics: ['Count', '4xx', '5xx'].map(ofApi) },
    { title: 'Time of a call, p99', stat: 'p99', metrics: [ofApi('Latency')] },
    { title: 'Errors of functions', stat: 'Sum', metrics: ofFunctions('Errors') },
    { title: 'Throttled functions', stat: 'Sum', metrics: ofFunctions('Throttles') },
    {
      title: 'Seconds behind',
      stat: 'Maximum',
      metrics: ofQueues(
        queues.filter((id) => !deadLetters.includes(id)),
        'ApproximateAgeOfOldestMessage',
      ),
    },
    {
      title: 'Dead letters',
      stat: 'Maximum',
      metrics: ofQueues(deadLetters, 'ApproximateNumberOfMessagesVisible'),
    },
  ];
  const widgets = charts.filter(({ metrics }) => metrics.length > 0).map(widget);
  return {
    Type: 'AWS::CloudWatch::Dashboard',
    Properties: {
      DashboardName: stageName(owner, ''),
      DashboardBody: { 'Fn::Sub': JSON.stringify({ widgets }) },
    },
  };
}

const functionName = ({ app, service }: Owner, key: string): string =>
  `${app}-${service}-\${sls:stage}-${key}`;

const widget = ({ title, stat, metrics }: Chart, index: number) => ({
  type: 'metric',
  x: (index % 2) * WIDTH,
  y: Math.floor(index / 2) * HEIGHT,
  width: WIDTH,
  height: HEIGHT,
  properties: { title, stat, metrics, period: 300, region: '${AWS::Region}', view: 'timeSeries' },
});

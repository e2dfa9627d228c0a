import { SERVICES } from '@cartless/domain';
import type { Resource } from './cloudformation.ts';
import { LONGEST_WAIT_SECONDS } from './expand-waits.ts';
import { type Owner, stageName } from './names.ts';

type Question = Readonly<{ title: string; of: readonly string[]; ask: string; view: 'timeSeries' | 'table' }>;
const WIDTH = 12;
const HEIGHT = 6;

/** What a relay publishes is what happened: the log of the relays tells it without a metric of each. */
const published = (...events: readonly string[]): string =>
  `filter message = "published" and type in [${events.map((event) => `"${event}"`).join(', ')}] | stats count(*) by bin(1h), type`;

const QUESTIONS: readonly Question[] = [
  {
    title: 'Orders an hour',
    of: ['orders'],
    ask: published('orders.order-placed.v1', 'orders.order-paid.v2', 'orders.order-completed.v1'),
    view: 'timeSeries',
  },
  {
    title: 'Orders that end otherwise',
    of: ['orders'],
    ask: published('orders.order-cancelled.v1', 'orders.order-undelivered.v1', 'orders.return-requested.v1'),
    view: 'timeSeries',
  },
  {
    title: 'Money that goes back',
    of: ['orders'],
    ask: published('orders.refund-owed.v1', 'orders.order-refunded.v1', 'orders.refund-failed.v1'),
    view: 'timeSeries',
  },
  {
    title: 'Parcels an hour',
    of: ['logistics'],
    ask: published(
      'logistics.label-bought.v1',
      'logistics.shipment-dispatched.v1',
      'logistics.shipment-delivered.v1',
      'logistics.shipment-exception.v1',
    ),
    view: 'timeSeries',
  },
  {
    title: 'Accounts an hour',
    of: ['users'],
    ask: published('users.user-registered.v2', 'users.user-activated.v1', 'users.user-erased.v1'),
    view: 'timeSeries',
  },
  {
    title: 'All that happened',
    of: SERVICES,
    ask: 'filter message = "published" | stats count(*) as times by type | sort times desc',
    view: 'table',
  },
];

/** What has waited longest, of each kind that waits for a person; the alarms of the services look at the same. */
const WAITS = [
  { service: 'orders', metric: 'RefundWaits' },
  { service: 'logistics', metric: 'ParcelWaits' },
] as const;

/** The event types that the page counts, for the test that they are those of the contracts. */
export const COUNTED_EVENTS: readonly string[] = QUESTIONS.flatMap(({ ask }) =>
  [...ask.matchAll(/"([a-z]+\.[a-z-]+\.v\d+)"/g)].map(([, type = '']) => type),
);

/** One page of the business of a stage: what was bought, sent, given back. It costs only when somebody looks at it. */
export function businessDashboard({ app }: Owner): Resource {
  const questions = QUESTIONS.map(({ title, of, ask, view }, index) => ({
    type: 'log',
    ...placeOf(index),
    properties: {
      title,
      view,
      region: '${AWS::Region}',
      query: `${of.map((service) => `SOURCE '/aws/lambda/${app}-${service}-\${sls:stage}-relay'`).join(' | ')} | ${ask}`,
    },
  }));
  const widgets = [...questions, { type: 'metric', ...placeOf(questions.length), properties: waits() }];
  return {
    Type: 'AWS::CloudWatch::Dashboard',
    Properties: {
      DashboardName: stageName({ app, service: 'business' }, ''),
      DashboardBody: { 'Fn::Sub': JSON.stringify({ widgets }) },
    },
  };
}

const placeOf = (index: number) => ({
  x: (index % 2) * WIDTH,
  y: Math.floor(index / 2) * HEIGHT,
  width: WIDTH,
  height: HEIGHT,
});

const waits = () => ({
  title: 'Seconds that the oldest has waited',
  view: 'timeSeries',
  stat: 'Maximum',
  period: 3600,
  region: '${AWS::Region}',
  metrics: WAITS.map(({ service, metric }) => [
    'Cartless',
    metric,
    'service',
    service,
    'stage',
    '${sls:stage}',
  ]),
  annotations: { horizontal: [{ label: 'Three days: somebody is woken', value: LONGEST_WAIT_SECONDS }] },
});

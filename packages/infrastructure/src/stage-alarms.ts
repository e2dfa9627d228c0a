import { alarm } from './alarms.ts';
import { SERVICES } from '@cartless/domain';
import type { Resource, Resources } from './cloudformation.ts';
import { type Owner, pascalCase, stageName } from './names.ts';

/** SES puts a sender under review at 5 % and 0.1 %, and pauses it at 10 % and 0.5 %. */
const BOUNCES = 0.04;
const COMPLAINTS = 0.0008;

/** What is the whole account's or all services', and so watched by one stack of a stage. */
export const stageAlarms = (owner: Owner): Resources => ({
  ...Object.fromEntries(
    SERVICES.map((producer) => [`${pascalCase(producer)}EventsUndelivered`, undelivered(owner, producer)]),
  ),
  ThrottledFunctionsAlarm: alarm({
    says: 'Functions are not started because too many run at once.',
    runbook: 'functions-are-throttled',
    metric: ['AWS/Lambda', 'Throttles'],
    dimensions: {},
    statistic: 'Sum',
    periods: 5,
    datapoints: 3,
  }),
  BouncedMailsAlarm: alarm({
    says: 'Too many mails come back; SES will stop the sender.',
    runbook: 'mails-bounce',
    metric: ['AWS/SES', 'Reputation.BounceRate'],
    dimensions: {},
    statistic: 'Maximum',
    period: 3600,
    over: BOUNCES,
  }),
  ComplainedMailsAlarm: alarm({
    says: 'Too many receivers call the mails spam; SES will stop the sender.',
    runbook: 'mails-bounce',
    metric: ['AWS/SES', 'Reputation.ComplaintRate'],
    dimensions: {},
    statistic: 'Maximum',
    period: 3600,
    over: COMPLAINTS,
  }),
});

/** A topic that could not put an event into a consumer's queue. */
const undelivered = ({ app }: Owner, producer: string): Resource =>
  alarm({
    says: `Events of ${producer} did not reach a consumer's queue.`,
    runbook: 'undelivered-events',
    metric: ['AWS/SNS', 'NumberOfNotificationsFailed'],
    dimensions: { TopicName: stageName({ app, service: producer }, 'events') },
    statistic: 'Sum',
  });

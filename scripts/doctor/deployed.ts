import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { paginateListSubscriptionsByTopic } from '@aws-sdk/client-sns';
import { SERVICES } from '@cartless/domain';
import { namesIn } from '@cartless/infrastructure';
import { countMessages } from '@cartless/lambda/dead-letters';
import { deadLetterQueues, nameOf } from '../dead-letters/read-dead-letters.ts';
import type { Check, Seen } from './check.ts';
import { deployCommand, published, type StageAsked } from './stage.ts';

/** Stacks that are there as they were last deployed. */
const GOOD = /^((CREATE|UPDATE|IMPORT)_COMPLETE|UPDATE_COMPLETE_CLEANUP_IN_PROGRESS)$/;

/** What is deployed, and whether it complains. */
export const deployedChecks = (asked: StageAsked): Check[] => [
  ...['platform', ...SERVICES, ...(asked.given['edge'] === 'yes' ? ['edge'] : [])].map((stack) => ({
    name: `stack of ${stack}`,
    look: () => stackState(asked, stack),
  })),
  { name: 'who hears alarms', look: () => subscribers(asked) },
  { name: 'alarms', look: () => alarms(asked) },
  { name: 'dead letters', look: () => deadLetters(asked) },
];

async function stackState({ clients, stage, given }: StageAsked, stack: string): Promise<Seen> {
  const usual = `cartless-${stack}-${stage}`;
  const StackName = stack === 'platform' ? (given['platformStack'] ?? usual) : usual;
  const { Stacks = [] } = await clients.cloudformation
    .send(new DescribeStacksCommand({ StackName }))
    .catch((error: unknown) => {
      if (error instanceof Error && error.message.includes('does not exist')) return { Stacks: [] };
      throw error;
    });
  const [{ StackStatus = 'not there', StackStatusReason } = {}] = Stacks;
  if (GOOD.test(StackStatus)) return { well: StackStatus };
  const why = StackStatusReason === undefined ? '' : ` (${StackStatusReason})`;
  return {
    wrong: `${StackName} is ${StackStatus}${why}`,
    todo: remedy(StackStatus, stack, StackName, stage),
  };
}

function remedy(status: string, stack: string, StackName: string, stage: string): string {
  if (status === 'UPDATE_ROLLBACK_FAILED')
    return `aws cloudformation continue-update-rollback --stack-name ${StackName}, then deploy again.`;
  if (status === 'ROLLBACK_COMPLETE' || status === 'CREATE_FAILED')
    return `Its first deployment failed: aws cloudformation delete-stack --stack-name ${StackName}, then ${deployCommand(stack, stage)}`;
  if (status.endsWith('IN_PROGRESS')) return 'Wait until it is done, and ask again.';
  return `${deployCommand(stack, stage)}; aws cloudformation describe-stack-events --stack-name ${StackName} has what went wrong.`;
}

async function subscribers(asked: StageAsked): Promise<Seen> {
  const TopicArn = await published(asked, 'alarms-topic-arn');
  const all: string[] = [];
  const pending: string[] = [];
  const pages = paginateListSubscriptionsByTopic({ client: asked.clients.sns }, { TopicArn });
  for await (const { Subscriptions = [] } of pages)
    for (const { SubscriptionArn, Endpoint = '' } of Subscriptions)
      (SubscriptionArn?.startsWith('arn:') ? all : pending).push(Endpoint);
  // SNS forgets after three days whoever has not confirmed; until then nobody but the receiver of the mail can do anything.
  const asleep = namesIn(asked.given['alarmMail'] ?? '').filter((one) => ![...all, ...pending].includes(one));
  if (asleep.length > 0)
    return {
      wrong: `not confirmed in time: ${asleep.join(', ')}`,
      todo: `aws sns subscribe --topic-arn ${TopicArn} --protocol email --notification-endpoint ${asleep[0]}, and follow the link in the mail.`,
    };
  if (pending.length > 0)
    return {
      waits: `not confirmed yet: ${pending.join(', ')}`,
      todo: 'Each follows the link in the mail of SNS, within three days.',
    };
  if (all.length > 0) return { well: all.join(', ') };
  return { wrong: 'nobody', todo: `Set alarmMail, or subscribe somebody to ${TopicArn}.` };
}

async function alarms(asked: StageAsked): Promise<Seen> {
  const topic = await published(asked, 'alarms-topic-arn');
  const raised: string[] = [];
  const pages = paginateDescribeAlarms(
    { client: asked.clients.cloudwatch },
    { StateValue: 'ALARM', AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] },
  );
  // The account may have alarms of other stages, and of others.
  for await (const { MetricAlarms = [], CompositeAlarms = [] } of pages)
    for (const { AlarmName = '', AlarmActions = [], AlarmDescription = '' } of [
      ...MetricAlarms,
      ...CompositeAlarms,
    ])
      if (AlarmActions.includes(topic)) raised.push(`${AlarmName}: ${AlarmDescription}`);
  if (raised.length === 0) return { well: 'none is raised' };
  return { wrong: raised.join('; '), todo: 'The runbook of each says what to do.' };
}

async function deadLetters({ clients, stage }: StageAsked): Promise<Seen> {
  const urls = await deadLetterQueues(clients.sqs, stage);
  const counts = await Promise.all(
    urls.map(async (url) => ({ name: nameOf(url), ...(await countMessages(clients.sqs, url)) })),
  );
  const full = counts.filter(({ all }) => all > 0);
  if (full.length === 0) return { well: `none in ${urls.length} queues` };
  return {
    wrong: full.map(({ name, all }) => `${all} in ${name}`).join(', '),
    todo: `pnpm redrive show <queue> --aws --stage ${stage} says why (docs/runbooks/redrive.md).`,
  };
}

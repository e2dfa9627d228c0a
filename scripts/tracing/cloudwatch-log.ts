import { setTimeout as sleep } from 'node:timers/promises';
import {
  type CloudWatchLogsClient,
  GetQueryResultsCommand,
  type ResultField,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { SERVICES } from '@cartless/domain';
import { type LogRecord, readRecord, type SearchLog } from './step.ts';

/** CloudWatch answers no more records of one query. */
const MOST = 10_000;
const ASK_AGAIN_MS = 500;

type Search = Readonly<{ logs: CloudWatchLogsClient; stage: string; since: Date; until: Date }>;

/**
 * Searches the log groups of all functions of a stage with one query of CloudWatch Logs Insights, which costs by the bytes that it
 * looks through: a shorter span is cheaper.
 */
export const cloudWatchLog =
  ({ logs, stage, since, until }: Search): SearchLog =>
  async (names) => {
    const { queryId } = await logs.send(
      new StartQueryCommand({
        startTime: Math.floor(since.getTime() / 1000),
        endTime: Math.ceil(until.getTime() / 1000),
        queryString: queryFor(stage, names),
        limit: MOST,
      }),
    );
    for (;;) {
      const { status, results = [] } = await logs.send(new GetQueryResultsCommand({ queryId }));
      if (status === 'Complete') return results.flatMap(recordIn);
      if (status !== 'Running' && status !== 'Scheduled')
        throw new Error(`CloudWatch could not search the logs: the query is ${status ?? 'lost'}.`);
      await sleep(ASK_AGAIN_MS);
    }
  };

/** The query, as it can be pasted into the console without its first line. */
export function queryFor(stage: string, names: readonly string[]): string {
  const groups = SERVICES.map((service) => `'/aws/lambda/cartless-${service}-${stage}-'`);
  const either = names.map((name) => name.replaceAll(/[^\w:-]/g, String.raw`\$&`)).join('|');
  return [
    `SOURCE logGroups(namePrefix: [${groups.join(', ')}])`,
    '| fields @timestamp, @log, @message',
    `| filter @message like /${either}/`,
    '| sort @timestamp asc',
  ].join('\n');
}

function recordIn(fields: readonly ResultField[]): LogRecord[] {
  const message = fields.find(({ field }) => field === '@message')?.value ?? '';
  return [readRecord(message.trim()) ?? []].flat();
}

import { ACCESS_LOG_GROUP } from './access-log.ts';
import type { Resource, Resources } from './cloudformation.ts';
import { type Owner, pascalCase, ref } from './names.ts';

/** CloudWatch takes no more groups in one saved query. */
const MOST_GROUPS = 50;

const OF_FUNCTIONS: Readonly<Record<string, string>> = {
  errors:
    'fields @timestamp, message, error.message, traceId, @log | filter level = "ERROR" | sort @timestamp desc',
  'one-trace': 'fields @timestamp, @log, @message | filter traceId = "put the trace here" | sort @timestamp',
  'slow-calls':
    'filter message = "answered" | stats pct(ms, 50), pct(ms, 99), count(*) by route | sort `pct(ms, 99)` desc',
  refusals: 'filter message = "refused" | stats count(*) by route, code | sort `count(*)` desc',
  'failed-messages':
    'filter message like /stays in the queue|parked a message/ | stats count(*), latest(error.message) by queue, code',
};
const OF_CALLS: Readonly<Record<string, string>> = {
  'refused-tokens': 'filter status = "401" | stats count(*) by route, authorizerError, bin(5m)',
  'throttled-calls': 'filter status = "429" | stats count(*) by route, bin(5m)',
};

/** Questions that are asked again and again, saved beside the logs of a service. */
export function logQueries(owner: Owner, keys: readonly string[], hasRoutes: boolean): Resources {
  const groups = keys.map((key) => `/aws/lambda/${owner.app}-${owner.service}-\${sls:stage}-${key}`);
  const parts = Array.from({ length: Math.ceil(groups.length / MOST_GROUPS) }, (_, part) =>
    groups.slice(part * MOST_GROUPS, (part + 1) * MOST_GROUPS),
  );
  const saved = Object.entries(OF_FUNCTIONS).flatMap(([name, query]) =>
    parts.map((part, index) => {
      const title = parts.length === 1 ? name : `${name}-${index + 1}-of-${parts.length}`;
      const id = `${pascalCase(name)}${index === 0 ? '' : index + 1}Query`;
      return [id, savedQuery(owner, title, query, part)] as const;
    }),
  );
  const ofCalls = Object.entries(hasRoutes ? OF_CALLS : {}).map(
    ([name, query]) =>
      [`${pascalCase(name)}Query`, savedQuery(owner, name, query, [ref(ACCESS_LOG_GROUP)])] as const,
  );
  return Object.fromEntries([...saved, ...ofCalls]);
}

const savedQuery = (
  { app, service }: Owner,
  name: string,
  QueryString: string,
  LogGroupNames: readonly unknown[],
): Resource => ({
  Type: 'AWS::Logs::QueryDefinition',
  // Folders of the console.
  Properties: { Name: `${app}/\${sls:stage}/${service}/${name}`, QueryString, LogGroupNames },
});

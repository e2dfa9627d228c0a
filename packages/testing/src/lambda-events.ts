import { randomUUID } from 'node:crypto';
import { type DomainEvent, type OutboxEntry, type Publication, toCloudEvent } from '@cartless/domain';
import type { APIGatewayProxyEventV2, Context, SQSEvent, SQSRecord } from 'aws-lambda';

type ApiCall = Readonly<{
  method: string;
  path: string;
  params?: Record<string, string>;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** As a browser sends them: `name=value`. */
  cookies?: readonly string[];
  /** Sent as JSON; a string is sent as it is. */
  body?: unknown;
  /** Who the verified token says is calling. */
  caller?: Readonly<{ userId: string; username?: string; scopes?: readonly string[]; sessionId?: string }>;
}>;

/** What API Gateway (HTTP API, payload 2.0) hands to a function for a call. */
export function apiEvent({
  method,
  path,
  params,
  query,
  headers,
  cookies,
  body,
  caller,
}: ApiCall): APIGatewayProxyEventV2 {
  const claims = caller && {
    sub: caller.userId,
    username: caller.username ?? 'somebody',
    scope: (caller.scopes ?? ['shop']).join(' '),
    ...(caller.sessionId !== undefined && { sid: caller.sessionId }),
  };
  const event = {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: query === undefined ? '' : new URLSearchParams(query).toString(),
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(cookies && { cookies: [...cookies] }),
    ...(params && { pathParameters: params }),
    ...(query && { queryStringParameters: query }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'test',
      domainName: 'localhost',
      domainPrefix: 'localhost',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: randomUUID(),
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: new Date().toISOString(),
      timeEpoch: Date.now(),
      ...(claims && { authorizer: { jwt: { claims, scopes: null } } }),
    },
    isBase64Encoded: false,
  };
  if (body === undefined) return event;
  return { ...event, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** What reaches a consumer that knows every version: each fact once, as its newest version tells it. */
export const newestOf = (events: readonly DomainEvent[]): readonly DomainEvent[] => [
  ...new Map(events.map((event) => [event.id, event])).values(),
];

/** What SQS hands to a function: one message per event, as SNS delivers them raw, or per given message body. */
export function queueEvent(messages: readonly (DomainEvent | string)[], receiveCount = 1): SQSEvent {
  return { Records: messages.map((message) => queueRecord(message, receiveCount)) };
}

function queueRecord(message: DomainEvent | string, receiveCount: number): SQSRecord {
  const now = String(Date.now());
  return {
    messageId: randomUUID(),
    receiptHandle: randomUUID(),
    body: typeof message === 'string' ? message : JSON.stringify(toCloudEvent(message)),
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      SentTimestamp: now,
      SenderId: 'test',
      ApproximateFirstReceiveTimestamp: now,
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:test',
    awsRegion: 'us-east-1',
  };
}

/** The second argument of a handler. */
export const lambdaContext = (): Context => ({
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'test',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:test',
  memoryLimitInMB: '512',
  awsRequestId: randomUUID(),
  logGroupName: 'test',
  logStreamName: 'test',
  // Long, so that no call is given up because the machine is slow.
  getRemainingTimeInMillis: () => 600_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
});

/** The events that wait in an item. */
export const outboxOf = (item: Readonly<Record<string, unknown>> | undefined): readonly OutboxEntry[] =>
  (item?.['outbox'] ?? []) as readonly OutboxEntry[];

/** The same as the relay makes them. @throws Error for one that nothing publishes */
export const eventsOf = (
  item: Readonly<Record<string, unknown>> | undefined,
  publications: readonly Publication[],
): readonly DomainEvent[] =>
  outboxOf(item).map((entry) => {
    const publication = publications.find(({ contract }) => contract.type === entry.type);
    if (publication === undefined) throw new Error(`nothing publishes ${entry.type}`);
    return publication.event(item ?? {}, entry);
  });

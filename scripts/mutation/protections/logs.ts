import type { Protection } from '../protection.ts';

const CALLS = 'packages/lambda/src/api-handler.ts';

/** V13.4 and V16: what is written down, and what is not told. */
export const LOGS: readonly Protection[] = [
  {
    items: '13.4.2, 16.3.4, 16.5.1',
    file: CALLS,
    remove: "log.error('failed', { route: route.id, error: request.error });",
    without: '',
    tests: 'packages/lambda/src/call-log.test.ts',
    named: 'with a fault has its stack, which the caller is not shown',
  },
  {
    items: '13.4.2, 16.5.1',
    file: 'packages/lambda/src/problem.ts',
    remove: 'detail: error.detail(locale),',
    without: 'detail: String((error.cause as Error | undefined)?.stack),',
    tests: 'packages/lambda/src/call-log.test.ts',
    named: 'with a fault has its stack, which the caller is not shown',
  },
  {
    items: '14.2.4, 16.2.5',
    file: 'packages/lambda/src/message-origin.ts',
    remove: "typeof id === 'string' && id.length <= most && /^[\\w.:-]+$/.test(id) ? id : undefined;",
    without: 'id as string;',
    tests: 'packages/lambda/src/call-log.test.ts',
    named: 'repeats nothing that was sent',
  },
  {
    items: '14.2.4, 16.2.5',
    file: CALLS,
    remove: "log.info('answered', { route: route.id, statusCode, ms,",
    without:
      "log.info('answered', { route: route.id, statusCode, ms, query: event.rawQueryString, headers: event.headers,",
    tests: 'packages/lambda/src/call-log.test.ts',
    named: 'repeats nothing that was sent',
  },
  {
    items: '15.3.1',
    file: CALLS,
    remove: 'z.parse(schema, body)',
    without: 'body',
    tests: 'packages/lambda/src/api-handler.test.ts',
    named: 'reaches the use case with everything parsed, and is answered through the schema',
  },
  {
    items: '15.3.6',
    file: 'packages/domain/src/app-error.ts',
    remove: "typeof value === 'string' || typeof value === 'number'",
    without: 'value !== undefined',
    tests: 'packages/domain/src/app-error.test.ts',
    named: 'does not read placeholders from the prototype of the details',
  },
  {
    items: '15.3.6',
    file: 'packages/lambda/src/json-body.ts',
    remove: 'parser.before?.(request);',
    without:
      "event.body = JSON.parse(Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8').toString());",
    tests: 'packages/lambda/src/json-body.test.ts',
    named: 'of %s is 400',
  },
  {
    items: '16.2.1, 16.2.2, 16.2.4, 16.4.1',
    file: 'packages/lambda/src/logger.ts',
    remove: '...(trace && { traceId: traceId(trace), correlationId: trace.correlationId }),',
    without: '',
    tests: 'packages/lambda/src/logger.test.ts',
    named: 'is one line of JSON with the ids of the trace',
  },
  {
    items: '16.2.1, 16.2.2, 16.2.4',
    file: CALLS,
    remove: "log.info('answered', { route: route.id, statusCode, ms,",
    without: "log.info('answered', { statusCode, ms,",
    tests: 'packages/lambda/src/call-log.test.ts',
    named: 'names route, status, time and trace',
  },
  {
    items: '16.2.5',
    file: 'packages/lambda/src/logger.ts',
    remove: 'const { name, message, stack, cause } = error;',
    without:
      'const { name, message, stack, cause, ...carried } = error;\n  Object.assign(error, { stack: `${stack} ${JSON.stringify(carried)}` });\n  if (Object.keys(carried).length > 0) return { ...carried, name, message, stack };',
    tests: 'packages/lambda/src/logger.test.ts',
    named: 'tells of an error its stack and causes, but not the data that it carries',
  },
  {
    items: '16.3.1, 16.3.2, 16.3.3',
    file: CALLS,
    remove: "log.info('refused', { route: route.id, code: error.code, ...wrong });",
    without: '',
    tests: 'packages/lambda/src/call-log.test.ts',
    named: '%s says why it was refused',
  },
  {
    items: '16.3.1, 16.3.2, 16.3.3',
    file: 'packages/lambda/src/caller.ts',
    remove: 'claims && allows(scopesOf(claims), ...STAFF_SCOPE_NAMES) ? claims.sub : undefined',
    without: 'claims?.sub',
    tests: 'packages/lambda/src/caller.test.ts',
    named: 'names who of the staff calls, and no shopper',
  },
  {
    items: '16.4.1',
    file: CALLS,
    remove: "continueTrace(event.headers['traceparent'], plainId(event.headers['x-correlation-id'], 64)),",
    without: "{ traceparent: event.headers['traceparent'] ?? '', correlationId: '' },",
    tests: 'packages/lambda/src/api-handler.test.ts',
    named: 'begins anew when the caller sends none, or nonsense',
  },
  {
    items: '7.2.1, 16.5.3',
    file: 'packages/lambda/src/caller.ts',
    remove: '  if (claims === undefined) throw Unauthorised();\n',
    without: "  if (claims === undefined) return { userId: '' as UserId, username: '', scopes: [] };\n",
    tests: 'packages/lambda/src/api-handler-refusals.test.ts',
    named: 'is 401 without verified claims',
  },
];

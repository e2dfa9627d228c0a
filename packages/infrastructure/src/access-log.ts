/** The id that the Serverless Framework gives the group of an API's log. */
export const ACCESS_LOG_GROUP = 'HttpApiLogGroup';

/**
 * A line for each call, also for those that API Gateway answers itself: refused tokens, throttled calls. `requestId` stands in the
 * function's own line too, beside the trace, which API Gateway does not know. Who called is left out: an address is personal.
 */
export const ACCESS_LOG_FORMAT = JSON.stringify({
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  ms: '$context.responseLatency',
  authorizerError: '$context.authorizer.error',
  integrationError: '$context.integrationErrorMessage',
});

import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';

type Handler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * Answers HEAD without running the handler. Mail scanners look at links with HEAD, and servers that are not API Gateway
 * (serverless-offline among them) give HEAD to the handler of GET; looking must not follow the link.
 */
export const withoutHead =
  (handler: Handler): Handler =>
  (event, context) =>
    event.requestContext.http.method === 'HEAD'
      ? Promise.resolve({ statusCode: 200, headers: { 'cache-control': 'no-store' } })
      : handler(event, context);

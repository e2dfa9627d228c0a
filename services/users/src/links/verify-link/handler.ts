import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { apiHandler, lazy, reply } from '@cartless/lambda';
import { followLink } from '../follow-link.ts';
import { linkOutcome } from './link-outcome.ts';
import { siteConfig } from '../../config.ts';
import { ports } from '../../service.ts';
import { route } from './route.ts';

const useCase = lazy(() => followLink(ports()));

type Handler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * Answers HEAD without running the handler. Mail scanners look at links with HEAD, and servers that are not API Gateway
 * (serverless-offline among them) give HEAD to the handler of GET; looking must not follow the link.
 */
function withoutHead(handler: Handler): Handler {
  const unlessHead: Handler = (event, context) =>
    event.requestContext.http.method === 'HEAD'
      ? Promise.resolve({ statusCode: 200, headers: { 'cache-control': 'no-store' } })
      : handler(event, context);
  return Object.defineProperty(unlessHead, 'name', { value: handler.name });
}

export const handler = withoutHead(
  apiHandler(route, async ({ query }) => {
    const outcome = await linkOutcome(useCase()(query.token ?? ''));
    return reply(undefined, { location: `${siteConfig().SITE_URL}/account/login?${outcome}` });
  }),
);

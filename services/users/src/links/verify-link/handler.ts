import { apiHandler, lazy, reply } from '@cartless/lambda';
import { followLink } from '../follow-link.ts';
import { linkOutcome } from './link-outcome.ts';
import { siteConfig } from '../../config.ts';
import { ports } from '../../service.ts';
import { withoutHead } from './without-head.ts';
import { route } from './route.ts';

const useCase = lazy(() => followLink(ports()));

export const handler = withoutHead(
  apiHandler(route, async ({ query }) => {
    const outcome = await linkOutcome(useCase()(query.token ?? ''));
    return reply(undefined, { location: `${siteConfig().SITE_URL}/login?${outcome}` });
  }),
);

import { apiHandler, reply } from '@cartless/lambda';
import { dynamoLinks } from '../link-store.ts';
import { followLink } from '../follow-link.ts';
import { linkOutcome } from './link-outcome.ts';
import { siteConfig } from '../../config.ts';
import { now, store } from '../../service.ts';
import { lazy } from '../../lazy.ts';
import { withoutHead } from './without-head.ts';
import { route } from './route.ts';

const useCase = lazy(() => followLink({ links: dynamoLinks(store()), now }));

export const handler = withoutHead(
  apiHandler(route, async ({ query }) => {
    const outcome = await linkOutcome(useCase()(query.token ?? ''));
    return reply(undefined, { location: `${siteConfig().SITE_URL}/login?${outcome}` });
  }),
);

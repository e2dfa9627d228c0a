import { apiHandler } from '@cartless/lambda';
import { dynamoLinks } from '../../adapters/dynamo-links.ts';
import { followLink } from '../../application/follow-link.ts';
import { now, store } from '../../container.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const useCase = lazy(() => followLink({ links: dynamoLinks(store()), now }));

export const handler = apiHandler(route, ({ body }) => useCase()(body.token));

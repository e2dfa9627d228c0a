import { apiHandler } from '@cartless/lambda';
import { dynamoLinks } from '../link-store.ts';
import { followLink } from '../follow-link.ts';
import { now, store } from '../../service.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const useCase = lazy(() => followLink({ links: dynamoLinks(store()), now }));

export const handler = apiHandler(route, ({ body }) => useCase()(body.token));

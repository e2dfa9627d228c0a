import { lazy, taskHandler } from '@cartless/lambda';
import { ground } from '../../service.ts';
import { rebuilding } from '../search-service.ts';

const rebuild = /* @__PURE__ */ lazy(() => rebuilding(ground()));

export const handler = taskHandler('rebuildSearch', () => rebuild()());

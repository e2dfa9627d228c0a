import { apiHandler, reply } from '@cartless/lambda';
import { reportCarriers } from '../../application/report-carriers.ts';
import { clock, health, PROVIDERS } from '../../container.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const report = lazy(() => reportCarriers({ providers: PROVIDERS, reports: health(), clock }));

export const handler = apiHandler(route, async () =>
  reply({ items: await report()() }, { 'cache-control': 'public, max-age=10' }),
);

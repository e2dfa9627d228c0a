import { apiHandler, lazy } from '@cartless/lambda';
import { checkAvailability } from '../check-availability.ts';
import { askedName } from './availability-query.ts';
import { shopConfig } from '../../config.ts';
import { ports } from '../../service.ts';
import { route } from './route.ts';

const useCase = lazy(() => checkAvailability({ ...ports(), appName: shopConfig().APP_NAME }));

export const handler = apiHandler(route, ({ query }, { sourceIp }) =>
  useCase()({ ...askedName(query), sourceIp }),
);

import { apiHandler, seeOther } from '@cartless/lambda';
import { awaiting } from '../exports-service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params: { exportId } }) =>
  seeOther((await awaiting()(exportId)) ?? `/analytics/exports/${exportId}`),
);

import { apiHandler } from '@cartless/lambda';
import { beginning } from '../../exports/exports-service.ts';
import { exportAnswer } from '../file-body.ts';
import { csv } from '../write-csv.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ query: { bom, ...query } }) =>
  exportAnswer(await beginning(csv)(query, bom === 'true')),
);

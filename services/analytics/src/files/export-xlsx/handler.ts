import { apiHandler } from '@cartless/lambda';
import { beginning } from '../../exports/exports-service.ts';
import { exportAnswer } from '../file-body.ts';
import { xlsx } from '../write-xlsx.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ query }) => exportAnswer(await beginning(xlsx)(query)));

import { apiHandler, reply } from '@cartless/lambda';
import { files } from '../files-service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ query }) => {
  const { name, text, nextCursor } = await files()(query);
  return reply(text, {
    'content-disposition': `attachment; filename="${name}"`,
    ...(nextCursor !== null && { 'x-next-cursor': nextCursor }),
  });
});

import { apiHandler, reply } from '@cartless/lambda';
import { csvFiles } from './csv-files-wiring.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ query }) => {
  const { name, text, nextCursor } = await csvFiles()(query);
  return reply(text, {
    'content-disposition': `attachment; filename="${name}"`,
    ...(nextCursor !== null && { 'x-next-cursor': nextCursor }),
  });
});

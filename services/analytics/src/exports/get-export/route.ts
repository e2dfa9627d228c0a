import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { ExportFailed, ExportUnknown } from '../errors.ts';

export const route = defineRoute({
  id: 'getExport',
  method: 'GET',
  path: '/analytics/exports/{exportId}',
  access: 'reports',
  summary: 'Where a long file is',
  description:
    'Waits for the file for up to twenty seconds. Then it leads to where it lies, by a link that holds for five minutes and needs ' +
    'no token; while the file is still being written, it leads to itself, once more. Files are kept for a day.',
  params: z.object({ exportId: z.string().check(z.regex(/^exp_[0-9a-f]{24}$/)) }),
  success: {
    status: 303,
    description: 'Where to ask, by GET',
    elsewhere: 'The file, or this address once more',
  },
  errors: [ExportUnknown, ExportFailed],
});

import { reply, seeOther } from '@cartless/lambda';
import type { Begun } from '../exports/begin-export.ts';

/** The file, or the way to it. */
export const exportAnswer = (begun: Begun) =>
  'exportId' in begun
    ? seeOther(`/analytics/exports/${begun.exportId}`)
    : reply<string | Uint8Array>(begun.bytes, {
        'content-disposition': `attachment; filename="${begun.name}"`,
      });

/** What every route of a file says about its answers. */
export const ANSWERS = {
  elsewhere: 'A long file, which is being written',
  headers: {
    'content-disposition': 'A file name that tells the report, the range and the zone as they were asked for',
  },
} as const;

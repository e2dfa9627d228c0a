import { lazy, taskHandler } from '@cartless/lambda';
import * as z from 'zod/mini';
import { ground, settings } from '../../service.ts';
import { reportMaking } from '../weekly-reports-service.ts';

/**
 * What somebody may ask of it by hand: the report of the week that a date is in, or of this week. `askedAt` tells one asking
 * from another; the same once more is no other. The schedule asks for nothing.
 */
const Asking = z.object({ date: z.optional(z.string()), askedAt: z.optional(z.iso.datetime()) });

const make = lazy(() => reportMaking(ground(), z.parse(z.string(), settings().TIME_ZONE)));

export const handler = taskHandler('weekly report', async (_timeLeft, input) => {
  const { date, askedAt = date && new Date().toISOString() } = z.parse(Asking, input ?? {});
  return make()(askedAt === undefined ? undefined : { date, at: askedAt });
});

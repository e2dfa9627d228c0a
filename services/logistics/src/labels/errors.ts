import { type AppError, defineError } from '@cartless/domain';
import * as z from 'zod/mini';
import { isFinalAnswer } from '../carriers/errors.ts';
import { CustomsIncomplete } from '../packing/customs.ts';
import { DangersMixed, DangerUnknown } from '../packing/dangers.ts';

export const CarrierNotOffered = defineError(
  'invalid',
  'CARRIER_NOT_OFFERED',
  {
    en: '{carrier} does not offer to take this parcel. Offered are: {offered}.',
    'zh-CN': '{carrier} 不承运此包裹。可选承运商：{offered}。',
  },
  () => z.object({ carrier: z.string(), offered: z.string() }),
);

/** What is the matter with the parcel itself. */
const OF_THE_PARCEL = [CustomsIncomplete, DangersMixed, DangerUnknown];

/** Nothing that time mends: somebody has to look at the parcel. */
export const needsPerson = (error: AppError): boolean =>
  isFinalAnswer(error) || OF_THE_PARCEL.some(({ code }) => code === error.code);

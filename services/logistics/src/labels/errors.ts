import { type AppError, defineError } from '@cartless/domain';
import { CarrierRefused } from '../carriers/errors.ts';
import { CustomsIncomplete } from '../packing/customs.ts';
import { DangersMixed, DangerUnknown } from '../packing/dangers.ts';

export const CarrierNotOffered = defineError('invalid', 'CARRIER_NOT_OFFERED', {
  en: '{carrier} does not offer to take this parcel. Offered are: {offered}.',
  'zh-CN': '{carrier} 不承运此包裹。可选承运商：{offered}。',
});

/** Nothing that time mends: somebody has to look at the parcel. */
const FOR_A_PERSON = [CarrierRefused, CustomsIncomplete, DangersMixed, DangerUnknown];
export const needsPerson = (error: AppError): boolean => FOR_A_PERSON.some(({ code }) => code === error.code);

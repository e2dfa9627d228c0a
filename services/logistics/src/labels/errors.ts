import { defineError } from '@cartless/domain';

export const CarrierNotOffered = defineError('invalid', 'CARRIER_NOT_OFFERED', {
  en: '{carrier} does not offer to take this parcel. Offered are: {offered}.',
  'zh-CN': '{carrier} 不承运此包裹。可选承运商：{offered}。',
});

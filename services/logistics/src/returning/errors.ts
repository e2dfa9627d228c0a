import { defineError } from '@cartless/domain';

export const ShipmentNotOnItsWay = defineError('conflict', 'SHIPMENT_NOT_ON_ITS_WAY', {
  en: 'A parcel that is {status} cannot have come back.',
  'zh-CN': '状态为 {status} 的包裹不可能被退回。',
});

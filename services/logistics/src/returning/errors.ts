import { defineError, ShipmentStatus } from '@cartless/domain';
import * as z from 'zod/mini';

export const ShipmentNotOnItsWay = defineError(
  'conflict',
  'SHIPMENT_NOT_ON_ITS_WAY',
  {
    en: 'A parcel that is {shipmentStatus} cannot have come back.',
    'zh-CN': '状态为 {shipmentStatus} 的包裹不可能被退回。',
  },
  () => z.object({ shipmentStatus: ShipmentStatus }),
);

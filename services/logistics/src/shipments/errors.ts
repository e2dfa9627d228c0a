import { defineError, ShipmentStatus } from '@cartless/domain';
import * as z from 'zod/mini';

export const ShipmentNotFound = defineError('not-found', 'SHIPMENT_NOT_FOUND', {
  en: 'There is no parcel for this number, or it is not yours.',
  'zh-CN': '没有与此编号对应的包裹，或该包裹不属于您。',
});
export const ShipmentCannotBeDispatched = defineError(
  'conflict',
  'SHIPMENT_CANNOT_BE_DISPATCHED',
  {
    en: 'A parcel that is {shipmentStatus} cannot be dispatched.',
    'zh-CN': '状态为 {shipmentStatus} 的包裹不能发货。',
  },
  () => z.object({ shipmentStatus: ShipmentStatus }),
);
export const ShipmentCannotBeCancelled = defineError(
  'conflict',
  'SHIPMENT_CANNOT_BE_CANCELLED',
  {
    en: 'A parcel that is {shipmentStatus} and with the carrier cannot be stopped any more.',
    'zh-CN': '包裹（{shipmentStatus}）已交承运商，无法取消。',
  },
  () => z.object({ shipmentStatus: ShipmentStatus }),
);
export const OrderNumberShared = defineError('conflict', 'ORDER_NUMBER_SHARED', {
  en: 'The orders {one} and {other} have one number, which the orders service promises cannot be.',
  'zh-CN': '订单 {one} 与 {other} 的订单号相同，而订单服务保证订单号唯一。',
});
export const ItemsNotInParcel = defineError('invalid', 'ITEMS_NOT_IN_PARCEL', {
  en: 'The parcel does not hold these items in this quantity.',
  'zh-CN': '包裹中没有这些数量的商品。',
});
export const CustomsNameAll = defineError('conflict', 'CUSTOMS_NAME_ALL', {
  en: 'The label of this parcel is booked, and its customs form names all of it: it goes whole.',
  'zh-CN': '该包裹已预订面单，报关单包含全部商品，须整件发货。',
});
export const CannotBeSplit = defineError('conflict', 'CANNOT_BE_SPLIT', {
  en: 'A parcel goes whole that replaces one that did not arrive, or whose order was told of by a release that knew no parts.',
  'zh-CN': '补发的包裹，以及由不支持拆分发货的旧版本下达的订单包裹，不能拆分发货。',
});

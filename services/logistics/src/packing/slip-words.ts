import type { Locale } from '@cartless/domain';

/** Every word of a packing slip. */
export const WORDS = {
  en: {
    title: 'Packing slip',
    order: 'Order',
    parcel: 'Parcel',
    from: 'From',
    to: 'Ship to',
    item: 'Item',
    quantity: 'Quantity',
    pieces: 'Pieces in this parcel',
    part: 'This is a part of your order; the rest comes in another parcel.',
    again: 'This parcel is sent for one that did not reach you.',
    back: (site: string, order: string) =>
      `To send something back, look up your order ${order} at ${site} and choose what you return. Put this slip into the parcel.`,
  },
  'zh-CN': {
    title: '装箱单',
    order: '订单',
    parcel: '包裹',
    from: '发件人',
    to: '收件人',
    item: '商品名称',
    quantity: '数量',
    pieces: '本包裹件数',
    part: '本包裹为订单的一部分，其余商品另行发出。',
    again: '本包裹为未送达包裹的补发。',
    back: (site: string, order: string) =>
      `如需退货，请登录 ${site}，在订单 ${order} 中选择要退的商品，并将本装箱单放入包裹一并寄回。`,
  },
} as const satisfies Record<Locale, unknown>;

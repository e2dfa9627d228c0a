import type { Locale, ParcelTrouble } from '@cartless/domain';

export type Words = Readonly<{ subject: string; lines: readonly string[] }>;
export type Steps = Readonly<Record<string, Readonly<Record<Locale, (order: string) => Words>>>>;

/** What can become of a parcel that its shopper is told of: what happened, what comes next, and what they may do. */
export const PARCEL_STEPS = {
  'not-accepted': {
    en: (order) => ({
      subject: `A parcel of order ${order} has not left yet`,
      lines: [
        `The carrier did not accept a parcel of order ${order}, most often because of its address. We look for another way to send it.`,
        'Please check the address. Until the parcel leaves you can change it, or cancel the order, on the page of the order.',
      ],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 的包裹暂未发出`,
      lines: [
        `承运商未接受订单 ${order} 的包裹，多为地址原因。我们正在安排其他方式寄出。`,
        '请核对收货地址。包裹发出前，您可以在订单页面修改地址或取消订单。',
      ],
    }),
  },
  trouble: {
    en: (order) => ({
      subject: `The carrier has a problem with a parcel of order ${order}`,
      lines: [
        `The carrier reports a problem with a parcel of order ${order}. Most such parcels go on by themselves after a while.`,
        'If it does not arrive, we send it again or give your money back. You can follow it on the page of the order; write to us if the address has changed.',
      ],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 的包裹配送异常`,
      lines: [
        `承运商报告订单 ${order} 的包裹出现异常，此类包裹通常会恢复配送。`,
        '如最终未能送达，我们将重新发货或为您退款。您可以在订单页面查看物流；如收货地址有变，请与我们联系。',
      ],
    }),
  },
  'to-collect': {
    en: (order) => ({
      subject: `A parcel of order ${order} waits for you`,
      lines: [
        `A parcel of order ${order} lies where you can collect it. The carrier tells you where; the tracking number is below.`,
        'Please fetch it soon: what nobody collects is sent back to us.',
      ],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 的包裹待您领取`,
      lines: [
        `订单 ${order} 的包裹已到达自提点，具体地点以承运商通知为准，运单号如下。`,
        '请尽快领取，逾期未领的包裹将被退回。',
      ],
    }),
  },
  lost: {
    en: (order) => ({
      subject: `A parcel of order ${order} was lost`,
      lines: [
        `The carrier has lost a parcel of order ${order}. We are sorry.`,
        'We will send it again or give your money back, and tell you which. You need not do anything; you may ask for a replacement on the page of the order.',
      ],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 的包裹丢失`,
      lines: [
        `承运商丢失了订单 ${order} 的包裹，我们深表歉意。`,
        '我们将重新发货或为您退款，并会通知您，您无需进行任何操作。您也可以在订单页面申请补发。',
      ],
    }),
  },
  found: {
    en: (order) => ({
      subject: `A parcel of order ${order} is found`,
      lines: [
        `The parcel of order ${order} that was lost is on its way to you again. You need not do anything.`,
      ],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 的包裹已找到`,
      lines: [`订单 ${order} 此前丢失的包裹已找到，正继续为您配送，您无需进行任何操作。`],
    }),
  },
  'came-back': {
    en: (order) => ({
      subject: `A parcel of order ${order} could not be delivered`,
      lines: [
        `The carrier could not deliver a parcel of order ${order} and sends it back to us.`,
        'We will send it again or give your money back, and tell you which. Write to us if the address has changed; you may ask for a replacement on the page of the order.',
      ],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 的包裹未能送达`,
      lines: [
        `承运商未能送达订单 ${order} 的包裹，正将其退回。`,
        '我们将重新发货或为您退款，并会通知您。如收货地址有变，请与我们联系；您也可以在订单页面申请补发。',
      ],
    }),
  },
  'back-here': {
    en: (order) => ({
      subject: `A parcel of order ${order} is with us again`,
      lines: [
        `The parcel of order ${order} that could not be delivered is with us again.`,
        'We decide within some days whether we send it again, and give your money back otherwise. You may ask for a replacement on the page of the order.',
      ],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 的包裹已退回`,
      lines: [
        `订单 ${order} 未能送达的包裹已退回至我们。`,
        '我们将在数日内决定是否重新发货，否则为您退款。您也可以在订单页面申请补发。',
      ],
    }),
  },
  'turned-up': {
    en: (order) => ({
      subject: `A parcel of order ${order} was delivered after all`,
      lines: [
        `A parcel of order ${order} was delivered that we took for lost. Its money was given back, or it was sent again already.`,
        'Please write to us before you use what is in it: you may keep and pay for it, or we have it fetched.',
      ],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 的包裹最终送达`,
      lines: [
        `订单 ${order} 一个我们以为未能送达的包裹已经送达，该包裹此前已退款或已重新发货。`,
        '使用其中商品前请先与我们联系：您可以付款留下，或由我们安排取回。',
      ],
    }),
  },
  'reship-asked': {
    en: (order) => ({
      subject: `You asked for a replacement for order ${order}`,
      lines: [
        `We have your wish that goods of order ${order} are sent again. We look at it and tell you what becomes of it.`,
        'Please keep what you have until then.',
      ],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 的补发申请`,
      lines: [
        `我们已收到您对订单 ${order} 商品的补发申请，审核后会通知您结果。`,
        '在此之前请保留您已收到的商品。',
      ],
    }),
  },
  'reship-agreed': {
    en: (order) => ({
      subject: `You get a replacement for order ${order}`,
      lines: [
        `We send goods of order ${order} again, in a parcel of their own. You get a mail when it leaves.`,
        'You pay nothing for it.',
      ],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 将为您补发`,
      lines: [
        `我们将单独寄出包裹，为您补发订单 ${order} 的商品，发出时会邮件通知您。`,
        '您无需支付任何费用。',
      ],
    }),
  },
  'reship-refused': {
    en: (order) => ({
      subject: `No replacement for order ${order}`,
      lines: [
        `We do not send again what you asked for of order ${order}. Why, you find where you track the parcel.`,
        'You may ask once more and tell us more about it, or return goods that you have, on the page of the order.',
      ],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 的补发申请未通过`,
      lines: [
        `很抱歉，订单 ${order} 的补发申请未通过，原因请在物流页面查看。`,
        '您可以补充说明后再次申请，或在订单页面对已收到的商品申请退货。',
      ],
    }),
  },
  'sent-again': {
    en: (order) => ({
      subject: `Order ${order} is sent again`,
      lines: [`We send again what did not arrive of order ${order}. You get a mail when it leaves.`],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 将重新发货`,
      lines: [`我们将重新寄出订单 ${order} 中未送达的商品，发出时会邮件通知您。`],
    }),
  },
  'given-up': {
    en: (order) => ({
      subject: `What did not arrive of order ${order} is not sent again`,
      lines: [
        `What did not arrive of order ${order} is not sent again. What you paid for it is on its way back to you.`,
      ],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 未送达的商品不再补发`,
      lines: [`订单 ${order} 中未送达的商品不再补发，您为其支付的款项正在退回。`],
    }),
  },
} as const satisfies Steps;

/** Why a parcel did not arrive, in words for its shopper. */
export const TROUBLES: Readonly<Record<ParcelTrouble, Readonly<Record<Locale, string>>>> = {
  refused: { en: 'It was refused at the door', 'zh-CN': '收件人拒收' },
  address: { en: 'The address is wrong or incomplete', 'zh-CN': '地址有误或不完整' },
  'not-collected': { en: 'Nobody was there or collected it', 'zh-CN': '无人签收或逾期未领取' },
  damaged: { en: 'It was damaged on the way', 'zh-CN': '运输途中损坏' },
  held: { en: 'Customs or the carrier holds it', 'zh-CN': '被海关或承运商扣留' },
  'not-accepted': { en: 'The carrier did not accept it', 'zh-CN': '承运商未接收' },
  other: { en: 'Another reason', 'zh-CN': '其他原因' },
};

import { formatMoney, type Locale, type Money, type ParcelTrouble } from '@cartless/domain';
import { layOut, type Mail } from '../layout.ts';
import { PARCEL_STEPS, type Steps, TROUBLES } from './parcel-steps.ts';

/** What can happen to an order that its shopper is told of, in the words of each language. */
const STEPS = {
  paid: {
    en: (order) => ({
      subject: `We have your payment for order ${order}`,
      lines: [`Thank you. Order ${order} is paid.`, 'You find its invoice on the page of the order.'],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 已付款`,
      lines: [`感谢您的付款，订单 ${order} 已支付成功。`, '您可以在订单页面查看发票。'],
    }),
  },
  shipped: {
    en: (order) => ({
      subject: `Order ${order} is on its way`,
      lines: [`The parcel with order ${order} was handed to the carrier.`],
    }),
    'zh-CN': (order) => ({ subject: `订单 ${order} 已发货`, lines: [`订单 ${order} 的包裹已交给承运商。`] }),
  },
  delivered: {
    en: (order) => ({
      subject: `Order ${order} was delivered`,
      lines: [
        `The carrier delivered order ${order}.`,
        'Please confirm that you have it. You can ask to return goods within 7 days; then the order is closed.',
      ],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 已送达`,
      lines: [`订单 ${order} 已送达。`, '请确认收货。您可在 7 天内申请退货，逾期订单将自动完成。'],
    }),
  },
  completed: {
    en: (order) => ({
      subject: `Order ${order} is completed`,
      lines: [`Order ${order} is closed. Thank you for shopping with us.`],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 已完成`,
      lines: [`订单 ${order} 已完成，感谢您的惠顾。`],
    }),
  },
  cancelled: {
    en: (order) => ({
      subject: `Order ${order} was cancelled`,
      lines: [`Order ${order} was cancelled. What you paid is on its way back to you.`],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 已取消`,
      lines: [`订单 ${order} 已取消。您支付的款项正在退回。`],
    }),
  },
  'cancelled-unpaid': {
    en: (order) => ({
      subject: `Order ${order} was cancelled`,
      lines: [`Order ${order} was not paid in time, so it was cancelled. You can order again at any time.`],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 已取消`,
      lines: [`订单 ${order} 未在规定时间内付款，已自动取消。欢迎随时再次下单。`],
    }),
  },
  'return-requested': {
    en: (order) => ({
      subject: `Your return for order ${order}`,
      lines: [
        `We have your request to return goods of order ${order}.`,
        'Please keep the goods for now. We look at your request and tell you when to send them.',
      ],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 的退货申请`,
      lines: [`我们已收到订单 ${order} 的退货申请。`, '请暂勿寄出商品，我们审核后会通知您何时寄回。'],
    }),
  },
  'return-approved': {
    en: (order) => ({
      subject: `Please send back the goods of order ${order}`,
      lines: [
        `We approved your return for order ${order}. Please send the goods so that they arrive in time.`,
        'Your money goes back when they are here.',
      ],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 的退货申请已通过`,
      lines: [`订单 ${order} 的退货申请已通过，请在期限内寄回商品。`, '我们收到商品后将为您退款。'],
    }),
  },
  'return-rejected': {
    en: (order) => ({
      subject: `Your return for order ${order} was not accepted`,
      lines: [`We cannot take back the goods of order ${order}. The reason is below.`],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 的退货申请未通过`,
      lines: [`很抱歉，订单 ${order} 的退货申请未通过，原因如下。`],
    }),
  },
  'return-withdrawn': {
    en: (order) => ({
      subject: `Your return for order ${order} is withdrawn`,
      lines: [`You withdrew your return for order ${order}, so you need not send anything.`],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 的退货申请已撤回`,
      lines: [`您已撤回订单 ${order} 的退货申请，无需寄回商品。`],
    }),
  },
  'return-lapsed': {
    en: (order) => ({
      subject: `Your return for order ${order} has ended`,
      lines: [
        `Nothing of your return for order ${order} has arrived here in time, so it has ended.`,
        'If you have sent the goods, write to us with the receipt of the parcel.',
      ],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 的退货申请已失效`,
      lines: [`我们未在期限内收到订单 ${order} 的退货，该申请已失效。`, '如您已寄出，请凭寄件凭证联系我们。'],
    }),
  },
  'return-received': {
    en: (order) => ({
      subject: `We have your return of order ${order}`,
      lines: [
        `The goods that you returned of order ${order} are here.`,
        'What goes back to you for them is below; another mail tells you when we have sent it.',
      ],
    }),
    'zh-CN': (order) => ({
      subject: `已收到订单 ${order} 的退货`,
      lines: [`我们已收到订单 ${order} 的退货。`, '退款金额如下，退款发出后会另行通知您。'],
    }),
  },
  refunded: {
    en: (order) => ({
      subject: `Your refund for order ${order}`,
      lines: [`We sent money back for order ${order}. It can take some days to arrive.`],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 的退款`,
      lines: [`订单 ${order} 的退款已发出，可能需要数日到账。`],
    }),
  },
  'refund-failed': {
    en: (order) => ({
      subject: `Your refund for order ${order} could not be delivered`,
      lines: [
        `Money that we gave back for order ${order} did not reach you: the card or account did not take it.`,
        'We will pay it to you in another way and tell you when it is done. You need not do anything.',
      ],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 的退款未能到账`,
      lines: [
        `订单 ${order} 的退款未能到达您的卡或账户。`,
        '我们将以其他方式付款，完成后会通知您，您无需进行任何操作。',
      ],
    }),
  },
  'payment-returned': {
    en: (order) => ({
      subject: `Your payment for order ${order} goes back to you`,
      lines: [
        `We received a payment that does not fit order ${order}: another amount or currency, or it came when the order could not be paid any more. We sent it back in full.`,
        'The order itself is not changed by it.',
      ],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 的付款已退回`,
      lines: [
        `我们收到一笔与订单 ${order} 不符的付款（金额或币种不同，或订单已无法支付），已全额退回。`,
        '订单本身不受影响。',
      ],
    }),
  },
  'address-refused': {
    en: (order) => ({
      subject: `Order ${order} could not be sent to the new address`,
      lines: [
        `You gave us another address for order ${order}, but its parcel had left already. It goes to the address that you gave first.`,
        'Write to us if nobody can take it there.',
      ],
    }),
    'zh-CN': (order) => ({
      subject: `订单 ${order} 无法寄往新地址`,
      lines: [
        `您为订单 ${order} 提供了新地址，但包裹已经发出，仍将寄往原地址。`,
        '如原地址无人签收，请与我们联系。',
      ],
    }),
  },
  ...PARCEL_STEPS,
} as const satisfies Steps;

export type OrderStep = keyof typeof STEPS;
export const ORDER_STEPS = Object.keys(STEPS) as readonly OrderStep[];

type Facts = Readonly<{
  appName: string;
  step: OrderStep;
  /** The order's number, or its id while it has none. */
  order: string;
  link: string;
  amount?: Money;
  carrier?: string | null;
  trackingNumber?: string | null;
  /** In the words of whoever decided. */
  reason?: string;
  /** Why a parcel did not arrive. */
  why?: ParcelTrouble | undefined;
  /** The goods that it is about, when these are not all. */
  items?: readonly Readonly<{ title: string; quantity: number }>[] | undefined;
  /** By when something has to happen, ISO 8601. */
  until?: string;
}>;

/** Tells a shopper how an order goes on. */
export function orderStep(locale: Locale, { appName, step, order, link, ...facts }: Facts): Mail {
  const zh = locale === 'zh-CN';
  const { subject, lines } = STEPS[step][locale](order);
  const { amount, carrier, trackingNumber, until, why, items = [] } = facts;
  const reason = facts.reason ?? (why && TROUBLES[why][locale]);
  const rows = [
    ...items.map(({ title, quantity }) => [title, `× ${quantity}`] as const),
    [zh ? '金额' : 'Amount', amount && formatMoney(amount, locale)],
    [zh ? '承运商' : 'Carrier', carrier],
    [zh ? '运单号' : 'Tracking number', trackingNumber],
    [zh ? '原因' : 'Reason', reason],
    [zh ? '寄达期限' : 'To arrive by', until?.slice(0, 10)],
  ] as const;
  return layOut(locale, {
    appName,
    subject,
    lines,
    table: rows.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
    link: { label: zh ? '查看订单' : 'See the order', url: link },
  });
}

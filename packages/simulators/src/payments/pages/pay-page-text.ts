import { chooseLanguage, type Language } from '../../kit/language.ts';

const ENGLISH = {
  title: 'Payment',
  simulated: 'Simulated payment: no real money moves.',
  reference: 'Reference',
  item: 'Item',
  quantity: 'Quantity',
  amount: 'Amount',
  total: 'Total',
  method: 'Pay with',
  card: 'Bank card',
  alipay: 'Alipay',
  wechat_pay: 'WeChat Pay',
  pay: 'Pay',
  decline: 'Decline',
  walkAway: 'Walk away',
  declineHint: '“Decline” plays a refusal by the bank; “Walk away” leaves without paying.',
  declined: 'The payment was declined. Nothing was charged; you can try again.',
  payBefore: 'Please pay before',
  paidTitle: 'This payment is complete',
  paid: 'It was paid already and is not charged twice.',
  expiredTitle: 'This payment page has expired',
  expired: 'Nothing was charged. Go back to the shop to start the payment again.',
  unknownTitle: 'There is no such payment page',
  unknown:
    'The address is wrong, or the payment simulator was started afresh. Go back to the shop and try again.',
  wrongMethod: 'This payment method is not offered here. Choose one of the methods on the page.',
  wrongTitle: 'That did not work',
  left: 'You left without paying. The shop gave no address to go back to; you can still pay here.',
  back: 'Back to the shop',
  tryAgain: 'Back to the payment',
};

type PayPageText = Readonly<typeof ENGLISH>;

const CHINESE: PayPageText = {
  title: '支付',
  simulated: '模拟支付：不会产生真实扣款。',
  reference: '订单参考号',
  item: '商品',
  quantity: '数量',
  amount: '金额',
  total: '合计',
  method: '支付方式',
  card: '银行卡',
  alipay: '支付宝',
  wechat_pay: '微信支付',
  pay: '支付',
  decline: '模拟拒付',
  walkAway: '暂不支付',
  declineHint: '“模拟拒付”表示银行拒绝付款；“暂不支付”表示不付款直接离开。',
  declined: '支付被拒绝，未扣款，您可以重试。',
  payBefore: '请在此时间之前支付：',
  paidTitle: '支付已完成',
  paid: '该笔款项已支付，不会重复扣款。',
  expiredTitle: '支付页面已过期',
  expired: '未扣款。请返回商店重新发起支付。',
  unknownTitle: '找不到该支付页面',
  unknown: '地址有误，或支付模拟器已重新启动。请返回商店重试。',
  wrongMethod: '此处不支持该支付方式，请选择页面上的支付方式。',
  wrongTitle: '操作未成功',
  left: '您未付款即离开。商店未提供返回地址，您仍可在此支付。',
  back: '返回商店',
  tryAgain: '返回支付',
};

export interface PageLanguage {
  readonly code: Language;
  readonly text: PayPageText;
}

/** The session's own locale decides when it is English or Chinese, otherwise the browser. */
export function choosePageLanguage(locale: string | null, acceptLanguage?: string): PageLanguage {
  const code = chooseLanguage(acceptLanguage, locale);
  return { code, text: code === 'en' ? ENGLISH : CHINESE };
}

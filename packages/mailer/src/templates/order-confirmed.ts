import {
  formatMoney,
  fromAddressSnapshot,
  type Locale,
  multiplyMoney,
  type OrderSnapshot,
} from '@cartless/domain';
import { layOut, type Mail } from '../layout.ts';

type Facts = Readonly<{ appName: string; order: OrderSnapshot; orderNumber: string; link: string }>;

const WHAT_NOW = {
  card: { en: 'We send it as soon as it is paid.', 'zh-CN': '付款后我们将尽快发货。' },
  cod: { en: 'You pay when it is delivered.', 'zh-CN': '货到付款。' },
  free: { en: 'There is nothing to pay. We send it soon.', 'zh-CN': '无需付款，我们将尽快发货。' },
} as const;

/** Sends a shopper the number and the details of the order. */
export function orderConfirmed(locale: Locale, { appName, order, orderNumber, link }: Facts): Mail {
  const zh = locale === 'zh-CN';
  const { recipient, line1, line2, district, city, region, postalCode, country } = fromAddressSnapshot(
    order.shippingAddress,
  );
  const address = [recipient, line1, line2, district, city, region, postalCode, country];
  const next = order.total.amount === 0 ? 'free' : order.paymentMethod;
  return layOut(locale, {
    appName,
    subject: zh ? `您的订单 ${orderNumber}` : `Your order ${orderNumber}`,
    lines: zh
      ? [`感谢您的订购！订单号：${orderNumber}。`, WHAT_NOW[next]['zh-CN']]
      : [`Thank you for your order. Its number is ${orderNumber}.`, WHAT_NOW[next].en],
    table: [
      ...order.items.map(({ title, quantity, unitPrice }) => ({
        label: `${title} × ${quantity}`,
        value: formatMoney(multiplyMoney(unitPrice, quantity), locale),
      })),
      ...discountRow(locale, order),
      { label: zh ? '运费' : 'Shipping', value: formatMoney(order.shippingFee, locale) },
      { label: zh ? '合计' : 'Total', value: formatMoney(order.total, locale) },
      {
        label: zh ? '收货地址' : 'Ship to',
        value: address.filter((part) => part !== undefined).join(', '),
      },
    ],
    link: { label: zh ? '查看订单' : 'See the order', url: link },
  });
}

/** What a promotion took off, when one did. */
function discountRow(locale: Locale, { items, total, promotionCode }: OrderSnapshot) {
  const discount = items.reduce((sum, line) => sum + (line.discount?.amount ?? 0), 0);
  if (discount === 0) return [];
  const label = `${locale === 'zh-CN' ? '优惠' : 'Discount'} ${promotionCode ?? ''}`.trim();
  return [{ label, value: `−${formatMoney({ ...total, amount: discount }, locale)}` }];
}

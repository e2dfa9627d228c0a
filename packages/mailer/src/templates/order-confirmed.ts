import { formatMoney, type Locale, multiplyMoney, type OrderSnapshot } from '@cartless/domain';
import { layOut, type Mail } from '../layout.ts';

type Facts = Readonly<{ appName: string; order: OrderSnapshot; orderNumber: string; link: string }>;

/** Sends a shopper the number and the details of the order. */
export function orderConfirmed(locale: Locale, { appName, order, orderNumber, link }: Facts): Mail {
  const zh = locale === 'zh-CN';
  const { recipient, line1, line2, district, city, region, postalCode, country } = order.shippingAddress;
  const address = [recipient, line1, line2, district, city, region, postalCode, country];
  const cod = order.paymentMethod === 'cod';
  return layOut(locale, {
    appName,
    subject: zh ? `您的订单 ${orderNumber}` : `Your order ${orderNumber}`,
    lines: zh
      ? [`感谢您的订购！订单号：${orderNumber}。`, cod ? '货到付款。' : '付款后我们将尽快发货。']
      : [
          `Thank you for your order. Its number is ${orderNumber}.`,
          cod ? 'You pay when it is delivered.' : 'We send it as soon as it is paid.',
        ],
    table: [
      ...order.items.map(({ title, quantity, unitPrice }) => ({
        label: `${title} × ${quantity}`,
        value: formatMoney(multiplyMoney(unitPrice, quantity), locale),
      })),
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

import type { Locale } from '@cartless/domain';

const en = {
  titles: { invoice: 'Invoice', 'credit-note': 'Credit note', reversal: 'Reversal of a credit note' },
  number: 'Number',
  date: 'Date of issue',
  order: 'Order',
  ordered: 'Ordered on',
  about: 'For invoice',
  seller: 'Seller',
  buyer: 'Buyer',
  person: 'Private customer',
  taxNumber: 'Tax number',
  item: 'Item',
  quantity: 'Quantity',
  unitPrice: 'Unit price',
  discount: 'Discount',
  rate: 'Tax rate',
  amount: 'Amount',
  shipping: 'Shipping',
  total: 'Total',
  included: 'Tax included',
  taxes: 'Tax by rate',
  net: 'Net',
  tax: 'Tax',
  gross: 'Gross',
  notes: 'Credit notes',
  says: {
    invoice: 'All prices include tax.',
    'credit-note': 'This amount of the invoice was given back to the buyer.',
    reversal: 'The refund did not reach the buyer. The amount of its credit note counts again.',
  },
};
type Words = typeof en;

const zh: Words = {
  titles: { invoice: '发票', 'credit-note': '红字发票', reversal: '红字发票的冲回' },
  number: '编号',
  date: '开具日期',
  order: '订单',
  ordered: '下单日期',
  about: '对应发票',
  seller: '销售方',
  buyer: '购买方',
  person: '个人',
  taxNumber: '纳税人识别号',
  item: '商品名称',
  quantity: '数量',
  unitPrice: '单价',
  discount: '折扣',
  rate: '税率',
  amount: '金额',
  shipping: '运费',
  total: '价税合计',
  included: '其中税额',
  taxes: '按税率汇总',
  net: '不含税金额',
  tax: '税额',
  gross: '含税金额',
  notes: '红字发票',
  says: {
    invoice: '所有价格均为含税价。',
    'credit-note': '发票中的该金额已退还购买方。',
    reversal: '退款未能到达购买方，对应红字发票的金额恢复计入。',
  },
};

/** What stands on the pages of documents, in each language. */
export const WORDS: Readonly<Record<Locale, Words>> = { en, 'zh-CN': zh };

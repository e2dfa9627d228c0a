import { describe, expect, it } from '@jest/globals';
import { anOrder } from '../../test/an-order.ts';
import { INVOICE_TERMS } from '../../test/invoices.ts';
import { showDocument } from './document-body.ts';
import { documentPage } from './document-page.ts';
import { issueDocument } from './issue-document.ts';
import { isNote } from './tax-document.ts';

const HOSTILE = `"><script>alert(1)</script><img src=x onerror='x'> & Söhne`;
const [lamp] = anOrder('paid').lines;
const order = anOrder('paid', {
  placedAt: Date.parse('2026-12-31T17:00:00Z'),
  lines: [
    { ...lamp!, title: HOSTILE, quantity: 1, unitPrice: { amount: 9_000, currency: 'CNY' } },
    { ...lamp!, title: 'Book', quantity: 1, unitPrice: { amount: 1000, currency: 'CNY' } },
  ],
  shippingFee: 1000,
  total: 11_000,
  tax: { included: 1236, rates: [1300, 725] },
  invoice: { title: HOSTILE, taxNumber: '91110108717743469K' },
});
const given = { order, count: 1, at: Date.parse('2027-01-02T00:00:00Z') };
const invoice = issueDocument({ kind: 'invoice' }, { ...given, issued: [] }, INVOICE_TERMS);
const note = issueDocument(
  { kind: 'credit-note', refund: 'r1', amount: 500 },
  { ...given, issued: [invoice] },
  INVOICE_TERMS,
);

/** What a person reads on a page. */
const readable = (page: string): string =>
  page
    .replace(/^[\s\S]*<main>/, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
const pageOf = (document: typeof invoice, locale: 'en' | 'zh-CN') =>
  documentPage(showDocument(document, [note].filter(isNote)), locale).text;

describe('the page of an invoice', () => {
  it('says all that an invoice must, in English', () => {
    expect(readable(pageOf(invoice, 'en'))).toMatchInlineSnapshot(
      `"Invoice Number 2027-000001 Date of issue January 2, 2027 Order 20261121-4F7K2M9-C Ordered on January 1, 2027 Seller Lamps &amp; Co 1 Lane Shanghai Tax number 91310000MA1FL0TT4X Buyer &quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&#39;x&#39;&gt; &amp; Söhne Tax number 91110108717743469K Item Quantity Unit price Discount Tax rate Amount &quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&#39;x&#39;&gt; &amp; Söhne 1 CN¥90.00 13% CN¥90.00 Book 1 CN¥10.00 7.25% CN¥10.00 Shipping CN¥10.00 Total CN¥110.00 Tax included CN¥12.13 Tax by rate Tax rate Net Tax Gross 13% CN¥87.61 CN¥11.39 CN¥99.00 7.25% CN¥10.26 CN¥0.74 CN¥11.00 Credit notes Number Date of issue Tax included Amount 2027-C000001 Credit note January 2, 2027 CN¥0.55 CN¥5.00 All prices include tax."`,
    );
  });

  it('says it in Chinese', () => {
    expect(readable(pageOf(invoice, 'zh-CN'))).toMatchInlineSnapshot(
      `"发票 编号 2027-000001 开具日期 2027年1月2日 订单 20261121-4F7K2M9-C 下单日期 2027年1月1日 销售方 Lamps &amp; Co 1 Lane Shanghai 纳税人识别号 91310000MA1FL0TT4X 购买方 &quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&#39;x&#39;&gt; &amp; Söhne 纳税人识别号 91110108717743469K 商品名称 数量 单价 折扣 税率 金额 &quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&#39;x&#39;&gt; &amp; Söhne 1 ¥90.00 13% ¥90.00 Book 1 ¥10.00 7.25% ¥10.00 运费 ¥10.00 价税合计 ¥110.00 其中税额 ¥12.13 按税率汇总 税率 不含税金额 税额 含税金额 13% ¥87.61 ¥11.39 ¥99.00 7.25% ¥10.26 ¥0.74 ¥11.00 红字发票 编号 开具日期 其中税额 金额 2027-C000001 红字发票 2027年1月2日 ¥0.55 ¥5.00 所有价格均为含税价。"`,
    );
  });

  it('of a credit note names the invoice and what goes back', () => {
    expect(readable(pageOf(note, 'en'))).toMatchInlineSnapshot(
      `"Credit note Number 2027-C000001 Date of issue January 2, 2027 For invoice 2027-000001 Order 20261121-4F7K2M9-C Seller Lamps &amp; Co 1 Lane Shanghai Tax number 91310000MA1FL0TT4X Buyer &quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&#39;x&#39;&gt; &amp; Söhne Tax number 91110108717743469K Total CN¥5.00 Tax included CN¥0.55 Tax by rate Tax rate Net Tax Gross 13% CN¥3.98 CN¥0.52 CN¥4.50 7.25% CN¥0.47 CN¥0.03 CN¥0.50 This amount of the invoice was given back to the buyer."`,
    );
    expect(readable(pageOf(note, 'zh-CN'))).toMatchInlineSnapshot(
      `"红字发票 编号 2027-C000001 开具日期 2027年1月2日 对应发票 2027-000001 订单 20261121-4F7K2M9-C 销售方 Lamps &amp; Co 1 Lane Shanghai 纳税人识别号 91310000MA1FL0TT4X 购买方 &quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&#39;x&#39;&gt; &amp; Söhne 纳税人识别号 91110108717743469K 价税合计 ¥5.00 其中税额 ¥0.55 按税率汇总 税率 不含税金额 税额 含税金额 13% ¥3.98 ¥0.52 ¥4.50 7.25% ¥0.47 ¥0.03 ¥0.50 发票中的该金额已退还购买方。"`,
    );
  });

  it('holds no HTML that somebody typed', () => {
    const page = pageOf(invoice, 'en');
    expect(page).not.toMatch(/<script|<img|onerror='x'/);
    expect(page).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('leads table readers by headings and a language', () => {
    const page = pageOf(invoice, 'zh-CN');
    expect(page).toContain('<html lang="zh-CN">');
    expect(page.match(/<th scope="(col|row)"/g)?.length).toBe(page.match(/<th /g)?.length);
  });
});

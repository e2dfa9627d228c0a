import { describe, expect, it } from '@jest/globals';
import { RULES } from '../../test/rules.ts';
import type { Shipment } from '../shipments/shipment.ts';
import { packingSlip } from './packing-slip.ts';
import { slipPage } from './slip-page.ts';

const HOSTILE = `"><script>alert(1)</script><img src=x onerror='x'> & Söhne`;
const shop = { origin: RULES.origin, siteUrl: 'https://shop.example.com' };
const parcel = (more: Partial<Shipment> = {}): Shipment =>
  ({
    id: 'shp_202611214f7k2m9c_2',
    orderNumber: '20261121-4F7K2M9-C',
    orderedAt: '2026-11-21T08:00:00.000Z',
    status: 'label-bought',
    locale: 'en',
    address: { ...RULES.origin, recipient: HOSTILE, district: '静安区' },
    lines: [
      {
        productId: 'prd_1',
        variantId: 'm_blue',
        title: 'Linen shirt, M, blue',
        category: 'clothing.men',
        quantity: 2,
        options: [
          { name: 'Size', value: 'M' },
          { name: 'Colour', value: 'blue' },
        ],
        price: { amount: 20_000, currency: 'CNY' },
      },
      { productId: 'prd_2', title: 'Desk lamp', category: 'home', quantity: 1 },
    ],
    ...more,
  }) as Shipment;

/** What a person reads on a page. */
const readable = (page: string): string =>
  page
    .replace(/^[\s\S]*<main>/, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
const pageOf = (more: Partial<Shipment> = {}) => slipPage(packingSlip(parcel(more), 'en'), shop);

describe('the slip in a parcel', () => {
  it('says for whom it is, what was chosen and how many, and how to send something back, without a price', () => {
    const { text } = pageOf({ part: true });
    expect(readable(text)).toMatchInlineSnapshot(
      `"Packing slip Order 20261121-4F7K2M9-C Parcel shp_202611214f7k2m9c_2 Ship to &quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&#39;x&#39;&gt; &amp; Söhne 88 Huhang Road 静安区, Shanghai, Shanghai, 201100 CN +862150001000 From Cartless Warehouse 88 Huhang Road Shanghai, Shanghai, 201100 CN +862150001000 Item Quantity Linen shirt, M, blue Size: M Colour: blue 2 Desk lamp 1 Pieces in this parcel 3 This is a part of your order; the rest comes in another parcel. To send something back, look up your order 20261121-4F7K2M9-C at https://shop.example.com and choose what you return. Put this slip into the parcel."`,
    );
    expect(text).not.toMatch(/200\.00|CNY|¥/);
  });

  it('speaks the language in which the order was placed, or that of who prints it where nobody knows', () => {
    expect(readable(pageOf({ locale: 'zh-CN', replaces: 'shp_1' }).text)).toMatchInlineSnapshot(
      `"装箱单 订单 20261121-4F7K2M9-C 包裹 shp_202611214f7k2m9c_2 收件人 &quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&#39;x&#39;&gt; &amp; Söhne 88 Huhang Road 静安区, Shanghai, Shanghai, 201100 CN +862150001000 发件人 Cartless Warehouse 88 Huhang Road Shanghai, Shanghai, 201100 CN +862150001000 商品名称 数量 Linen shirt, M, blue Size: M Colour: blue 2 Desk lamp 1 本包裹件数 3 本包裹为未送达包裹的补发。 如需退货，请登录 https://shop.example.com，在订单 20261121-4F7K2M9-C 中选择要退的商品，并将本装箱单放入包裹一并寄回。"`,
    );
    const { locale: _locale, ...old } = parcel();
    expect(slipPage(packingSlip(old as Shipment, 'zh-CN'), shop).headers['content-language']).toBe('zh-CN');
  });

  it('holds no HTML that somebody typed, and loads nothing', () => {
    const { text, policy } = pageOf();
    expect(text).not.toMatch(/<script|<img|onerror='x'/);
    expect(policy).toContain("default-src 'none'");
  });

  it('is not printed of a parcel that was stopped, or whose address is erased', () => {
    expect(() => packingSlip(parcel({ status: 'cancelled' }), 'en')).toThrow(
      expect.objectContaining({ code: 'SHIPMENT_CANNOT_BE_DISPATCHED' }),
    );
    expect(() => packingSlip(parcel({ erasedAt: 1 }), 'en')).toThrow(
      expect.objectContaining({ code: 'ADDRESS_ERASED' }),
    );
  });
});

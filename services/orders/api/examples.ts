import { ADDRESS, KEY, NUMBER, ORDER, PRODUCT, SHIPMENT, SHOPPER } from '@cartless/domain/example-values';
import { deadLetterExamples } from '@cartless/lambda/dead-letter-examples';
import type { Examples } from '@cartless/lambda/openapi';

const cny = (amount: number) => ({ amount, currency: 'CNY' });
const STAFF = 'usr_9d3f7b2k6w1t8r5p4g0e';
const RETURN = 'ret_01kbzq3v5n8m2c7x4f6d9h1j0p-1';

const VARIANT = {
  variantId: 'm_blue',
  title: 'M, blue',
  options: { size: 'm', colour: 'blue' },
  price: cny(19_900),
  availability: 'in-stock',
};
const SHOWN = {
  productId: PRODUCT,
  title: 'Linen shirt',
  description: 'Washed linen, made in Suzhou.',
  category: 'clothing.shirts',
  price: cny(19_900),
  availability: 'in-stock',
  images: ['/images/linen-shirt.svg'],
  attributes: { material: 'linen' },
  version: 3,
};
const OPTIONS = [
  { key: 'size', name: 'Size', values: [{ key: 'm', name: 'M' }] },
  { key: 'colour', name: 'Colour', values: [{ key: 'blue', name: 'blue' }] },
];
const WORDS_OF_OPTIONS = [
  {
    key: 'size',
    name: { en: 'Size', 'zh-CN': '尺码' },
    values: [{ key: 'm', name: { en: 'M', 'zh-CN': 'M' } }],
  },
  {
    key: 'colour',
    name: { en: 'Colour', 'zh-CN': '颜色' },
    values: [{ key: 'blue', name: { en: 'blue', 'zh-CN': '蓝色' } }],
  },
];
const ADMIN_PRODUCT = {
  ...SHOWN,
  titles: { en: 'Linen shirt', 'zh-CN': '亚麻衬衫' },
  descriptions: { en: 'Washed linen, made in Suzhou.', 'zh-CN': '水洗亚麻，苏州制造。' },
  options: WORDS_OF_OPTIONS,
  variants: [{ ...VARIANT, active: true, cost: cny(8_000) }],
  active: true,
  cost: cny(8_000),
  lowAt: 5,
  buckets: 1,
};

const WANTED = { productId: PRODUCT, variantId: 'm_blue', quantity: 2, unitPrice: cny(19_900) };
const LINE = { ...WANTED, title: 'Linen shirt (M, blue)', lineTotal: cny(39_800), discount: cny(3_980) };
const PLACED = { status: 'placed', at: '2026-11-21T08:30:00.000Z', by: 'shopper' };
const PAID = { status: 'paid', at: '2026-11-21T08:31:12.000Z', by: 'system' };
const SHIPPED = { status: 'shipped', at: '2026-11-22T02:10:00.000Z', by: 'system' };
const DELIVERED = { status: 'delivered', at: '2026-11-24T05:45:00.000Z', by: 'system' };
const FIGURES = { shippingFee: cny(1_000), total: cny(36_820), taxIncluded: cny(4_236) };
const SHOWN_ORDER = {
  orderId: ORDER,
  orderNumber: NUMBER,
  status: 'paid',
  items: [LINE],
  discount: cny(3_980),
  promotionCode: 'WELCOME10',
  ...FIGURES,
  shippingAddress: ADDRESS,
  paymentMethod: 'card',
  payBy: null,
  placedAt: PLACED.at,
  history: [PLACED, PAID],
  refunds: [],
  returns: [],
  parcels: [],
};
const ITEM = { productId: PRODUCT, variantId: 'm_blue', quantity: 1 };
const ASKED = {
  returnId: RETURN,
  items: [ITEM],
  reason: 'Too small',
  reasonCode: 'does-not-fit',
  status: 'requested',
  at: '2026-11-25T09:00:00.000Z',
};
const APPROVED = {
  ...ASKED,
  status: 'approved',
  decision: { at: '2026-11-25T10:00:00.000Z', by: 'admin' },
};
const ARRIVED = {
  ...SHOWN_ORDER,
  status: 'delivered',
  history: [PLACED, PAID, SHIPPED, DELIVERED],
  parcels: [{ shipmentId: SHIPMENT, status: 'delivered', items: [{ ...ITEM, quantity: 2 }] }],
};
const MONEY_KEPT = {
  userId: SHOPPER,
  captured: cny(36_820),
  refunded: cny(0),
  refundOwed: cny(0),
  disputes: [],
};
const ADMIN_ORDER = { ...SHOWN_ORDER, ...MONEY_KEPT };
const adminReturn = (one: object) => ({ ...ARRIVED, ...MONEY_KEPT, returns: [one] });
const REFUND = {
  refundId: `refund-${ORDER}-1`,
  amount: cny(17_910),
  status: 'owed',
  reason: 'A button was missing',
  at: '2026-11-25T11:00:00.000Z',
  method: 'provider',
  owedAt: '2026-11-25T11:00:00.000Z',
  doneAt: null,
};
const DONE = {
  ...REFUND,
  status: 'done',
  method: 'cash',
  at: '2026-11-26T09:00:00.000Z',
  doneAt: '2026-11-26T09:00:00.000Z',
  reference: 'Transfer 2026-118',
};
const DISPUTE = {
  disputeId: 'dp_1QabcdEFgh',
  payment: 'pi_3QabcdEFgh',
  amount: cny(36_820),
  status: 'needs-response',
  reason: 'product_not_received',
  openedAt: '2026-11-28T08:00:00.000Z',
  evidenceDueBy: '2026-12-05T23:59:59.000Z',
  withdrawn: cny(36_820),
  lost: cny(0),
  at: '2026-11-28T08:00:00.000Z',
};
const TERMS = {
  reduction: { type: 'percent', percent: 10 },
  smallestTotal: cny(10_000),
  until: '2026-12-31T23:59:59.999Z',
  limit: 1000,
  limitPerShopper: { units: 1 },
};
const PROMOTION = {
  code: 'WELCOME10',
  ...TERMS,
  active: true,
  used: 42,
  version: 2,
  createdAt: '2026-11-01T00:00:00.000Z',
};
const INVOICE = {
  number: '2026-000123',
  kind: 'invoice',
  issuedAt: '2026-11-21T08:31:15.000Z',
  day: '2026-11-21',
  orderId: ORDER,
  orderNumber: NUMBER,
  placedDay: '2026-11-21',
  seller: { name: 'Cartless Ltd', address: ['1 Market Street', 'Shanghai'], taxNumber: '91310000MA1FL0XX0X' },
  lines: [
    {
      title: 'Linen shirt (M, blue)',
      quantity: 2,
      unitPrice: cny(19_900),
      discount: cny(3_980),
      lineTotal: cny(35_820),
      taxRate: 1300,
      taxIncluded: cny(4_121),
    },
  ],
  shippingFee: cny(1_000),
  taxes: [{ taxRate: 1300, net: cny(32_584), tax: cny(4_236), gross: cny(36_820) }],
  taxIncluded: cny(4_236),
  total: cny(36_820),
  creditNotes: [],
};
const COUNTED = { orders: 1, units: 2, value: 36_820, ended: 0 };
const LIMITS = {
  userId: SHOPPER,
  level: 'known',
  earned: 'new',
  until: '2026-12-21T00:00:00.000Z',
  accountSince: '2026-10-01T12:00:00.000Z',
  arrived: 1,
  refused: 0,
  used: { lastHour: 1, lastDay: 1, unpaid: COUNTED, cash: { orders: 0, value: 0 } },
  limits: {
    perHour: 10,
    perDay: 30,
    unpaid: { orders: 5, units: 50, value: 2_000_000, ended: 5 },
    cash: { orders: 3, value: 500_000 },
    shelf: { units: 20, percent: 25 },
  },
  openOrders: [{ orderId: ORDER, paymentMethod: 'card', value: 36_820, placedAt: PLACED.at }],
  decisions: [
    {
      level: 'known',
      until: '2026-12-21T00:00:00.000Z',
      reason: 'Orders for a school',
      by: STAFF,
      at: '2026-11-21T08:00:00.000Z',
    },
  ],
};
const page = (...items: readonly object[]) => ({ items, nextCursor: null });
const named = (one: object) => ({ ...one, orderId: ORDER, orderNumber: NUMBER });
const OF_ORDER = { orderId: ORDER };
const OF_RETURN = { orderId: ORDER, returnId: RETURN };

/** What is really sent and answered, by the ids of the routes. */
export const EXAMPLES: Examples = {
  health: { answer: { service: 'orders', version: '0.1.0', stage: 'local' } },
  ...deadLetterExamples('orders', 'mails'),

  listProducts: {
    query: {
      q: 'shirt',
      category: 'clothing',
      minPrice: '10000',
      inStock: 'true',
      sort: 'price',
      limit: '20',
    },
    answer: page({ ...SHOWN, options: OPTIONS, variants: [VARIANT] }),
  },
  getProduct: {
    params: { productId: PRODUCT },
    answer: { ...SHOWN, options: OPTIONS, variants: [VARIANT] },
  },
  listCategories: {
    answer: {
      items: [
        {
          category: 'clothing',
          title: 'Clothing',
          categories: [{ category: 'clothing.shirts', title: 'Shirts' }],
        },
      ],
    },
  },
  createProduct: {
    headers: KEY,
    body: {
      title: ADMIN_PRODUCT.titles,
      description: ADMIN_PRODUCT.descriptions,
      category: 'clothing.shirts',
      price: cny(19_900),
      images: ['/images/linen-shirt.svg'],
      attributes: { material: 'linen' },
      cost: cny(8_000),
      options: WORDS_OF_OPTIONS,
      variants: [{ options: { size: 'm', colour: 'blue' }, stock: 40 }],
    },
    answer: ADMIN_PRODUCT,
  },
  changeProduct: {
    params: { productId: PRODUCT },
    headers: { 'if-match': '"2"' },
    body: { attributes: { material: 'linen' }, lowAt: 5 },
    answer: ADMIN_PRODUCT,
  },
  getAnyProduct: {
    params: { productId: PRODUCT },
    answer: {
      ...ADMIN_PRODUCT,
      variants: ADMIN_PRODUCT.variants.map((variant) => ({ ...variant, available: 40 })),
      available: 40,
    },
  },
  archiveProduct: { params: { productId: PRODUCT }, headers: { 'if-match': '"3"' } },
  listStockMovements: {
    params: { productId: PRODUCT },
    query: { variantId: 'm_blue', limit: '20' },
    answer: page({
      movementId: 'nT1xw0q6yqkqvYb3mC8p2g',
      kind: 'receipt',
      units: 40,
      reason: 'Delivery of 21 November',
      by: STAFF,
      at: '2026-11-21T08:00:00.000Z',
    }),
  },
  moveStock: {
    params: { productId: PRODUCT },
    headers: KEY,
    body: { delta: 40, reason: 'Delivery of 21 November', variantId: 'm_blue' },
    answer: { productId: PRODUCT, variantId: 'm_blue', available: 52 },
  },

  placeOrder: {
    headers: KEY,
    body: { items: [WANTED], shippingAddress: ADDRESS, paymentMethod: 'card', promotionCode: 'WELCOME10' },
    answer: {
      orderId: ORDER,
      status: 'placed',
      orderNumber: null,
      items: [LINE],
      discount: cny(3_980),
      ...FIGURES,
      payBy: '2026-11-21T09:00:00.000Z',
    },
  },
  quoteOrder: {
    body: { items: [WANTED], promotionCode: 'WELCOME10' },
    answer: {
      items: [{ ...LINE, problems: [] }],
      discount: cny(3_980),
      ...FIGURES,
      promotion: { code: 'WELCOME10' },
      limits: [],
      orderable: true,
    },
  },
  listOrders: { query: { status: 'paid', from: '2026-11-01', limit: '20' }, answer: page(SHOWN_ORDER) },
  getOrder: { params: OF_ORDER, answer: SHOWN_ORDER },
  cancelOrder: {
    params: OF_ORDER,
    body: { reason: 'Ordered twice' },
    answer: {
      ...SHOWN_ORDER,
      status: 'cancelled',
      history: [PLACED, PAID, { status: 'cancelled', at: '2026-11-21T09:00:00.000Z', by: 'shopper' }],
    },
  },
  confirmReceipt: {
    params: OF_ORDER,
    answer: {
      ...ARRIVED,
      status: 'completed',
      history: [...ARRIVED.history, { status: 'completed', at: '2026-11-25T08:00:00.000Z', by: 'shopper' }],
    },
  },
  changeAddress: {
    params: OF_ORDER,
    body: { shippingAddress: { ...ADDRESS, line1: '淮海中路 1 号' } },
    answer: { ...SHOWN_ORDER, addressChange: 'requested' },
  },
  listAllOrders: { query: { orderNumber: NUMBER }, answer: page(ADMIN_ORDER) },
  getAnyOrder: { params: OF_ORDER, answer: ADMIN_ORDER },

  startPayment: {
    params: OF_ORDER,
    answer: {
      paymentUrl: 'https://checkout.stripe.com/c/pay/cs_test_a1b2c3',
      expiresAt: '2026-11-21T09:00:00.000Z',
    },
  },
  receivePayment: {
    headers: { 'stripe-signature': 't=1795854672,v1=5257a869e7' },
    body: '{"id":"evt_1Qabcd","type":"checkout.session.completed","data":{"object":{"id":"cs_test_a1b2c3"}}}',
    answer: { received: true },
  },
  refundOrder: {
    params: OF_ORDER,
    headers: KEY,
    body: { amount: 17_910, reason: 'A button was missing' },
    answer: { ...ADMIN_ORDER, refundOwed: cny(17_910), refunds: [REFUND] },
  },
  listRefunds: { query: { status: 'owed' }, answer: page(named(REFUND)) },
  payRefund: {
    params: { orderId: ORDER, refundId: REFUND.refundId },
    body: { reference: 'Transfer 2026-118' },
    answer: { ...ADMIN_ORDER, paymentMethod: 'cod', refunded: cny(17_910), refunds: [DONE] },
  },
  listDisputes: { query: { status: 'needs-response' }, answer: page(named(DISPUTE)) },

  requestReturn: {
    params: OF_ORDER,
    headers: KEY,
    body: { items: [ITEM], reason: 'Too small', reasonCode: 'does-not-fit' },
    answer: { ...ARRIVED, returns: [ASKED] },
  },
  withdrawReturn: {
    params: OF_RETURN,
    answer: {
      ...ARRIVED,
      returns: [
        { ...ASKED, status: 'withdrawn', withdrawn: { at: '2026-11-25T09:30:00.000Z', by: 'shopper' } },
      ],
    },
  },
  listReturns: {
    query: { status: 'requested' },
    answer: page({ ...named(ASKED), dueAt: '2026-12-02T09:00:00.000Z' }),
  },
  approveReturn: { params: OF_RETURN, answer: adminReturn(APPROVED) },
  rejectReturn: {
    params: OF_RETURN,
    body: { reason: 'It has been worn' },
    answer: adminReturn({
      ...APPROVED,
      status: 'rejected',
      decision: { ...APPROVED.decision, reason: 'It has been worn' },
    }),
  },
  receiveReturn: {
    params: OF_RETURN,
    body: { items: [{ ...ITEM, restock: true }] },
    answer: adminReturn({
      ...APPROVED,
      status: 'received',
      received: { at: '2026-11-28T03:00:00.000Z', items: [{ ...ITEM, restocked: 1 }] },
      refund: cny(17_910),
    }),
  },
  decideUndelivered: {
    params: OF_ORDER,
    body: { outcome: 'refund', restock: true },
    answer: {
      ...ADMIN_ORDER,
      status: 'cancelled',
      cancelReason: 'undelivered',
      refundOwed: cny(36_820),
    },
  },

  listPromotions: { query: { limit: '20' }, answer: page(PROMOTION) },
  createPromotion: {
    headers: KEY,
    body: { code: 'welcome10', ...TERMS },
    answer: { ...PROMOTION, used: 0, version: 1 },
  },
  changePromotion: {
    params: { code: 'WELCOME10' },
    headers: { 'if-match': '"1"' },
    body: { limit: 1000 },
    answer: PROMOTION,
  },

  getInvoice: { params: OF_ORDER, headers: { accept: 'application/json' }, answer: INVOICE },
  getAnyInvoice: { params: OF_ORDER, headers: { accept: 'application/json' }, answer: INVOICE },

  getOrderLimits: { params: { userId: SHOPPER }, answer: LIMITS },
  setOrderLimits: {
    params: { userId: SHOPPER },
    body: { level: 'known', until: '2026-12-21', reason: 'Orders for a school' },
    answer: LIMITS,
  },
};

import { ADDRESS, KEY, NUMBER, ORDER, PRODUCT, SHIPMENT } from '@cartless/domain/example-values';
import { deadLetterExamples } from '@cartless/lambda/dead-letter-examples';
import type { Examples } from '@cartless/lambda/openapi';

const REPLACEMENT = 'shp_3k8w1p6t9r4y7u2d5f0g';
const TRACKING = 'EZ1000000001';
const OF_SHIPMENT = { shipmentId: SHIPMENT };

const READY = {
  shipmentId: SHIPMENT,
  orderNumber: NUMBER,
  status: 'label-bought',
  carrier: 'easypost',
  trackingNumber: TRACKING,
  createdAt: '2026-11-21T08:31:20.000Z',
  statusAt: '2026-11-21T08:32:05.000Z',
  reship: null,
  problem: null,
  labelUrl: 'https://easypost-files.s3.amazonaws.com/label/e8b1.png',
  replaces: null,
};
const DISPATCHED = { ...READY, status: 'dispatched', statusAt: '2026-11-22T02:10:00.000Z' };
const LOST = { ...READY, status: 'lost', statusAt: '2026-12-06T02:10:00.000Z' };
const { problem: _problem, labelUrl: _labelUrl, ...OWN_LOST } = LOST;
const NEXT = {
  ...READY,
  shipmentId: REPLACEMENT,
  status: 'created',
  carrier: null,
  trackingNumber: null,
  createdAt: '2026-12-07T09:00:00.000Z',
  statusAt: '2026-12-07T09:00:00.000Z',
  labelUrl: null,
  replaces: SHIPMENT,
};

/** What is really sent and answered, by the ids of the routes. */
export const EXAMPLES: Examples = {
  health: { answer: { service: 'logistics', version: '0.1.0', stage: 'local' } },
  ...deadLetterExamples('logistics', 'orders'),

  trackShipment: {
    params: { orderNumber: NUMBER },
    answer: {
      shipmentId: SHIPMENT,
      status: 'in-transit',
      carrier: 'easypost',
      trackingNumber: TRACKING,
      orderNumber: NUMBER,
      estimatedDelivery: '2026-11-24T12:00:00.000Z',
      events: [
        {
          time: '2026-11-22T18:04:00.000Z',
          status: 'in-transit',
          place: 'Shanghai, CN',
          message: 'Left the sorting centre',
        },
      ],
      asOf: '2026-11-23T07:30:00.000Z',
      stale: false,
      parcels: [
        {
          shipmentId: SHIPMENT,
          status: 'in-transit',
          carrier: 'easypost',
          trackingNumber: TRACKING,
          replaces: null,
          items: [{ productId: PRODUCT, variantId: 'm_blue', title: 'Linen shirt (M, blue)', quantity: 2 }],
        },
      ],
      reship: null,
    },
  },
  receiveCarrierUpdate: {
    headers: { 'x-hmac-signature': 'hmac-sha256-hex=2f6c3b1e' },
    body: '{"description":"tracker.updated","result":{"object":"Tracker","tracking_code":"EZ1000000001"}}',
    answer: { outcome: 'applied' },
  },
  reportCarriers: {
    answer: {
      items: [
        {
          carrier: 'easypost',
          breaker: 'closed',
          openUntil: null,
          calls: 120,
          successRate: 0.99,
          averageMs: 210,
        },
      ],
    },
  },

  listShipments: {
    query: { status: 'label-bought', limit: '20' },
    answer: { items: [READY], nextCursor: null },
  },
  getShipment: {
    params: OF_SHIPMENT,
    answer: {
      ...READY,
      orderId: ORDER,
      address: ADDRESS,
      locale: 'zh-CN',
      items: [
        {
          productId: PRODUCT,
          variantId: 'm_blue',
          title: '亚麻衬衫（M，蓝色）',
          options: [{ name: '颜色', value: '蓝色' }],
          category: 'clothing.shirts',
          quantity: 2,
          weightGrams: 350,
        },
      ],
      weightGrams: 700,
      box: null,
      dangerousGoods: [],
      customs: null,
      service: 'Ground',
      labelPdfUrl: 'https://easypost-files.s3.amazonaws.com/label/e8b1.pdf',
      replacedBy: null,
      others: [],
    },
  },
  dispatchShipment: { params: OF_SHIPMENT, body: { carrier: 'easypost' }, answer: DISPATCHED },
  dispatchMany: {
    body: { shipmentIds: [SHIPMENT] },
    answer: {
      results: [
        { shipmentId: SHIPMENT, outcome: 'dispatched', carrier: 'easypost', trackingNumber: TRACKING },
      ],
    },
  },
  showPackingSlip: {
    params: OF_SHIPMENT,
    headers: { accept: 'application/json' },
    answer: {
      shipmentId: SHIPMENT,
      orderNumber: NUMBER,
      locale: 'zh-CN',
      address: ADDRESS,
      items: [
        {
          productId: PRODUCT,
          variantId: 'm_blue',
          title: '亚麻衬衫（M，蓝色）',
          options: [{ name: '颜色', value: '蓝色' }],
          quantity: 2,
        },
      ],
      part: false,
      replaces: null,
    },
  },
  releaseShipment: { params: OF_SHIPMENT, answer: READY },
  arriveBack: {
    params: OF_SHIPMENT,
    body: { fit: true },
    answer: { ...READY, status: 'returned', arrivedBackAt: '2026-12-08T09:00:00.000Z', fit: true },
  },

  requestReship: {
    params: { orderNumber: NUMBER },
    headers: KEY,
    body: { reason: 'lost', note: 'It was never delivered' },
    answer: { ...OWN_LOST, reship: 'requested' },
  },
  approveReship: { params: OF_SHIPMENT, answer: NEXT },
  rejectReship: {
    params: OF_SHIPMENT,
    body: { reason: 'The carrier has found it' },
    answer: { ...LOST, status: 'in-transit', reship: 'rejected' },
  },
};

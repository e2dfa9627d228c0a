/**
 * Who may call what: every route of the shop, under the scopes of which one is enough. It is decided here a second time, and by
 * hand, so that no route comes or opens without anybody having thought about it.
 */
const DECIDED = {
  public: [
    'DELETE /session',
    'GET /.well-known/jwks.json',
    'GET /.well-known/openid-configuration',
    'GET /analytics/health',
    'GET /availability',
    'GET /carriers/health',
    'GET /categories',
    'GET /logistics/health',
    'GET /orders/health',
    'GET /products',
    'GET /products/{productId}',
    'GET /users/health',
    'GET /verify',
    'POST /carriers/webhook',
    'POST /login',
    'POST /login/code',
    'POST /logout',
    'POST /password/forgot',
    'POST /password/reset',
    'POST /payments/webhook',
    'POST /register',
    'POST /session',
    'POST /session/code',
    'POST /session/refresh',
    'POST /token/refresh',
    'POST /verify',
    'POST /verify/resend',
  ],
  shop: [
    'DELETE /me',
    'DELETE /me/addresses/{addressId}',
    'DELETE /me/sessions',
    'DELETE /me/sessions/{sessionId}',
    'GET /me',
    'GET /me/addresses',
    'GET /me/sessions',
    'GET /orders',
    'GET /orders/{orderId}',
    'GET /orders/{orderId}/invoice',
    'GET /shipments/{orderNumber}',
    'PATCH /me',
    'PATCH /orders/{orderId}',
    'POST /me/addresses',
    'POST /orders',
    'POST /orders/quote',
    'POST /orders/{orderId}/cancel',
    'POST /orders/{orderId}/confirm-receipt',
    'POST /orders/{orderId}/payment',
    'POST /orders/{orderId}/returns',
    'POST /orders/{orderId}/returns/{returnId}/withdraw',
    'POST /shipments/{orderNumber}/reship',
    'PUT /me/addresses/{addressId}',
    'PUT /me/password',
  ],
  catalogue: [
    'DELETE /products/{productId}',
    'GET /admin/products/{productId}',
    'GET /admin/products/{productId}/stock-movements',
    'GET /promotions',
    'PATCH /products/{productId}',
    'PATCH /promotions/{code}',
    'POST /products',
    'POST /products/{productId}/stock',
    'POST /promotions',
  ],
  fulfilment: [
    'GET /admin/shipments',
    'GET /admin/shipments/{shipmentId}',
    'GET /admin/shipments/{shipmentId}/packing-slip',
    'POST /admin/orders/{orderId}/undelivered',
    'POST /admin/shipments/dispatch',
    'POST /admin/shipments/{shipmentId}/arrived-back',
    'POST /admin/shipments/{shipmentId}/approve-reship',
    'POST /admin/shipments/{shipmentId}/dispatch',
    'POST /admin/shipments/{shipmentId}/reject-reship',
    'POST /admin/shipments/{shipmentId}/release',
  ],
  finance: [
    'GET /admin/disputes',
    'GET /admin/refunds',
    'POST /admin/orders/{orderId}/refunds',
    'POST /admin/orders/{orderId}/refunds/{refundId}/paid',
  ],
  support: [
    'GET /admin/shoppers/{userId}/order-limits',
    'GET /analytics/dead-letters',
    'GET /logistics/dead-letters',
    'GET /orders/dead-letters',
    'GET /users',
    'GET /users/dead-letters',
    'POST /analytics/dead-letters/redrive',
    'POST /logistics/dead-letters/redrive',
    'POST /orders/dead-letters/redrive',
    'POST /users/dead-letters/redrive',
    'POST /users/{userId}/reinstate',
    'POST /users/{userId}/suspend',
    'PUT /admin/shoppers/{userId}/order-limits',
  ],
  reports: [
    'GET /analytics/cohorts',
    'GET /analytics/export.csv',
    'GET /analytics/export.xlsx',
    'GET /analytics/exports/{exportId}',
    'GET /analytics/fulfilment',
    'GET /analytics/funnel',
    'GET /analytics/orders',
    'GET /analytics/stock',
    'GET /analytics/summary',
    'GET /analytics/top',
  ],
  staff: ['PUT /users/{userId}/roles'],
  'support fulfilment': [
    'GET /admin/returns',
    'POST /admin/orders/{orderId}/returns/{returnId}/approve',
    'POST /admin/orders/{orderId}/returns/{returnId}/receive',
    'POST /admin/orders/{orderId}/returns/{returnId}/reject',
  ],
  'support fulfilment finance': ['GET /admin/orders', 'GET /admin/orders/{orderId}'],
  'support finance': ['GET /admin/orders/{orderId}/invoice'],
  'support staff': ['GET /users/{userId}'],
} as const;

/** The scopes of the tokens that there are, by whose they are. */
export const TOKENS = {
  shopper: ['shop'],
  catalogue: ['shop', 'catalogue'],
  fulfilment: ['shop', 'fulfilment'],
  finance: ['shop', 'finance'],
  support: ['shop', 'support'],
  reports: ['shop', 'reports'],
  staff: ['shop', 'staff'],
  administrator: ['shop', 'admin', 'catalogue', 'fulfilment', 'finance', 'support', 'reports', 'staff'],
  'administrator of the release before': ['shop', 'admin'],
} as const satisfies Record<string, readonly string[]>;
export type Holder = keyof typeof TOKENS;
export const HOLDERS = Object.keys(TOKENS) as readonly Holder[];

const ADMINISTRATORS: readonly Holder[] = ['administrator', 'administrator of the release before'];

/** By route, whose tokens it takes; `anybody` needs none. */
export const ADMITTED: Readonly<Record<string, 'anybody' | readonly Holder[]>> = Object.fromEntries(
  Object.entries(DECIDED).flatMap(([scopes, routes]) => {
    const admitted = scopes === 'public' ? 'anybody' : admittedBy(scopes.split(' '));
    return routes.map((route) => [route, admitted]);
  }),
);

function admittedBy(scopes: readonly string[]): readonly Holder[] {
  if (scopes.includes('shop')) return HOLDERS;
  return HOLDERS.filter((holder) => scopes.includes(holder) || ADMINISTRATORS.includes(holder));
}

/** Whose tokens a route of API Gateway takes that wants one of these scopes. */
export const takenBy = (scopes: readonly string[]): readonly Holder[] =>
  HOLDERS.filter((holder) => TOKENS[holder].some((scope) => scopes.includes(scope)));

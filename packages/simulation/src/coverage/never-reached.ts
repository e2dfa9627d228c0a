type Group = Readonly<{ why: string; what: readonly string[] }>;

/** Errors of one route: `changeProfile: EMAIL_TAKEN PHONE_TAKEN`. */
const errorsOf = (line: string): readonly string[] => {
  const [route = '', codes = ''] = line.split(': ');
  return codes.split(' ').map((code) => `${route} ${code}`);
};

/**
 * What no history has reached, each with the reason. `* CODE` is an error of whatever route. It only grows shorter: what the nightly
 * run does not reach and is not here fails it.
 */
const GROUPS: readonly Group[] = [
  {
    why: 'keys and secrets are always there in the simulation',
    what: ['* SIGNING_UNAVAILABLE', '* SECRET_UNAVAILABLE'],
  },
  {
    why: 'only orders that an earlier release stored are in that state',
    what: ['order return-requested completed', 'order return-requested returned'],
  },
  {
    why: 'no rule leads there: refunds have no table, so every pair of their states is looked for',
    what: [
      'refund done owed',
      'refund done sent',
      'refund failed owed',
      'refund failed sent',
      'refund sent owed',
    ],
  },
  {
    why: 'it tells of more than the few orders, goods and parcels of a history: thousands of rows, goods that are searched for, thirty parcels of one order, a file that is written elsewhere because it is long',
    what: [
      'exportCsv: TOO_MANY_ROWS',
      'exportXlsx: TOO_MANY_ROWS',
      'getSummary: TOO_MANY_ROWS',
      'listProducts: SEARCH_NOT_READY',
      'decideUndelivered: SENT_TOO_OFTEN',
      'getExport: EXPORT_FAILED',
    ].flatMap(errorsOf),
  },
  {
    why: 'only a later release of another service tells of such goods',
    what: ['dispatchShipment: DANGER_UNKNOWN'].flatMap(errorsOf),
  },
  {
    why: 'a link is spent by its first good password, and no other counts',
    what: ['resetPassword: TOO_MANY_REQUESTS'].flatMap(errorsOf),
  },
  {
    why: 'the one administrator of these histories has no password to confirm',
    what: ['deleteAccount: LAST_ADMIN'].flatMap(errorsOf),
  },
  {
    why: 'several seldom things have to meet, and in 3000 histories they did not',
    what: [
      'order paid delivered',
      'order placed delivered',
      'parcel dispatched exception',
      'parcel dispatched lost',
      'parcel dispatched returned',
      'parcel exception label-bought',
      'refund sent failed',
      'return approved rejected',
      'session begun by beginPageSessionByCode',
      ...[
        'approveReship: RESHIP_NOT_POSSIBLE SHIPMENT_NOT_FOUND',
        'approveReturn: ORDER_NOT_FOUND RETURN_CANNOT_MOVE RETURN_NOT_FOUND',
        'archiveProduct: PRODUCT_NOT_FOUND',
        'arriveBack: SHIPMENT_NOT_FOUND',
        'beginPageSession: TOO_MANY_REQUESTS',
        'beginPageSessionByCode: ACCOUNT_SUSPENDED NOT_ACTIVATED',
        'changeAddress: ADDRESS_CHANGES_TAX',
        'changeProfile: ACCOUNT_CHANGED',
        'createProduct: IDEMPOTENCY_KEY_REUSED',
        'decideUndelivered: CANNOT_BE_SENT_AGAIN ORDER_NOT_FOUND',
        'deleteAccount: ACCOUNT_CHANGED',
        'dispatchShipment: CARRIER_REFUSED CUSTOMS_NAME_ALL DANGERS_MIXED LABEL_UNCERTAIN SHIPMENT_ACCOUNT_HELD',
        'forgetPassword: TOO_MANY_REQUESTS',
        'logInByCode: ACCOUNT_SUSPENDED NOT_ACTIVATED',
        'payRefund: ORDER_NOT_FOUND REFUND_NOT_FOUND',
        'receiveReturn: ORDER_NOT_FOUND RETURN_CANNOT_MOVE RETURN_NOT_FOUND',
        'refundOrder: IDEMPOTENCY_KEY_REUSED ORDER_NOT_FOUND',
        'reinstateUser: ROLE_NOT_YOURS USER_UNKNOWN',
        'rejectReship: SHIPMENT_NOT_FOUND',
        'rejectReturn: BUSY ORDER_NOT_FOUND RETURN_CANNOT_MOVE RETURN_NOT_FOUND',
        'releaseShipment: SHIPMENT_NOT_FOUND',
        'requestReship: IDEMPOTENCY_KEY_REUSED RESHIP_ALREADY_REPLACED RESHIP_ITEMS_GONE',
        'requestReturn: IDEMPOTENCY_KEY_REUSED',
        'resendVerification: TOO_MANY_REQUESTS',
        'verifyToken: EMAIL_TAKEN',
        'withdrawReturn: BUSY RETURN_CANNOT_MOVE',
      ].flatMap(errorsOf),
    ],
  },
];

export const UNREACHED: Readonly<Record<string, string>> = Object.fromEntries(
  GROUPS.flatMap(({ why, what }) => what.map((one) => [one, why] as const)),
);

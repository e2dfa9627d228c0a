type Group = Readonly<{ why: string; what: readonly string[] }>;

/** Errors of one route: `changeProfile: EMAIL_TAKEN PHONE_TAKEN`. */
const errorsOf = (line: string): readonly string[] => {
  const [route = '', codes = ''] = line.split(': ');
  return codes.split(' ').map((code) => `${route} ${code}`);
};

/**
 * What no history can reach, each with the reason. `* CODE` is an error of whatever route. What the nightly run does not reach and is
 * not here fails it, and so does what is here and was reached.
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
    why: 'a parcel that has arrived before anybody heard that it left ships its order in the same write: the history of the order has both moves',
    what: ['order paid delivered', 'order placed delivered'],
  },
  {
    why: 'a code is mailed to an account that is active, which nothing makes pending again, and a suspension makes it worthless',
    what: [
      'beginPageSessionByCode: ACCOUNT_SUSPENDED NOT_ACTIVATED',
      'logInByCode: ACCOUNT_SUSPENDED NOT_ACTIVATED',
    ].flatMap(errorsOf),
  },
];

export const UNREACHED: Readonly<Record<string, string>> = Object.fromEntries(
  GROUPS.flatMap(({ why, what }) => what.map((one) => [one, why] as const)),
);

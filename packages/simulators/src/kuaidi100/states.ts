/** The states of Kuaidi100 by their codes: what they are called there, and in English. */
export const STATES = {
  101: ['已下单', 'Ordered'],
  102: ['待揽收', 'Waiting for pick-up'],
  103: ['已揽收', 'Picked up'],
  0: ['在途', 'In transit'],
  1001: ['到达派件城市', 'In the city of the receiver'],
  1002: ['干线', 'Between cities'],
  1003: ['转递', 'Sent on to another address'],
  1: ['揽收', 'Collected'],
  5: ['派件', 'Out for delivery'],
  501: ['投柜或驿站', 'In a locker or shop'],
  3: ['签收', 'Signed for'],
  301: ['本人签收', 'Signed for by the receiver'],
  302: ['派件异常后签收', 'Signed for after trouble'],
  303: ['代签', 'Signed for by somebody else'],
  304: ['投柜或站签收', 'Fetched from a locker or shop'],
  2: ['疑难', 'Trouble'],
  201: ['超时未签收', 'Not signed for in time'],
  202: ['超时未更新', 'No news in time'],
  203: ['拒收', 'Not accepted'],
  204: ['派件异常', 'Delivery failed'],
  205: ['柜或驿站超时未取', 'Not fetched in time'],
  206: ['无法联系', 'Receiver cannot be reached'],
  207: ['超区', 'Outside of the area'],
  208: ['滞留', 'Held up'],
  209: ['破损', 'Damaged'],
  210: ['销单', 'Label cancelled'],
  6: ['退回', 'On the way back'],
  4: ['退签', 'Back at the sender'],
  401: ['已销单', 'Cancelled'],
  14: ['拒签', 'Refused'],
  7: ['转投', 'Handed to another courier'],
  8: ['清关', 'Customs'],
  10: ['待清关', 'Waiting for customs'],
  11: ['清关中', 'In customs'],
  12: ['已清关', 'Cleared by customs'],
  13: ['清关异常', 'Trouble in customs'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;

export const STATE_CODES = Object.keys(STATES);
const NAMES: Readonly<Record<string, readonly [string, string]>> = STATES;

export const nameOf = (code: string): string => NAMES[code]?.[0] ?? '在途';
export const englishNameOf = (code: string): string => NAMES[code]?.[1] ?? 'In transit';

/** The state of the whole parcel by that of its newest scan: the first digit, and 0 for what is on the way. */
export const mainState = (code: string): string => {
  if (/^1\d{3}$/.test(code)) return '0';
  return /^\d{3}$/.test(code) ? code.charAt(0) : code;
};

/** After these a parcel is followed no more. */
export const isEnd = (code: string): boolean => ['3', '4'].includes(mainState(code));

import { cleaned, type ParcelTrouble, type ShipmentStatus } from '@cartless/domain';
import type { TrackingEvent, TrackingUpdate } from '../../tracking/tracking.ts';
import type { Scan, TrackResult } from './kuaidi100-shapes.ts';

/** What a state means: where the parcel is by that, why it does not arrive, whether its recipient has to fetch it. */
type Meaning = Readonly<{ status: ShipmentStatus | null; why?: ParcelTrouble; waits?: true }>;

/** Kuaidi100's states in the shop's words; null says nothing about the parcel's way. */
const STATES: Readonly<Record<string, Meaning>> = {
  // 在途, 到达派件城市, 干线, 转递
  0: { status: 'in-transit' },
  // 揽收, 已下单, 待揽收, 已揽收
  1: { status: 'in-transit' },
  101: { status: 'label-bought' },
  102: { status: 'label-bought' },
  // 疑难, and what it can be: 超时未签收, 超时未更新, 派件异常 and these
  2: { status: 'exception' },
  // 拒收: at the door, so it goes back
  203: { status: 'returned', why: 'refused' },
  // 柜或驿站超时未取, 无法联系
  205: { status: 'exception', why: 'not-collected' },
  206: { status: 'exception', why: 'not-collected' },
  // 超区, 滞留, 破损
  207: { status: 'exception', why: 'not-accepted' },
  208: { status: 'exception', why: 'held' },
  209: { status: 'exception', why: 'damaged' },
  // 销单: our own doing, the label was given back
  210: { status: null },
  // 签收 in all its kinds
  3: { status: 'delivered' },
  // 退签: it went back, and the sender signed for it
  4: { status: 'delivered' },
  401: { status: null },
  // 派件, 投柜或驿站
  5: { status: 'out-for-delivery' },
  501: { status: 'out-for-delivery', waits: true },
  // 退回
  6: { status: 'returned' },
  // 转投: another courier carries it on
  7: { status: 'in-transit' },
  // 清关, 待清关, 清关中, 已清关, 清关异常
  8: { status: 'in-transit' },
  10: { status: 'in-transit' },
  11: { status: 'in-transit' },
  12: { status: 'in-transit' },
  13: { status: 'exception', why: 'held' },
  // 拒签
  14: { status: 'returned', why: 'refused' },
};

/** Scans of a parcel without codes have the name of the state. */
const BY_NAME: Readonly<Record<string, string>> = {
  在途: '0',
  到达派件城市: '1001',
  干线: '1002',
  转递: '1003',
  揽收: '1',
  已下单: '101',
  待揽收: '102',
  已揽收: '103',
  疑难: '2',
  拒收: '203',
  销单: '210',
  签收: '3',
  退签: '4',
  已销单: '401',
  派件: '5',
  投柜或驿站: '501',
  退回: '6',
  转投: '7',
  清关: '8',
  待清关: '10',
  清关中: '11',
  已清关: '12',
  清关异常: '13',
  拒签: '14',
};
const SENT_BACK = '4';
/** There is no state for it: a difficulty says it in words. */
const LOST = /丢失|遗失/;
const CHINA = '+08:00';

/** What Kuaidi100 knows of a parcel, in the shop's words. A scan whose time cannot be read says nothing of when it was, one of an unknown state nothing. */
export function readTrack(result: TrackResult): TrackingUpdate {
  const scans = (result.data ?? []).map((scan, index) => ({
    ...scan,
    // The newest comes first, and the parcel's own state is that of its newest scan.
    code: codeOf(scan) ?? (index === 0 ? (result.state ?? undefined) : undefined),
  }));
  const events = withTurn(
    scans.flatMap(readScan),
    scans.find(({ code }) => code === SENT_BACK),
  );
  return {
    trackingNumber: result.nu,
    carrier: cleaned(result.com, 40) || 'unknown',
    updatedAt:
      events
        .map(({ time }) => time)
        .toSorted()
        .at(-1) ?? '',
    estimatedDelivery: isoTime(result.arrivalTime) ?? null,
    events,
  };
}

type CodedScan = Scan & Readonly<{ code: string | undefined }>;

const codeOf = ({ statusCode, status }: Scan): string | undefined =>
  statusCode ?? BY_NAME[(status ?? '').trim()];

/** A code of four or three digits that is not known means what its first does: 1002 is a 0 (在途), 304 a 3 (签收). */
function meaningOf(code: string): Meaning | undefined {
  if (code in STATES) return STATES[code];
  if (/^1\d{3}$/.test(code)) return STATES['0'];
  return /^[1-6]\d\d$/.test(code) ? STATES[code.charAt(0)] : undefined;
}

function readScan({ code, ...scan }: CodedScan): TrackingEvent[] {
  const { status, ...more } = meaningOf(code ?? '') ?? { status: null };
  if (status === null) return [];
  const message = cleaned(scan.context ?? '', 200);
  return [
    {
      time: timeOf(scan) ?? '',
      status: status === 'exception' && LOST.test(message) ? 'lost' : status,
      place: cleaned(scan.location || (scan.areaName ?? ''), 120) || null,
      message,
      ...more,
    },
  ];
}

/** Signed for by its sender, a parcel was on its way back, whether or not a scan says so. */
function withTurn(events: TrackingEvent[], sentBack: CodedScan | undefined): readonly TrackingEvent[] {
  const end = sentBack && timeOf(sentBack);
  if (end === undefined || events.some(({ status, time }) => status === 'returned' && time < end))
    return events;
  const time = new Date(Date.parse(end) - 1000).toISOString();
  return [...events, { time, status: 'returned', place: null, message: '退回' }];
}

const timeOf = ({ time, ftime }: Scan): string | undefined => isoTime(time) ?? isoTime(ftime);

/** Times come without an offset, and are those of China. */
function isoTime(text: string | null | undefined): string | undefined {
  const [, day, time, seconds = ':00'] =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?/.exec((text ?? '').trim()) ?? [];
  const at = Date.parse(`${day}T${time}${seconds}${CHINA}`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

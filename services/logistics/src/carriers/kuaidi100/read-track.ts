import { cleaned, type ShipmentStatus } from '@cartless/domain';
import type { TrackingEvent, TrackingUpdate } from '../../tracking/tracking.ts';
import type { Scan, TrackResult } from './kuaidi100-shapes.ts';

/** Kuaidi100's states in the shop's words; null says nothing about the parcel's way. */
const STATUS: Readonly<Record<string, ShipmentStatus | null>> = {
  // 在途, 到达派件城市, 干线, 转递
  0: 'in-transit',
  // 揽收, 已下单, 待揽收, 已揽收
  1: 'in-transit',
  101: 'label-bought',
  102: 'label-bought',
  // 疑难, and what it can be: 超时未签收, 超时未更新, 派件异常, 柜或驿站超时未取, 无法联系, 超区, 滞留, 破损
  2: 'exception',
  // 拒收: at the door, so it goes back
  203: 'returned',
  // 销单: our own doing, the label was given back
  210: null,
  // 签收 in all its kinds
  3: 'delivered',
  // 退签: it went back, and the sender signed for it
  4: 'delivered',
  401: null,
  // 派件, 投柜或驿站
  5: 'out-for-delivery',
  // 退回
  6: 'returned',
  // 转投: another courier carries it on
  7: 'in-transit',
  // 清关, 待清关, 清关中, 已清关, 清关异常
  8: 'in-transit',
  10: 'in-transit',
  11: 'in-transit',
  12: 'in-transit',
  13: 'exception',
  // 拒签
  14: 'returned',
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
const REFUSED = ['14', '203'];
const SENT_BACK = '4';
/** There is no state for it: a difficulty says it in words. */
const LOST = /丢失|遗失/;
const CHINA = '+08:00';

/** What Kuaidi100 knows of a parcel, in the shop's words. Scans whose time or state cannot be read are left out. */
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
        .at(-1) ?? new Date(0).toISOString(),
    estimatedDelivery: isoTime(result.arrivalTime) ?? null,
    events,
  };
}

type CodedScan = Scan & Readonly<{ code: string | undefined }>;

const codeOf = ({ statusCode, status }: Scan): string | undefined =>
  statusCode ?? BY_NAME[(status ?? '').trim()];

/** A code of four or three digits that is not known means what its first does: 1002 is a 0 (在途), 304 a 3 (签收). */
function statusOf(code: string): ShipmentStatus | null | undefined {
  if (code in STATUS) return STATUS[code];
  if (/^1\d{3}$/.test(code)) return STATUS['0'];
  return /^[1-6]\d\d$/.test(code) ? STATUS[code.charAt(0)] : undefined;
}

function readScan({ code, ...scan }: CodedScan): TrackingEvent[] {
  const time = isoTime(scan.time) ?? isoTime(scan.ftime);
  const status = code === undefined ? undefined : statusOf(code);
  if (time === undefined || !status) return [];
  const message = cleaned(scan.context ?? '', 200);
  const refused = REFUSED.includes(code ?? '') && ({ refused: true } as const);
  return [
    {
      time,
      status: status === 'exception' && LOST.test(message) ? 'lost' : status,
      place: cleaned(scan.location || (scan.areaName ?? ''), 120) || null,
      message,
      ...refused,
    },
  ];
}

/** Signed for by its sender, a parcel was on its way back, whether or not a scan says so. */
function withTurn(events: TrackingEvent[], sentBack: CodedScan | undefined): readonly TrackingEvent[] {
  const end = isoTime(sentBack?.time) ?? isoTime(sentBack?.ftime);
  if (end === undefined || events.some(({ status, time }) => status === 'returned' && time < end))
    return events;
  const time = new Date(Date.parse(end) - 1000).toISOString();
  return [...events, { time, status: 'returned', place: null, message: '退回' }];
}

/** Times come without an offset, and are those of China. */
function isoTime(text: string | null | undefined): string | undefined {
  const [, day, time, seconds = ':00'] =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?/.exec((text ?? '').trim()) ?? [];
  const at = Date.parse(`${day}T${time}${seconds}${CHINA}`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

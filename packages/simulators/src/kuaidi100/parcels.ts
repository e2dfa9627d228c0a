import { randomInt } from 'node:crypto';
import { Refusal } from '../kit/refusal.ts';
import type { ParcelRecord, PlannedScan } from './kuaidi100-state.ts';
import { pushNews } from './pushes.ts';
import type { Simulator } from './simulator.ts';
import { isEnd, mainState, nameOf } from './states.ts';

const HOUR_MS = 3_600_000;
const CHINA_MS = 8 * HOUR_MS;
const NUMBERS: Readonly<Record<string, string>> = { shunfeng: 'SF', zhongtong: '7', yuantong: 'YT' };

const digits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join('');

/** A number that looks like the courier's own. */
export const newNumber = (com: string): string => `${NUMBERS[com] ?? ''}${digits(13)}`;

/** @throws Refusal 404 */
export function findParcel({ state }: Simulator, number: string): ParcelRecord {
  const found = state.parcels.find((parcel) => parcel.number === number);
  if (found === undefined) throw new Refusal(404, '30009', `There is no parcel ${number.slice(0, 60)}.`);
  return found;
}

/** What will happen to a parcel: fetched after 4 hours, with the receiver two days after its label. */
export function planOf({ stepSeconds }: Simulator, { from, to, madeAt }: ParcelRecord): PlannedScan[] {
  const stops: readonly (readonly [hours: number, code: string, context: string, place: string])[] = [
    [4, '103', '快递员已收取快件', from],
    [16, '1002', '快件离开【转运中心】，已发往下一站', from],
    [36, '1001', '快件到达【营业点】', to],
    [44, '5', '快件正在派送途中，请保持电话畅通', to],
    [48, '301', '快件已签收，感谢使用', to],
  ];
  return stops.map(([hours, statusCode, context, place], index) => ({
    statusCode,
    context,
    place,
    dueAt: madeAt + (stepSeconds === undefined ? hours * HOUR_MS : (index + 1) * stepSeconds * 1000),
  }));
}

/** China's time, as Kuaidi100 writes it, by the clock of the couriers. */
const chinaTime = ({ state }: Simulator, at: number): string =>
  new Date(at + state.scanClockOffMs + CHINA_MS).toISOString().slice(0, 19).replace('T', ' ');

/** Adds a scan to a parcel, and tells who has subscribed to it. */
export function addScan(simulator: Simulator, parcel: ParcelRecord, scan: PlannedScan): void {
  const time = chinaTime(simulator, scan.dueAt);
  parcel.scans.push({
    time,
    ftime: time,
    context: scan.context,
    location: scan.place,
    areaName: scan.place,
    areaCode: 'CN000000000000',
    status: nameOf(scan.statusCode),
    statusCode: scan.statusCode,
  });
  simulator.log(`${parcel.number} is ${nameOf(scan.statusCode)}: ${scan.context}`);
  pushNews(simulator, parcel, isEnd(scan.statusCode) ? 'shutdown' : 'polling');
}

/** Carries out every planned scan that is due, over all parcels in the order of their times. Returns how many. */
export function fireDueScans(simulator: Simulator): number {
  const now = simulator.clock.now();
  const due = simulator.state.parcels
    .flatMap((parcel) => parcel.plan.filter(({ dueAt }) => dueAt <= now).map((scan) => ({ parcel, scan })))
    .sort((a, b) => a.scan.dueAt - b.scan.dueAt);
  for (const { parcel, scan } of due) {
    parcel.plan = parcel.plan.filter((other) => other !== scan);
    addScan(simulator, parcel, scan);
  }
  return due.length;
}

/** Carries out a parcel's next planned scan now. @throws Refusal 409 when it has none left. */
export function advanceOneScan(simulator: Simulator, parcel: ParcelRecord): void {
  const next = parcel.plan.shift();
  if (next === undefined) throw new Refusal(409, 'NO_NEXT_STEP', `Parcel ${parcel.number} has no step left.`);
  addScan(simulator, parcel, { ...next, dueAt: simulator.clock.now() });
}

const BACK_MS = 48 * HOUR_MS;

/** Puts a parcel into any state. After an end nothing follows, and what turns back is with its sender two days later. */
export function forceState(
  simulator: Simulator,
  parcel: ParcelRecord,
  forced: Readonly<{ code: string; context: string | null; place: string | null }>,
): void {
  const { code } = forced;
  const now = simulator.clock.now();
  const back: PlannedScan = {
    dueAt: now + (simulator.stepSeconds === undefined ? BACK_MS : simulator.stepSeconds * 1000),
    statusCode: '4',
    context: '退件已由寄件人签收',
    place: parcel.from,
  };
  if (['6', '14', '203'].includes(code)) parcel.plan = [back];
  else if (['2', '3', '4'].includes(mainState(code))) parcel.plan = [];
  addScan(simulator, parcel, {
    dueAt: now,
    statusCode: code,
    context: forced.context ?? nameOf(code),
    place: forced.place ?? parcel.scans.at(-1)?.location ?? parcel.from,
  });
}

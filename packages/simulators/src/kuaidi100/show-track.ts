import type { ParcelRecord } from './kuaidi100-state.ts';
import { mainState } from './states.ts';

/** What is known of a parcel, the newest first. */
export const showTrack = ({ com, number, scans }: ParcelRecord): object => ({
  message: 'ok',
  nu: number,
  ischeck: scans.some(({ statusCode }) => mainState(statusCode) === '3') ? '1' : '0',
  com,
  status: '200',
  state: mainState(scans.at(-1)?.statusCode ?? '1'),
  condition: '00',
  isLoop: false,
  data: scans.toReversed(),
});

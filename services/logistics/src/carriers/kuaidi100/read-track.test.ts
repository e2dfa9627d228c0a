import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { TrackResult } from './kuaidi100-shapes.ts';
import { readTrack } from './read-track.ts';

const { lastResult } = JSON.parse(readFileSync(new URL('./fixtures/push.json', import.meta.url), 'utf8')) as {
  lastResult: Record<string, unknown> & { data: Record<string, unknown>[] };
};
const [newest = {}] = lastResult.data;

const read = (change: object) => readTrack(z.parse(TrackResult, { ...lastResult, ...change }));
const scan = (change: object) => ({ ...newest, ...change });
const statuses = (...data: object[]) => read({ data }).events.map(({ status }) => status);

describe('what Kuaidi100 knows of a parcel', () => {
  it('becomes an update in the shop’s words, with UTC times', () => {
    expect(read({})).toEqual({
      trackingNumber: 'SF1408032914519',
      carrier: 'shunfeng',
      updatedAt: '2026-11-22T00:41:10.000Z',
      estimatedDelivery: null,
      events: [
        {
          time: '2026-11-22T00:41:10.000Z',
          status: 'out-for-delivery',
          place: '北京市',
          message: '快件交给配送员，正在派送途中（联系电话：95338）',
        },
        {
          time: '2026-11-21T22:02:33.000Z',
          status: 'in-transit',
          place: '北京,北京市,朝阳区',
          message: '快件到达【北京朝阳营业点】',
        },
        {
          time: '2026-11-21T09:12:45.000Z',
          status: 'in-transit',
          place: '上海市',
          message: '顺丰速运 已收取快件',
        },
        {
          time: '2026-11-21T08:00:00.000Z',
          status: 'label-bought',
          place: null,
          message: '已下单，等待快递员上门揽收',
        },
      ],
    });
  });

  it.each([
    ['0', 'in-transit'],
    ['1002', 'in-transit'],
    ['1', 'in-transit'],
    ['102', 'label-bought'],
    ['2', 'exception'],
    ['207', 'exception'],
    ['3', 'delivered'],
    ['304', 'delivered'],
    ['5', 'out-for-delivery'],
    ['501', 'out-for-delivery'],
    ['6', 'returned'],
    ['7', 'in-transit'],
    ['8', 'in-transit'],
    ['10', 'in-transit'],
    ['11', 'in-transit'],
    ['12', 'in-transit'],
    ['13', 'exception'],
    ['14', 'returned'],
    ['203', 'returned'],
  ])('in state %s is %s', (statusCode, status) => {
    expect(statuses(scan({ statusCode }))).toEqual([status]);
  });

  it.each([
    ['14', { why: 'refused' }],
    ['203', { why: 'refused' }],
    ['205', { why: 'not-collected' }],
    ['207', { why: 'not-accepted' }],
    ['208', { why: 'held' }],
    ['209', { why: 'damaged' }],
    ['13', { why: 'held' }],
    ['501', { waits: true }],
  ])('in state %s says why, or that it waits: %j', (statusCode, more) => {
    expect(read({ data: [scan({ statusCode })] }).events).toMatchObject([more]);
  });

  it('is lost when a difficulty says so in words', () => {
    expect(statuses(scan({ statusCode: '2', context: '快件遗失，请联系客服' }))).toEqual(['lost']);
  });

  it('went back before its sender signed for it, told or not', () => {
    const signed = scan({ statusCode: '4', time: '2026-11-25 10:00:00', context: '退件已签收' });
    expect(read({ data: [signed] }).events).toMatchObject([
      { status: 'delivered', time: '2026-11-25T02:00:00.000Z' },
      { status: 'returned', time: '2026-11-25T01:59:59.000Z' },
    ]);
    expect(statuses(signed, scan({ statusCode: '6' }))).toEqual(['delivered', 'returned']);
  });

  it('has the names of states where there are no codes, and of the newest scan the parcel’s own state', () => {
    const bare = { statusCode: undefined };
    expect(statuses(scan({ ...bare, status: '拒签' }))).toEqual(['returned']);
    expect(
      read({
        state: 3,
        data: [scan({ ...bare, status: null }), scan({ ...bare, status: null })],
      }).events.map(({ status }) => status),
    ).toEqual(['delivered']);
  });

  it('says nothing about the way in states that are none, old or new, and of when it was at times that are none', () => {
    expect(
      statuses(scan({ statusCode: '401' }), scan({ statusCode: '210' }), scan({ statusCode: '99' })),
    ).toEqual([]);
    expect(read({ data: [scan({ time: 'gestern', ftime: '' })] })).toMatchObject({
      updatedAt: '',
      events: [{ time: '', status: 'out-for-delivery' }],
    });
  });
});

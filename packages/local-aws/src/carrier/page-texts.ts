import type { TrackerStatus } from './easypost-types.ts';

export interface PageTexts {
  lang: 'en' | 'zh-CN';
  title: string;
  intro: string;
  done: string;
  clock: string;
  day: string;
  fourHours: string;
  parcels: string;
  none: string;
  columns: readonly [string, string, string, string, string];
  next: string;
  deliver: string;
  lose: string;
  label: string;
  faults: string;
  faultNow: string;
  mode: string;
  delay: string;
  count: string;
  path: string;
  set: string;
  webhooks: string;
  waiting: string;
  paused: string;
  duplicate: string;
  reverse: string;
  on: string;
  off: string;
  reset: string;
  state: string;
  refused: string;
  back: string;
  status: Readonly<Record<TrackerStatus, string>>;
}

const EN: PageTexts = {
  lang: 'en',
  title: 'Carrier simulator',
  intro: 'Speaks EasyPost’s API. No parcel here is real.',
  done: 'Done.',
  clock: 'Clock',
  day: 'Clock +1 day',
  fourHours: 'Clock +4 hours',
  parcels: 'Parcels',
  none: 'No parcels yet. They appear when a shipment is bought.',
  columns: ['Tracking code', 'Carrier', 'Status', 'Last scan', 'Actions'],
  next: 'Advance one step',
  deliver: 'Deliver',
  lose: 'Lose',
  label: 'Label',
  faults: 'Faults',
  faultNow: 'Now',
  mode: 'API calls',
  delay: 'Delay in ms',
  count: 'Number of calls (empty: all)',
  path: 'Only paths that start with',
  set: 'Set',
  webhooks: 'Webhooks',
  waiting: 'waiting to be sent',
  paused: 'Paused',
  duplicate: 'Sent twice',
  reverse: 'Newest first',
  on: 'on',
  off: 'off',
  reset: 'Reset everything',
  state: 'Full state as JSON',
  refused: 'That did not work',
  back: 'Back',
  status: {
    unknown: 'Unknown',
    pre_transit: 'Waiting for pick-up',
    in_transit: 'In transit',
    out_for_delivery: 'Out for delivery',
    delivered: 'Delivered',
    available_for_pickup: 'Ready to collect',
    return_to_sender: 'Going back',
    failure: 'Failed',
    cancelled: 'Cancelled',
    error: 'Error',
  },
};

const ZH: PageTexts = {
  lang: 'zh-CN',
  title: '承运商模拟器',
  intro: '兼容 EasyPost 接口。这里的包裹都不是真的。',
  done: '已完成。',
  clock: '时钟',
  day: '时钟 +1 天',
  fourHours: '时钟 +4 小时',
  parcels: '包裹',
  none: '还没有包裹。购买运单后会显示在这里。',
  columns: ['运单号', '承运商', '状态', '最近扫描', '操作'],
  next: '前进一步',
  deliver: '签收',
  lose: '丢失',
  label: '面单',
  faults: '故障',
  faultNow: '当前',
  mode: '接口调用',
  delay: '延迟(毫秒)',
  count: '调用次数(留空为全部)',
  path: '仅限以此开头的路径',
  set: '设置',
  webhooks: '回调通知',
  waiting: '条等待发送',
  paused: '暂停',
  duplicate: '重复发送',
  reverse: '倒序发送',
  on: '开',
  off: '关',
  reset: '全部重置',
  state: '完整状态(JSON)',
  refused: '操作未成功',
  back: '返回',
  status: {
    unknown: '未知',
    pre_transit: '待揽收',
    in_transit: '运输中',
    out_for_delivery: '派送中',
    delivered: '已签收',
    available_for_pickup: '待自提',
    return_to_sender: '退回中',
    failure: '失败',
    cancelled: '已取消',
    error: '错误',
  },
};

/** The first of the browser's languages that the page has; English when it has none. */
export function pageTexts(acceptLanguage: string | undefined): PageTexts {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { tag, quality: quality === undefined ? 1 : Number(quality.trim().slice(2)) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .find(({ tag }) => tag.startsWith('zh') || tag.startsWith('en'));
  return wanted?.tag.startsWith('zh') ? ZH : EN;
}

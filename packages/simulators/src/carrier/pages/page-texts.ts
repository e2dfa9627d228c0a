import { chooseLanguage, type Language } from '../../kit/language.ts';
import type { TrackerStatus } from '../easypost-types.ts';

export interface PageTexts {
  title: string;
  intro: string;
  done: string;
  parcels: string;
  none: string;
  columns: readonly [string, string, string, string, string];
  next: string;
  deliver: string;
  lose: string;
  label: string;
  waiting: string;
  status: Readonly<Record<TrackerStatus, string>>;
}

const EN: PageTexts = {
  title: 'Carrier simulator',
  intro: 'Speaks EasyPost’s API. No parcel here is real.',
  done: 'Done.',
  parcels: 'Parcels',
  none: 'No parcels yet. They appear when a shipment is bought.',
  columns: ['Tracking code', 'Carrier', 'Status', 'Last scan', 'Actions'],
  next: 'Advance one step',
  deliver: 'Deliver',
  lose: 'Lose',
  label: 'Label',
  waiting: 'waiting to be sent',
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
  title: '承运商模拟器',
  intro: '兼容 EasyPost 接口。这里的包裹都不是真的。',
  done: '已完成。',
  parcels: '包裹',
  none: '还没有包裹。购买运单后会显示在这里。',
  columns: ['运单号', '承运商', '状态', '最近扫描', '操作'],
  next: '前进一步',
  deliver: '签收',
  lose: '丢失',
  label: '面单',
  waiting: '条等待发送',
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

const TEXTS: Readonly<Record<Language, PageTexts>> = { en: EN, 'zh-CN': ZH };

export function pageTexts(acceptLanguage: string | undefined): { language: Language; texts: PageTexts } {
  const language = chooseLanguage(acceptLanguage);
  return { language, texts: TEXTS[language] };
}

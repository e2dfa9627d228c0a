import { formatMoney, type Locale, type Localized, type WeeklyReport } from '@cartless/domain';
import { type Html, html } from '@cartless/html';
import { barChart, CHART, COLOURS, cssOf } from '../bar-chart.ts';
import { isolated, layOut, type TableRow } from '../layout.ts';
import type { PictureMail } from '../mime-message.ts';

type Facts = Readonly<{
  appName: string;
  report: WeeklyReport;
  /** Where the owner looks closer. */
  link: string;
  /** Where whoever gets it says that they want no more. */
  settings: string;
}>;

const PICTURE = 'revenue-by-day';

const WORDS = {
  en: {
    subject: (shop: string, week: string) => `${shop}: the week of ${week}`,
    intro: (week: string) => `The numbers of the week of ${week}, beside those of the week before.`,
    soFar: 'The week is not over: these are its numbers so far, beside those of the whole week before.',
    chart: 'Revenue by day',
    thisWeek: 'This week',
    lastWeek: 'The week before',
    before: (value: string) => `${value} the week before`,
    points: (value: string) => `${value} points`,
    leaders: 'What brought the most',
    short: 'Nearly out of stock',
    more: (count: string) => `And ${count} more`,
    left: (count: string) => `${count} left`,
    days: (count: string) => `for ${count} days as it sells now`,
    link: 'Open the reports',
    note: (zone: string, settings: string) =>
      `Days are those of ${zone}. You get this because you may see the reports of the shop. To get no more, switch it off in your account: ${settings}`,
  },
  'zh-CN': {
    subject: (shop: string, week: string) => `${shop} 周报：${week}`,
    intro: (week: string) => `${week} 的经营数据，以及与前一周的比较。`,
    soFar: '本周尚未结束：以下为截至目前的数据，与前一整周比较。',
    chart: '每日销售额',
    thisWeek: '本周',
    lastWeek: '前一周',
    before: (value: string) => `前一周 ${value}`,
    points: (value: string) => `${value} 个百分点`,
    leaders: '销售额最高的商品',
    short: '即将售罄',
    more: (count: string) => `另有 ${count} 项`,
    left: (count: string) => `剩余 ${count}`,
    days: (count: string) => `按目前销量可售 ${count} 天`,
    link: '查看报表',
    note: (zone: string, settings: string) =>
      `日期以 ${zone} 时区为准。您有权查看商店报表，因此收到本邮件。如不想再收到，请在帐户设置中关闭：${settings}`,
  },
} as const;

type Figures = WeeklyReport['figures'];
type Kind = 'money' | 'count' | 'share';

/** What each figure is called, in the order in which they are told. */
const FIGURES: { readonly [F in keyof Figures]: Localized & Readonly<{ kind: Kind }> } = {
  revenue: { kind: 'money', en: 'Revenue', 'zh-CN': '销售额' },
  netRevenue: { kind: 'money', en: 'Net revenue', 'zh-CN': '净销售额' },
  orders: { kind: 'count', en: 'Orders', 'zh-CN': '订单数' },
  averageOrderValue: { kind: 'money', en: 'Average order value', 'zh-CN': '客单价' },
  newBuyers: { kind: 'count', en: 'New buyers', 'zh-CN': '新买家' },
  returningShare: { kind: 'share', en: 'Returning buyers', 'zh-CN': '老买家占比' },
  refunded: { kind: 'money', en: 'Refunds', 'zh-CN': '退款' },
  returnRate: { kind: 'share', en: 'Return rate', 'zh-CN': '退货率' },
  grossProfit: { kind: 'money', en: 'Gross profit', 'zh-CN': '毛利' },
  lateParcels: { kind: 'count', en: 'Late parcels', 'zh-CN': '迟到包裹' },
};

/** The numbers of a week for an owner, with a picture of what each day brought. */
export function weeklyReport(locale: Locale, { appName, report, link, settings }: Facts): PictureMail {
  const words = WORDS[locale];
  const week = weekOf(locale, report);
  const mail = layOut(locale, {
    appName,
    subject: words.subject(isolated(appName), week),
    lines: [words.intro(week), ...(report.isOver ? [] : [words.soFar])],
    figure: chartOf(locale, report),
    table: figureRows(locale, report.figures),
    sections: [
      {
        title: words.leaders,
        table: report.leaders.map(({ title, revenue }) => ({
          label: title[locale],
          value: formatMoney(revenue, locale),
        })),
      },
      { title: words.short, table: shortRows(locale, report) },
    ],
    link: { label: words.link, url: link },
    note: words.note(report.zone, settings),
  });
  const pairs = report.days.map(({ revenue, before }) => ({ now: revenue.amount, before: before.amount }));
  return { ...mail, picture: { name: PICTURE, png: barChart(pairs) }, unsubscribe: settings };
}

function weekOf(locale: Locale, { monday, sunday }: WeeklyReport): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const [first, last] = [new Date(monday), new Date(sunday)];
  // The range of long dates is numbers and slashes in Chinese.
  return locale === 'zh-CN'
    ? `${format.format(first)}至${format.format(last)}`
    : format.formatRange(first, last);
}

/** The picture with its legend and the names of the days below it; whoever sees no pictures reads the numbers. */
function chartOf(locale: Locale, { days }: WeeklyReport): Readonly<{ html: Html; text: string }> {
  const words = WORDS[locale];
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', timeZone: 'UTC' });
  const lines = days.map(({ date, revenue, before }) => {
    const money = formatMoney(revenue, locale);
    return `${day.format(new Date(date))}: ${money} (${words.before(formatMoney(before, locale))})`;
  });
  const key = (colour: string, label: string) =>
    html`<span style="display:inline-block;width:10px;height:10px;background:${colour}"></span>
      ${label} `;
  const shown = CHART.width / 2;
  return {
    html: html`<p style="margin-bottom:4px">
        <b>${words.chart}</b> ${key(cssOf(COLOURS.now), words.thisWeek)}
        ${key(cssOf(COLOURS.before), words.lastWeek)}
      </p>
      <img
        src="cid:${PICTURE}"
        alt="${`${words.chart}: ${lines.join('; ')}`}"
        width="${shown}"
        height="${CHART.height / 2}"
        style="display:block;max-width:100%;height:auto"
      />
      <table role="presentation" style="width:100%;max-width:${shown}px;table-layout:fixed;font-size:0.75rem">
        <tr>
          ${days.map(({ date }) => html`<td style="text-align:center">${day.format(new Date(date))}</td>`)}
        </tr>
      </table>`,
    text: [words.chart, ...lines].join('\n'),
  };
}

/** A figure that nobody knows is left out; one that only the week before had is told by that. */
function figureRows(locale: Locale, figures: Figures): TableRow[] {
  return Object.entries(FIGURES).flatMap(([name, { kind, [locale]: label }]) => {
    const { now, before } = figures[name as keyof Figures];
    if (now === null && before === null) return [];
    const note = [
      now === null || before === null ? undefined : changeOf(locale, kind, sizeOf(now), sizeOf(before)),
      before === null ? undefined : WORDS[locale].before(written(locale, kind, before)),
    ].filter((part) => part !== undefined);
    const value = now === null ? '–' : written(locale, kind, now);
    return [{ label, value, ...(note.length > 0 && { note: note.join(locale === 'en' ? ', ' : '，') }) }];
  });
}

type Figure = Exclude<Figures[keyof Figures]['now'], null>;

const sizeOf = (figure: Figure): number => (typeof figure === 'number' ? figure : figure.amount);

function written(locale: Locale, kind: Kind, figure: Figure): string {
  if (typeof figure !== 'number') return formatMoney(figure, locale);
  return kind === 'share' ? percent(locale, figure, 'auto') : number(locale, figure);
}

/** By how much a number grew. What grew from nothing, or from less, grew by no percentage. */
function changeOf(locale: Locale, kind: Kind, now: number, before: number): string | undefined {
  if (kind === 'share') return WORDS[locale].points(number(locale, (now - before) * 100, 'exceptZero'));
  return before <= 0 ? undefined : percent(locale, (now - before) / before, 'exceptZero');
}

type Sign = 'auto' | 'exceptZero';
const percent = (locale: Locale, share: number, signDisplay: Sign): string =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1, signDisplay }).format(share);
const number = (locale: Locale, value: number, signDisplay: Sign = 'auto'): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay }).format(value);

function shortRows(locale: Locale, { short, shortInAll }: WeeklyReport): TableRow[] {
  const words = WORDS[locale];
  const rows = short.map(({ title, variantId, available, daysLeft }) => ({
    label: variantId === undefined ? title[locale] : `${title[locale]} · ${variantId}`,
    value: words.left(number(locale, available)),
    note: words.days(number(locale, daysLeft)),
  }));
  const more = shortInAll - short.length;
  return more > 0 ? [...rows, { label: words.more(number(locale, more)), value: '' }] : rows;
}

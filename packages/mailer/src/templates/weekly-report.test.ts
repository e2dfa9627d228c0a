import { LOCALES, type Locale, type WeeklyReport, WeeklyReportReady } from '@cartless/domain';
import { describe, expect, it } from '@jest/globals';
import { decode } from 'fast-png';
import { CHART } from '../bar-chart.ts';
import { weeklyReport } from './weekly-report.ts';

const cny = (amount: number) => ({ amount, currency: 'CNY' });
const report: WeeklyReport = WeeklyReportReady.example;
const facts = {
  appName: 'Cartless',
  report,
  link: 'https://shop.test/?a=1&b=2',
  settings: 'https://shop.test/account',
};
const write = (locale: Locale, more: Partial<typeof facts> = {}) =>
  weeklyReport(locale, { ...facts, ...more });
const withFigures = (figures: Partial<WeeklyReport['figures']>): WeeklyReport => ({
  ...report,
  figures: { ...report.figures, ...figures },
});

describe.each(LOCALES)('the weekly report in %s', (locale) => {
  it('is written in its language, as HTML and as text', () => {
    const { subject, html, text } = write(locale);
    expect(/\p{Script=Han}/u.test(subject)).toBe(locale === 'zh-CN');
    expect(html).toContain(`<html lang="${locale}">`);
    expect(html).toContain('href="https://shop.test/?a=1&amp;b=2"');
    expect(text).toContain('https://shop.test/?a=1&b=2');
    for (const part of [html, text]) {
      expect(part).toContain('https://shop.test/account');
      expect(part).toContain('Asia/Shanghai');
      expect(part).toContain(locale === 'en' ? 'Desk lamp' : '台灯');
    }
    expect(`${subject}${html}${text}`).not.toMatch(/undefined|\[object|NaN|Infinity|null|\$\{/);
  });

  it('shows a picture that it brings along, which says in words what it shows', () => {
    const { html, picture } = write(locale);
    expect(html).toContain(`src="cid:${picture.name}"`);
    expect(html).not.toMatch(/src="https?:|<svg/);
    expect(decode(picture.png)).toMatchObject(CHART);
    const alt = /alt="([^"]+)"/.exec(html)?.[1] ?? '';
    for (const amount of ['1,200.00', '1,415.00', '2,490.00']) expect(alt).toContain(amount);
    expect(alt.match(/;/g)).toHaveLength(6);
  });

  it('tells each number beside that of the week before', () => {
    const { text } = write(locale);
    expect(text).toContain(
      locale === 'en'
        ? 'Revenue: CN¥12,900.00 (+31.6%, CN¥9,800.00 the week before)'
        : '销售额: ¥12,900.00 (+31.6%，前一周 ¥9,800.00)',
    );
    expect(text).toContain(
      locale === 'en'
        ? 'Returning buyers: 45% (+5 points, 40% the week before)'
        : '老买家占比: 45% (+5 个百分点，前一周 40%)',
    );
  });

  it('compares with nothing without a percentage', () => {
    const { text } = write(locale, {
      report: withFigures({
        revenue: { now: cny(100), before: cny(0) },
        netRevenue: { now: cny(100), before: cny(-50) },
        orders: { now: 0, before: 0 },
        averageOrderValue: { now: null, before: cny(900) },
        returnRate: { now: 0.1, before: null },
        grossProfit: { now: null, before: null },
      }),
    });
    const words =
      locale === 'en'
        ? [
            'Revenue: CN¥1.00 (CN¥0.00 the week before)',
            'Net revenue: CN¥1.00 (-CN¥0.50 the week before)',
            'Orders: 0 (0 the week before)',
            'Average order value: – (CN¥9.00 the week before)',
            'Return rate: 10%\n',
          ]
        : [
            '销售额: ¥1.00 (前一周 ¥0.00)',
            '净销售额: ¥1.00 (前一周 -¥0.50)',
            '订单数: 0 (前一周 0)',
            '客单价: – (前一周 ¥9.00)',
            '退货率: 10%\n',
          ];
    for (const word of words) expect(text).toContain(word);
    expect(text).not.toMatch(locale === 'en' ? /Gross profit/ : /毛利/);
    expect(text).not.toMatch(/Infinity|∞|NaN/);
  });

  it('says when the week is not over', () => {
    const so = locale === 'en' ? 'not over' : '尚未结束';
    expect(write(locale).text).not.toContain(so);
    expect(write(locale, { report: { ...report, isOver: false } }).text).toContain(so);
  });

  it('has no title of what there is nothing of, and says how much is not named', () => {
    const titles = locale === 'en' ? /brought the most|out of stock/ : /销售额最高|即将售罄/;
    expect(write(locale).text).toMatch(titles);
    const nothing = { ...report, leaders: [], short: [], shortInAll: 0 };
    expect(write(locale, { report: nothing }).text).not.toMatch(titles);
    const more = write(locale, { report: { ...report, shortInAll: 4 } }).text;
    expect(more).toMatch(locale === 'en' ? /^And 3 more$/m : /^另有 3 项$/m);
  });
});

describe('the weekly report', () => {
  it('lets nothing that somebody typed become HTML or a header', () => {
    const evil = '<img src=x onerror="alert(1)">';
    const { subject, html } = write('en', {
      appName: `Shop & Co\r\nBcc: everybody@example.com ${evil}`,
      report: {
        ...report,
        leaders: [{ productId: 'prd_1', title: { en: evil, 'zh-CN': evil }, revenue: cny(1) }],
      },
    });
    expect(html).not.toContain('<img src=x');
    expect(html.match(/&lt;img src=x onerror=&quot;alert\(1\)&quot;&gt;/g)?.length).toBeGreaterThan(1);
    expect(subject).not.toMatch(/\p{Cc}/u);
  });

  it('keeps names that are written from right to left to themselves', () => {
    const [shop, lamp] = ['متجر النور', 'מנורה'];
    const { subject, html, text } = write('en', {
      appName: shop,
      report: {
        ...report,
        leaders: [{ productId: 'prd_1', title: { en: lamp, 'zh-CN': lamp }, revenue: cny(100) }],
      },
    });
    expect(subject).toContain(`\u2068${shop}\u2069: `);
    expect(text).toContain(`\u2068${lamp}\u2069: CN¥1.00`);
    expect(html).toContain(`<bdi>${lamp}</bdi>`);
    expect(html).toMatch(new RegExp(`<h1 dir="auto"[^>]*>${shop}</h1>`));
    expect(write('en').subject).toBe('Cartless: the week of November 16\u2009–\u200922, 2026');
  });
});

import { decimalsOf, formatMoney, formatTime } from '@cartless/api-client';
import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useTheme } from '../../app/theme.ts';
import { useLocale } from '../../texts/locale.tsx';
import { height } from './figures.ts';
import type { Charted, Step } from './report-search.ts';
import styles from './reports.module.css';
import type { Row } from './summary.ts';

type Props = Readonly<{
  label: string;
  before: string;
  time: string;
  metric: Charted;
  step: Step;
  zone: string;
  rows: readonly Row[];
  earlier?: readonly Row[];
}>;

const HEIGHT = 260;

/** The course of a figure, drawn into a canvas. It says nothing to readers of screens; the table beside it does. */
export function SeriesChart(props: Props) {
  const place = useRef<HTMLDivElement>(null);
  const locale = useLocale();
  const theme = useTheme();
  const { label, before, time, metric, step, zone, rows, earlier } = props;
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const drawing = { label, before, time, metric, step, zone, rows, ...(earlier && { earlier }) };
    const plot = new UPlot(optionsOf(drawing, locale, element), dataOf(drawing), element);
    const watched = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT }));
    watched.observe(element);
    return () => {
      watched.disconnect();
      plot.destroy();
    };
  }, [label, before, time, metric, step, zone, rows, earlier, locale, theme]);
  return <div ref={place} className={styles['chart']} aria-hidden="true" />;
}

/** Points stand beside each other by their place, so that the range before lies under the range. */
const dataOf = ({ rows, earlier, metric }: Props): UPlot.AlignedData => [
  rows.map((_row, place) => place),
  rows.map((row) => height(row[metric])),
  ...(earlier === undefined ? [] : [rows.map((_row, place) => height(earlier[place]?.[metric]))]),
];

function optionsOf(props: Props, locale: string, element: HTMLElement): UPlot.Options {
  const { label, before, time, rows, earlier, metric } = props;
  const colour = (name: string): string => colourOf(element, name);
  const write = writerOf(rows, metric, locale);
  const line = {
    stroke: colour('--act'),
    width: 2,
    fill: colour('--act-tint'),
    points: { show: rows.length < 3 },
  };
  const axis = {
    stroke: colour('--ink-soft'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    scales: { x: { time: false }, y: { range: (_plot, _low, high) => [0, high > 0 ? high * 1.08 : 1] } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        values: (_plot, places) => places.map((at) => momentOf(props, at, locale)),
      },
      { ...axis, size: 84, values: (_plot, values) => values.map((value) => write(value, true)) },
    ],
    series: [
      { label: time, value: (_plot, at) => (at === null ? '' : momentOf(props, at, locale)) },
      { label, ...line, value: (_plot, value) => (value === null ? '' : write(value)) },
      ...(earlier === undefined
        ? []
        : [
            {
              label: before,
              stroke: colour('--ink-soft'),
              dash: [4, 4],
              width: 1.5,
              value: (_plot: UPlot, value: number | null) => (value === null ? '' : write(value)),
            },
          ]),
    ],
  };
}

/** A token of the design as a canvas takes it: it knows no `light-dark()`. */
function colourOf(element: HTMLElement, token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** Writes heights of a figure: amounts of money as such, on the axis without their decimals. */
function writerOf(rows: readonly Row[], metric: Charted, locale: string) {
  const first = rows[0]?.[metric];
  const { currency } = typeof first === 'object' ? first : { currency: undefined };
  return (value: number, isShort = false): string => {
    if (currency === undefined) return new Intl.NumberFormat(locale).format(value);
    if (!isShort) return formatMoney({ amount: Math.round(value), currency }, locale);
    return new Intl.NumberFormat(locale, { style: 'currency', currency, notation: 'compact' }).format(
      value / 10 ** decimalsOf(currency),
    );
  };
}

function momentOf({ rows, step, zone }: Props, at: number, locale: string): string {
  const from = rows[at]?.from;
  if (from === undefined) return '';
  return formatTime(
    from,
    locale,
    step === 'hour'
      ? { hour: '2-digit', minute: '2-digit', timeZone: zone }
      : { month: 'short', ...(step === 'year' ? { year: 'numeric' } : { day: 'numeric' }), timeZone: zone },
  );
}

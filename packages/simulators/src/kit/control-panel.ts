import type { Controlled } from './control.ts';
import { type Html, html } from '@cartless/html';
import type { Language } from './language.ts';

const ENGLISH = {
  clock: 'Clock',
  fourHours: 'Clock +4 hours',
  day: 'Clock +1 day',
  faults: 'Faults of the API',
  mode: 'Mode',
  delay: 'Delay, ms',
  count: 'Calls',
  all: 'all',
  path: 'Path begins with',
  set: 'Set',
  webhooks: 'Webhooks to',
  noWebhooks: 'No webhook address is set, so no events are delivered.',
  paused: 'Paused',
  duplicate: 'Sent twice',
  reverse: 'Newest first',
  on: 'on',
  off: 'off',
  reset: 'Forget everything',
  state: 'Everything as JSON',
};
export type PanelTexts = Readonly<typeof ENGLISH>;

const CHINESE: PanelTexts = {
  clock: '时钟',
  fourHours: '时钟 +4 小时',
  day: '时钟 +1 天',
  faults: '接口故障',
  mode: '模式',
  delay: '延迟(毫秒)',
  count: '调用次数',
  all: '全部',
  path: '路径开头',
  set: '设置',
  webhooks: '回调通知地址',
  noWebhooks: '未设置回调地址，因此不会发送事件。',
  paused: '暂停',
  duplicate: '重复发送',
  reverse: '倒序发送',
  on: '开',
  off: '关',
  reset: '全部重置',
  state: '完整状态(JSON)',
};

const TEXTS: Readonly<Record<Language, PanelTexts>> = { en: ENGLISH, 'zh-CN': CHINESE };

/** A button that posts fields; `about` tells a screen reader what the button is about. */
export function button(
  path: string,
  fields: Readonly<Record<string, string>>,
  text: string,
  about?: string,
): Html {
  const inputs = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  const label = about === undefined ? null : html` aria-label="${text} ${about}"`;
  return html`<form method="post" action="${path}">${inputs}<button${label}>${text}</button></form>`;
}

/** A table under its heads, which scrolls by itself on a narrow screen. */
export const table = (columns: readonly string[], rows: readonly Html[]): Html =>
  html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;

export const time = (milliseconds: number): Html => {
  const text = new Date(milliseconds).toISOString().slice(0, 19);
  return html`<time datetime="${text}Z">${text.replace('T', ' ')}</time>`;
};

/** The switches of every index page: clock, faults, webhooks, reset. They work without scripts. */
export function controlPanel(simulator: Controlled, language: Language): Html {
  const texts = TEXTS[language];
  return html`<h2>${texts.clock}</h2>
    <div class="row">
      ${time(simulator.clock.now())} UTC ${button('/_control/clock', { advanceHours: '4' }, texts.fourHours)}
      ${button('/_control/clock', { advanceHours: '24' }, texts.day)}
    </div>
    ${faultForm(simulator, texts)} ${webhookSwitches(simulator, texts)}
    <div class="row">
      ${button('/_control/reset', {}, texts.reset)}<a href="/_control/state">${texts.state}</a>
    </div>`;
}

function faultForm({ faults }: Controlled, texts: PanelTexts): Html {
  const { mode, delayMs, count, path } = faults.current;
  const options = faults.modes.map((m) => html`<option${m === mode ? html` selected` : null}>${m}</option>`);
  return html`<form method="post" action="/_control/faults">
    <fieldset>
      <legend>${texts.faults}</legend>
      <label
        >${texts.mode}
        <select name="mode">
          ${options}
        </select></label
      >
      <label>${texts.delay} <input type="number" name="delayMs" min="0" value="${delayMs}" /></label>
      <label
        >${texts.count} <input type="number" name="count" min="1" placeholder="${texts.all}" value="${count}"
      /></label>
      <label>${texts.path} <input type="text" name="path" value="${path}" /></label>
      <button>${texts.set}</button>
    </fieldset>
  </form>`;
}

function webhookSwitches(simulator: Controlled, texts: PanelTexts): Html {
  if (simulator.webhookUrl === undefined) return html`<p>${texts.noWebhooks}</p>`;
  const switches = simulator.switches();
  const buttons = (['paused', 'duplicate', 'reverse'] as const).map((name) => {
    const text = `${texts[name]}: ${switches[name] ? texts.on : texts.off}`;
    return button('/_control/webhooks', { [name]: String(!switches[name]) }, text);
  });
  return html`<p>${texts.webhooks} <code>${simulator.webhookUrl}</code></p>
    <div class="row">${buttons}</div>`;
}

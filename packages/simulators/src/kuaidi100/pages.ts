import { type Html, html, page as htmlPage } from '@cartless/html';
import type { Answer } from '../kit/answer.ts';
import type { Controlled } from '../kit/control.ts';
import { button, controlPanel, table } from '../kit/control-panel.ts';
import { chooseLanguage, type Language } from '../kit/language.ts';
import { page } from '../kit/page.ts';
import type { ParcelRecord } from './kuaidi100-state.ts';
import type { Simulator } from './simulator.ts';
import { englishNameOf, nameOf } from './states.ts';

const SHOWN = 100;

interface Texts {
  title: string;
  intro: string;
  done: string;
  parcels: string;
  none: string;
  columns: readonly string[];
  next: string;
  deliver: string;
  lose: string;
  label: string;
  waiting: string;
}

const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: 'Kuaidi100 simulator',
    intro: 'Speaks the API of Kuaidi100 (快递100). No parcel here is real.',
    done: 'Done.',
    parcels: 'Parcels',
    none: 'No parcels yet. They appear when a label is made.',
    columns: ['Number', 'Courier', 'State', 'Last scan', 'Actions'],
    next: 'Advance one step',
    deliver: 'Deliver',
    lose: 'Lose',
    label: 'Label',
    waiting: 'waiting to be pushed',
  },
  'zh-CN': {
    title: '快递100模拟器',
    intro: '兼容快递100接口。这里的包裹都不是真的。',
    done: '已完成。',
    parcels: '包裹',
    none: '还没有包裹。打印面单后会显示在这里。',
    columns: ['快递单号', '快递公司', '状态', '最近轨迹', '操作'],
    next: '前进一步',
    deliver: '签收',
    lose: '丢失',
    label: '面单',
    waiting: '条等待推送',
  },
};

interface View {
  readonly acceptLanguage: string | undefined;
  /** Whether a form was carried out just now. */
  readonly done: boolean;
}

/** The page where a person watches the parcels and pushes them on. */
export function indexPage({ state }: Simulator, controls: Controlled, view: View): Answer {
  const language = chooseLanguage(view.acceptLanguage);
  const texts = TEXTS[language];
  const newest = state.parcels.slice(-SHOWN).toReversed();
  const waiting = state.pushes.filter(({ remaining }) => remaining > 0).length;
  const body = html`<h1>${texts.title}</h1>
    <p class="quiet">${texts.intro}</p>
    ${view.done ? html`<p class="note good" role="status">${texts.done}</p>` : null}
    ${controlPanel(controls, language)}
    <p>${waiting} ${texts.waiting}</p>
    <h2>${texts.parcels} (${state.parcels.length})</h2>
    ${
      newest.length === 0
        ? html`<p class="quiet">${texts.none}</p>`
        : table(
            texts.columns,
            newest.map((parcel) => parcelRow(parcel, texts, language)),
          )
    }`;
  return page({ language, title: texts.title, wide: true, body });
}

function parcelRow(parcel: ParcelRecord, texts: Texts, language: Language): Html {
  const { number, com, orderId, scans, plan } = parcel;
  const path = `/_control/parcels/${encodeURIComponent(number)}`;
  const move = (state: string, text: string): Html => button(path, { state }, text, number);
  const last = scans.at(-1);
  const code = last?.statusCode ?? '101';
  return html`<tr id="${number}">
    <th scope="row"><code>${number}</code><br /><span class="quiet">${orderId}</span></th>
    <td>${com} <a href="/labels/${number}" aria-label="${texts.label} ${number}">${texts.label}</a></td>
    <td>${language === 'en' ? englishNameOf(code) : nameOf(code)}</td>
    <td>${last?.context ?? '–'}<br /><span class="quiet">${last?.time ?? ''}</span></td>
    <td>
      ${plan.length > 0 ? move('next', texts.next) : null}${plan.length > 0 ? move('3', texts.deliver) : null}
      ${plan.length > 0 ? move('lost', texts.lose) : null}
    </td>
  </tr>`;
}

const STYLE = `@page{size:76mm 130mm;margin:0}body{font:14px/1.4 system-ui,"Noto Sans SC",sans-serif;margin:0;color:#000;background:#fff}
main{box-sizing:border-box;width:76mm;min-height:130mm;padding:4mm;border:2px solid #000}h1{font-size:22px;margin:0;border-bottom:3px solid #000}
.code{font:600 17px/1.3 ui-monospace,monospace;text-align:center;border-block:3px solid #000;padding:4mm 0}`;

/** The label that the warehouse prints, 76 by 130 millimetres. */
export function labelPage({ number, com, from, to, recipient, orderId, cancelled }: ParcelRecord): Answer {
  const body = html`<main>
    <h1>${com}</h1>
    <p class="code">${number}</p>
    <p>收 ${recipient} · ${to}</p>
    <p>寄 ${from}</p>
    <p>${orderId}</p>
    <p>${cancelled ? '已取消' : '模拟面单，不可寄递'}</p>
  </main>`;
  const { text, headers } = htmlPage({ language: 'zh-CN', title: `面单 ${number}`, style: STYLE, body });
  return { status: 200, type: 'text/html', body: text, headers };
}

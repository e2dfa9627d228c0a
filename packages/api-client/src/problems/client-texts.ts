import { GATEWAY_PROBLEMS } from '../generated/gateway-problems.ts';
import type { ClientCode, ClientProblem } from './client-problem.ts';

type Text = Readonly<{ en: string; 'zh-CN': string }>;

const TEXTS: Readonly<Record<ClientCode, Text>> = {
  UNAUTHORISED: GATEWAY_PROBLEMS[401].text,
  FORBIDDEN: GATEWAY_PROBLEMS[403].text,
  TOO_MANY_REQUESTS: {
    en: 'Too many people are here at this moment. Try again soon.',
    'zh-CN': '当前访问人数过多，请稍后重试。',
  },
  NOT_MODIFIED: { en: 'Nothing has changed.', 'zh-CN': '内容没有变化。' },
  UNEXPECTED_ANSWER: {
    en: 'The shop gave an answer that cannot be understood. Try again later.',
    'zh-CN': '商店的应答无法识别，请稍后重试。',
  },
  TIMED_OUT: { en: 'The shop did not answer in time.', 'zh-CN': '商店未能及时应答。' },
  CONNECTION_FAILED: {
    en: 'The shop cannot be reached. Check the connection.',
    'zh-CN': '无法连接商店，请检查网络。',
  },
};

/** A problem that no service told of, with the sentence for whoever reads the given language. */
export function clientProblem(
  code: ClientCode,
  locale: string,
  { status = 0, title = '', traceId = '' }: Partial<Pick<ClientProblem, 'status' | 'title' | 'traceId'>> = {},
): ClientProblem {
  const detail = TEXTS[code][locale.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'];
  return { type: `urn:cartless:client:${code}`, title: title || code, status, code, detail, traceId };
}

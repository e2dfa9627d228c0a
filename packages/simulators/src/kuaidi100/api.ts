import { type Answer, json } from '../kit/answer.ts';
import { readBody } from '../kit/body.ts';
import { type FaultMenu, Spoilt } from '../kit/faults.ts';
import { type Input, isInput } from '../kit/fields.ts';
import { idMaker, HEXADECIMAL } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import { matchRoute, type Route } from '../kit/routes.ts';
import type { Call } from '../kit/server.ts';
import type { ParcelRecord } from './kuaidi100-state.ts';
import { addScan, newNumber, planOf } from './parcels.ts';
import { showTrack } from './show-track.ts';
import { signed } from './sign.ts';
import type { Simulator } from './simulator.ts';

export const KUAIDI100 = 'Kuaidi100 simulator';

/** For so long an order that says `reorder: false` gets the label that was made first. */
const SAME_LABEL_MS = 48 * 3_600_000;
const newTask = idMaker(HEXADECIMAL, 24);
const KNOWN_COURIERS = ['shunfeng', 'zhongtong', 'yuantong', 'yunda', 'ems', 'jtexpress'];

type Form = Readonly<Record<string, string>>;

const told = (returnCode: string, message: string): Answer =>
  json(200, { result: returnCode === '200', returnCode, message });
const labelAnswer = (code: number, message: string, data: unknown = null): Answer =>
  json(200, { code, message, time: 12, success: code === 200, data });

/** A refusal of what is no API of theirs, as JSON. */
export const refuse = ({ status, code, message }: Refusal): Answer =>
  json(status, { result: false, returnCode: code, message });

export const KUAIDI100_FAULTS: FaultMenu = {
  spoilt: {
    error: () => json(500, { result: false, returnCode: '500', message: '服务器错误' }),
    garbage: () => ({ status: 200, type: 'application/json', body: '{"result":tr' }),
    'rate-limit': () => json(429, { result: false, returnCode: '429', message: '请求过于频繁' }),
    html: () => ({
      status: 502,
      type: 'text/html',
      body: '<html><body><h1>502 Bad Gateway</h1></body></html>',
    }),
  },
  takesEffect: 'as-told',
  paths: '/',
};

type Run = (simulator: Simulator, form: Form) => Answer;

export const API_ROUTES: readonly Route<Run>[] = [
  { method: 'POST', path: '/poll', run: subscribe },
  { method: 'POST', path: '/poll/query.do', run: track },
  { method: 'POST', path: '/label/order', run: label },
];

/** Answers one call of the API: count, fault, signature, work. */
export async function answerApiCall(simulator: Simulator, call: Call): Promise<Answer> {
  const { faults, state, log } = simulator;
  const text = await readBody(call.request);
  const form = Object.fromEntries(new URLSearchParams(text));
  const method = form['method'] ?? call.url.searchParams.get('method');
  const name = `${call.method} ${call.path}${method === null ? '' : ` ${method}`}`;
  state.calls[name] = (state.calls[name] ?? 0) + 1;
  const fault = faults.take(call.path);
  if (fault.mode !== 'none') log(`${name} is hit by the fault ${fault.mode}`);
  try {
    await faults.before(fault);
    const { route } = matchRoute(API_ROUTES, call, KUAIDI100);
    const answer = route.run(simulator, form);
    await simulator.save();
    return await faults.after(fault, answer);
  } catch (error) {
    if (error instanceof Spoilt) return error.answer;
    throw error;
  }
}

function subscribe(simulator: Simulator, form: Form): Answer {
  const { state, account } = simulator;
  const { company, number, key, parameters } = paramOf(form);
  if (account !== undefined && key !== account.key)
    return told('600', 'POLL:您不是合法的订阅者（授权Key出错）');
  const { callbackurl, salt } = isInput(parameters) ? parameters : ({} as Input);
  if (typeof number !== 'string' || number === '' || typeof callbackurl !== 'string')
    return told('700', 'POLL:订阅的数据存在错误');
  if (!KNOWN_COURIERS.includes(String(company))) return told('701', '拒绝订阅的快递公司');
  if (state.subscriptions.some((one) => one.number === number && one.status === 'polling'))
    return told('501', 'POLL:重复订阅');
  state.subscriptions.push({
    number,
    com: String(company),
    callbackUrl: callbackurl,
    salt: typeof salt === 'string' ? salt : '',
    status: 'polling',
  });
  return told('200', '提交成功');
}

function track({ state, account }: Simulator, form: Form): Answer {
  const { param = '', sign = '', customer = '' } = form;
  if (account !== undefined && sign !== signed(param, account.key, account.customer))
    return told('503', '验证签名失败');
  if (account !== undefined && customer !== account.customer) return told('503', '验证签名失败');
  const { num } = paramOf(form);
  const parcel = state.parcels.find(({ number }) => number === num);
  if (parcel === undefined || parcel.scans.length === 0) return told('500', '查询无结果，请隔段时间再查');
  return json(200, showTrack(parcel));
}

function label(simulator: Simulator, form: Form): Answer {
  const { account } = simulator;
  const { method, key = '', t = '', param = '', sign } = form;
  if (account !== undefined && key !== account.key) return labelAnswer(30003, '账号信息不正确');
  if (account !== undefined && sign !== signed(param, t, key, account.secret))
    return labelAnswer(30002, '验证签名失败');
  if (method === 'cancel') return cancel(simulator, paramOf(form));
  return method === 'order' ? order(simulator, paramOf(form)) : labelAnswer(30001, '参数错误：method');
}

function order(simulator: Simulator, input: Input): Answer {
  const { state, clock } = simulator;
  const { orderId, kuaidicom, reorder } = input;
  const [to, from] = [personOf(input['recMan']), personOf(input['sendMan'])];
  if (!KNOWN_COURIERS.includes(String(kuaidicom))) return labelAnswer(30001, '参数错误：快递公司编码');
  if (to === undefined) return labelAnswer(30001, '参数错误：收件人信息不完整');
  if (from === undefined) return labelAnswer(30001, '参数错误：寄件人信息不完整');
  if (input['partnerId'] === undefined) return labelAnswer(30001, '参数错误：partnerId不能为空');
  const now = clock.now();
  const before = state.parcels.find(
    (parcel) => parcel.orderId === orderId && now - parcel.madeAt < SAME_LABEL_MS && !parcel.cancelled,
  );
  if (before !== undefined && reorder === false) return labelAnswer(200, 'success', made(simulator, before));
  const com = String(kuaidicom);
  const parcel: ParcelRecord = {
    number: newNumber(com),
    com,
    orderId: typeof orderId === 'string' ? orderId : '',
    courierOrder: newTask('kd').slice(3, 19),
    taskId: newTask('task').slice(5).toUpperCase(),
    madeAt: now,
    from: from.place,
    to: to.place,
    recipient: to.name,
    cancelled: false,
    scans: [],
    plan: [],
  };
  parcel.plan = planOf(simulator, parcel);
  state.parcels.push(parcel);
  addScan(simulator, parcel, {
    dueAt: now,
    statusCode: '101',
    context: '已下单，等待快递员上门揽收',
    place: parcel.from,
  });
  return labelAnswer(200, 'success', made(simulator, parcel));
}

function cancel(simulator: Simulator, { kuaidinum }: Input): Answer {
  const parcel = simulator.state.parcels.find(({ number }) => number === kuaidinum);
  if (parcel === undefined) return labelAnswer(30009, '查无此单');
  if (parcel.cancelled) return labelAnswer(200, 'success');
  if (parcel.scans.some(({ statusCode }) => statusCode !== '101'))
    return labelAnswer(30005, '快递公司返回：快件已揽收，不能取消');
  parcel.cancelled = true;
  parcel.plan = [];
  addScan(simulator, parcel, {
    dueAt: simulator.clock.now(),
    statusCode: '401',
    context: '运单已取消',
    place: parcel.from,
  });
  return labelAnswer(200, 'success');
}

const made = ({ url }: Simulator, { taskId, number, courierOrder }: ParcelRecord): object => ({
  taskId,
  kuaidinum: number,
  kdComOrderNum: courierOrder,
  childNum: null,
  returnNum: null,
  label: `${url}/labels/${number}`,
});

/** A person with an address that a courier finds: name, phone, and at least province and street. */
function personOf(value: unknown): { name: string; place: string } | undefined {
  if (!isInput(value)) return undefined;
  const { name, mobile, tel, printAddr } = value;
  if (typeof name !== 'string' || name === '' || (mobile ?? tel) === undefined) return undefined;
  if (typeof printAddr !== 'string' || printAddr.trim().length < 5) return undefined;
  return { name, place: printAddr.trim().slice(0, 6) };
}

function paramOf({ param = '' }: Form): Input {
  try {
    const value: unknown = JSON.parse(param);
    if (isInput(value)) return value;
  } catch {
    // Told below.
  }
  throw new Refusal(400, '400', 'param 须为 JSON 对象');
}

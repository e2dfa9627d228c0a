import * as z from 'zod/mini';
import type { ShownAddress } from './address-snapshot.ts';
import { pattern, refused } from './field-rule.ts';
import { field } from './field.ts';
import type { Localized } from './locale.ts';
import { readPhoneNumber } from './places/phone-number.ts';
import { type Need, type PostalRule, postalRule, readPostalCode } from './places/postal-rule.ts';
import { text } from './text.ts';

const NO_COUNTRY: Localized = {
  en: 'Must be the code of a country in ISO 3166-1, like CN or US.',
  'zh-CN': '须为 ISO 3166-1 国家/地区代码，例如 CN 或 US。',
};
/** An assigned country of ISO 3166-1, as somebody enters it. */
export const CountryCode = z.string().check(pattern(/^[A-Z]{2}$/, NO_COUNTRY), ({ value, issues }) => {
  if (issues.length === 0 && postalRule(value) === undefined) issues.push(refused(value, NO_COUNTRY));
});

const shape = {
  recipient: field(text(80), 'Who takes the parcel', '林美'),
  phone: field(
    text(40),
    'For the courier; as it is dialled in the country, or with the country code. Kept in E.164',
    '138 0013 8000',
  ),
  line1: field(text(120), 'Street and number', '长乐路 88 号'),
  line2: z.optional(field(text(120), 'Floor, flat, company', '3 楼')),
  district: z.optional(field(text(60), 'Where the city has districts', '静安区')),
  city: field(text(60), 'The city; where the country is one, its name', '上海'),
  region: z.optional(
    field(text(60), 'Province or state: required, optional or refused by the country’s post', '上海'),
  ),
  postalCode: z.optional(
    field(text(20), 'Required, optional or refused by the country’s post, and in its form', '200040'),
  ),
  country: field(CountryCode, 'ISO 3166-1 alpha-2', 'CN'),
};

/**
 * An address as somebody enters it, and what else a request says beside it. What the country's post wants is checked, and
 * phone and postal code are given the one spelling in which they are kept.
 */
export const addressWith = <More extends z.core.$ZodShape>(more: More) =>
  z.strictObject({ ...shape, ...more }).check(z.check(byCountry, { when: ({ value }) => isFields(value) }));

/** Where a parcel goes, as somebody enters it. */
export const Address = /* @__PURE__ */ addressWith({});
export type Address = ShownAddress;

type Fields = { country?: unknown; region?: unknown; postalCode?: unknown; phone?: unknown };
type Payload = z.core.ParsePayload;

/** Runs beside other complaints, so that all that is wrong with an address is said at once. */
function byCountry(payload: Payload): void {
  const fields = payload.value as Fields;
  const { country: code } = fields;
  const rule = typeof code === 'string' ? postalRule(code) : undefined;
  if (typeof code !== 'string' || rule === undefined) return;
  refuseByNeed(payload, 'region', rule.region, regionWords(code));
  refuseByNeed(payload, 'postalCode', rule.postalCode, postalWords(code, rule));
  spell(payload, 'phone', (typed) => readPhoneNumber(typed, code), phoneWords(code));
  if (rule.postalCode === 'refused') return;
  const read = (typed: string) => readPostalCode(typed, code, rule.form);
  spell(payload, 'postalCode', read, postalWords(code, rule).wrong);
}

type NeedWords = Readonly<Record<'missing' | 'needless', Localized>>;

function refuseByNeed(payload: Payload, name: keyof Fields, need: Need, words: NeedWords): void {
  const value = (payload.value as Fields)[name];
  if (isRefusedAlready(payload, name)) return;
  if (need === 'required' && value === undefined) payload.issues.push(refused(value, words.missing, [name]));
  if (need === 'refused' && value !== undefined) payload.issues.push(refused(value, words.needless, [name]));
}

/** Puts a field into the spelling in which it is kept, or says what is wrong with it. */
function spell(
  payload: Payload,
  name: keyof Fields,
  read: (typed: string) => string | undefined,
  words: Localized,
): void {
  const value = (payload.value as Fields)[name];
  if (typeof value !== 'string' || isRefusedAlready(payload, name)) return;
  const spelling = read(value);
  if (spelling === undefined) payload.issues.push(refused(value, words, [name]));
  else payload.value = { ...(payload.value as Fields), [name]: spelling };
}

const isFields = (value: unknown): boolean => typeof value === 'object' && value !== null;
const isRefusedAlready = ({ issues }: Payload, name: string): boolean =>
  issues.some(({ path }) => path?.[0] === name);

const regionWords = (code: string): NeedWords => ({
  missing: {
    en: `An address in ${code} needs its province or state.`,
    'zh-CN': `${code} 的地址必须填写省、州或地区。`,
  },
  needless: {
    en: `An address in ${code} has no province or state. Leave it out.`,
    'zh-CN': `${code} 的地址没有省或州，请不要填写。`,
  },
});

const postalWords = (code: string, { example }: PostalRule): NeedWords & { wrong: Localized } => ({
  missing: {
    en: `An address in ${code} needs its postal code, for instance ${example}.`,
    'zh-CN': `${code} 的地址必须填写邮政编码，例如 ${example}。`,
  },
  needless: {
    en: `There are no postal codes in ${code}. Leave it out.`,
    'zh-CN': `${code} 没有邮政编码，请不要填写。`,
  },
  wrong: {
    en: `No postal code of ${code} looks like this. ${example === '' ? 'Leave it out.' : `One is ${example}.`}`,
    'zh-CN': `${code} 没有这种格式的邮政编码，${example === '' ? '请不要填写。' : `例如 ${example}。`}`,
  },
});

const phoneWords = (code: string): Localized => ({
  en: `No such phone number exists. Write it as it is dialled in ${code}, or with the country code: +8613800138000.`,
  'zh-CN': `电话号码不存在。请按 ${code} 当地的拨号方式填写，或带国家代码填写，例如 +8613800138000。`,
});

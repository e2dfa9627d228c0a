import { NUMBERING_PLANS } from './numbering-plans.ts';

/** The telephone numbers of a country: its calling code, what follows it, and what is dialled before that at home. */
type Plan = Readonly<{ code: string; form: RegExp; prefix: RegExp | undefined; becomes: string }>;

/** Without what people write between digits. */
const digitsOf = (typed: string): string => typed.replaceAll(/[\s()./\p{Pd}\u2212]/gu, '');
const LONGEST = 15;

/**
 * A telephone number in E.164 form, read as people write it: with spaces, dashes and brackets, with `+` or `00` and the
 * country code, or as it is dialled within the country.
 *
 * @param country ISO 3166-1 alpha-2, where the number is at home when it does not say so itself
 * @returns undefined when no such number can exist
 */
export function readPhoneNumber(typed: string, country?: string): string | undefined {
  const dialled = digitsOf(typed.normalize('NFKC').trim());
  const [, abroad, digits] = /^(\+|00)?(\d{4,20})$/.exec(dialled) ?? [];
  if (digits === undefined) return undefined;
  if (abroad !== undefined) return international(digits);
  const plan = country === undefined ? undefined : plans().get(country);
  return plan && national(digits, plan);
}

/** Calling codes have one to three digits and none begins another. */
function international(digits: string): string | undefined {
  const sharing = [1, 2, 3]
    .map((length) => byCode().get(digits.slice(0, length)))
    .find((found) => found !== undefined);
  const numbers = (sharing ?? []).map((plan) => {
    const rest = digits.slice(plan.code.length);
    // What is dialled first at home is often written behind the country code: `+44 (0)20 …`.
    return numberOf(plan, plan.becomes === '' ? [rest, withoutPrefix(rest, plan)] : [rest]);
  });
  return numbers.find((number) => number !== undefined);
}

const national = (digits: string, plan: Plan): string | undefined =>
  numberOf(plan, [withoutPrefix(digits, plan), digits]);

/** The first of several readings that is a number of the plan. */
function numberOf({ code, form }: Plan, readings: readonly string[]): string | undefined {
  const number = readings.find((one) => form.test(one));
  return number === undefined || code.length + number.length > LONGEST ? undefined : `+${code}${number}`;
}

/** A pattern that also takes a part of the number gives it back in another form. */
function withoutPrefix(digits: string, { prefix, becomes }: Plan): string {
  const [taken = '', ...parts] = prefix?.exec(digits) ?? [];
  const rest = digits.slice(taken.length);
  if (becomes === '' || parts.at(-1) === undefined) return rest;
  return becomes.replaceAll(/\$(\d)/g, (_, n: string) => parts[Number(n) - 1] ?? '') + rest;
}

function plans(): ReadonlyMap<string, Plan> {
  known ??= new Map(NUMBERING_PLANS.split('\n').map(toPlan));
  return known;
}
function byCode(): ReadonlyMap<string, readonly Plan[]> {
  shared ??= Map.groupBy(plans().values(), ({ code }) => code);
  return shared;
}
/** Made when first asked: most functions never are. */
let known: ReadonlyMap<string, Plan> | undefined;
let shared: ReadonlyMap<string, readonly Plan[]> | undefined;

function toPlan(row: string): [string, Plan] {
  const [country = '', code = '', form = '', prefix, becomes = ''] = row.split(' ');
  const plan = {
    code,
    form: new RegExp(`^(?:${form})$`),
    prefix: prefix === undefined ? undefined : new RegExp(`^(?:${prefix})`),
    becomes,
  };
  return [country, plan];
}

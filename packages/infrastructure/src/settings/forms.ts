/** Domains that belong to nobody (RFC 2606, RFC 6761); what is copied from an example is on one of them. */
const NOBODYS = /(^|\.)(example(\.(com|net|org))?|test|invalid|localhost|local)$|^[\d.]+$|^\[/;

/** What a setting may be, where its form leaves that to it. */
type Bounds = Readonly<{
  from?: number | undefined;
  to?: number | undefined;
  oneOf?: readonly unknown[] | undefined;
}>;

type Form = Readonly<{
  /** What it must be, after "must be". */
  says: string | ((bounds: Bounds) => string);
  fits: (text: string, bounds: Bounds) => boolean;
  /** Whether it is an address, which is called by TLS except on one machine. */
  isAddress?: boolean;
  /** Whether it can stand in a stage that people use; it may, where nothing is said. */
  isReal?: (text: string) => boolean;
}>;

const hostOf = (text: string): string => URL.parse(text)?.hostname ?? '';
const mail = /^[^\s@<>"]+@([\w-]+(?:\.[\w-]+)+)$/;

/** The forms that settings have. */
export const FORMS = {
  'web-address': {
    says: 'an address like https://shop.your-domain.com, without a path',
    fits: (text) => URL.parse(text)?.origin === text && /^https?:/.test(text),
    isAddress: true,
    isReal: (text) => text.startsWith('https:') && !NOBODYS.test(hostOf(text)),
  },
  'mail-address': {
    says: 'an address like no-reply@your-domain.com',
    fits: (text) => mail.test(text),
    isReal: (text) => !NOBODYS.test(mail.exec(text)?.[1] ?? ''),
  },
  'mail-addresses': {
    says: 'a list of addresses like [you@your-domain.com]',
    fits: (text) => isNames(text) && namesIn(text).every((one) => mail.test(one)),
    isReal: (text) => namesIn(text).every((one) => !NOBODYS.test(mail.exec(one)?.[1] ?? '')),
  },
  region: { says: 'a region of AWS like eu-central-1', fits: isRegion },
  currency: {
    says: 'a currency of ISO 4217 like EUR',
    fits: (text) => Intl.supportedValuesOf('currency').includes(text),
  },
  'time-zone': { says: 'a time zone of IANA like Europe/Berlin', fits: isTimeZone },
  text: { says: 'a text that is not empty', fits: (text) => text.trim() !== '' },
  map: { says: 'a map', fits: isMap },
  counts: { says: 'a map of whole numbers', fits: isCounts },
  names: { says: 'a list of names, each once', fits: isNames },
  url: {
    says: 'an address like https://shop.your-domain.com/path',
    fits: (text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''),
    isAddress: true,
    isReal: (text) => text.startsWith('https:') && !NOBODYS.test(hostOf(text)),
  },
  key: {
    says: 'yes, no or the ARN of a key of KMS',
    fits: (text) => /^(yes|no|arn:aws[\w-]*:kms:[\w-]+:\d{12}:key\/[\w-]+)$/.test(text),
  },
  'kms-key': {
    says: 'the ARN of a key of KMS',
    fits: (text) => /^arn:aws[\w-]*:kms:[\w-]+:\d{12}:key\/[\w-]+$/.test(text),
  },
  certificate: {
    says: 'the ARN of a certificate of ACM in us-east-1',
    fits: (text) => /^arn:aws[\w-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/.test(text),
  },
  whole: {
    says: (bounds) => `a whole number${within(bounds)}`,
    fits: (text, bounds) => /^(0|[1-9]\d*)$/.test(text) && isWithin(text, { from: 1, ...bounds }),
  },
  number: {
    says: (bounds) => `a number${within(bounds)}`,
    fits: (text, bounds) => /^(0|[1-9]\d*)(\.\d+)?$/.test(text) && isWithin(text, bounds),
  },
  choice: { says: 'yes or no', fits: (text) => ['yes', 'no'].includes(text) },
  'one-of': {
    says: ({ oneOf = [] }) => `one of ${oneOf.join(', ')}`,
    fits: (text, { oneOf = [] }) => oneOf.map(String).includes(text),
  },
  'time-zones': {
    says: 'a list of up to four IANA time zones like [Europe/Berlin], each once',
    fits: (text) =>
      text === '[]' || (isNames(text) && namesIn(text).length <= 4 && namesIn(text).every(isTimeZone)),
  },
  regions: {
    says: 'a list of regions of AWS like [eu-west-1], each once',
    fits: (text) => text === '[]' || (isNames(text) && namesIn(text).every(isRegion)),
  },
} as const satisfies Readonly<Record<string, Form>>;

/** What is wrong with a value, in words that follow its name; undefined for what is right. */
export function problemOf(
  { is, ...bounds }: Bounds & Readonly<{ is: keyof typeof FORMS }>,
  text: string,
  { isReal, oneMachine }: Readonly<{ isReal: boolean; oneMachine: boolean }>,
): string | undefined {
  const form: Form = FORMS[is];
  const says = typeof form.says === 'string' ? form.says : form.says(bounds);
  if (!form.fits(text, bounds)) return `must be ${says}, not "${shortened(text)}"`;
  if (form.isAddress === true && !oneMachine && !text.startsWith('https:'))
    return `must be ${says}, with https, not "${shortened(text)}"`;
  const copied = isReal && form.isReal?.(text) === false;
  return copied
    ? `must be ${says}, and reachable by everybody: this one is an example or a reserved name`
    : undefined;
}

/** Enough of a value to find it by. */
const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);

const within = ({ from, to, oneOf }: Bounds): string => {
  if (oneOf !== undefined) return `, one of ${oneOf.join(', ')}`;
  if (from !== undefined && to !== undefined) return ` from ${from} to ${to}`;
  if (from !== undefined) return ` of at least ${from}`;
  return to === undefined ? '' : ` of at most ${to}`;
};

const isWithin = (text: string, { from, to, oneOf }: Bounds): boolean =>
  Number(text) >= (from ?? 0) &&
  Number(text) <= (to ?? Number.MAX_SAFE_INTEGER) &&
  (oneOf === undefined || oneOf.includes(Number(text)));

function isRegion(text: string): boolean {
  return /^[a-z]{2}(-[a-z]+)+-\d$/.test(text);
}

/** By an area and a place: abbreviations are several zones or none. */
function isTimeZone(text: string): boolean {
  if (!/^(UTC|(?!Etc\/)[A-Z]\w+(\/[A-Z][\w+-]+){1,2})$/.test(text)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function isMap(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return (
      typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
    );
  } catch {
    return false;
  }
}

function isCounts(text: string): boolean {
  return (
    isMap(text) &&
    Object.values(JSON.parse(text) as object).every((one) => Number.isSafeInteger(one) && one >= 0)
  );
}

function isNames(text: string): boolean {
  const names = namesIn(text);
  return names.length > 0 && new Set(names).size === names.length;
}

/** The names in a list as a setting holds it; none in anything else. */
export function namesIn(text: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((name) => typeof name === 'string') ? value : [];
  } catch {
    return [];
  }
}

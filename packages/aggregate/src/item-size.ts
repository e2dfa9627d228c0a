/**
 * The size of an item in bytes by DynamoDB's rules: names and strings in UTF-8, numbers about half a byte a digit
 * plus one, sets, lists and maps with 3 bytes of their own and 1 a member.
 * Source: Amazon DynamoDB Developer Guide, "DynamoDB item sizes and formats".
 */
export function itemSize(item: Readonly<Record<string, unknown>>): number {
  let size = 0;
  for (const name of Object.keys(item)) size += utf8(name) + valueSize(item[name]);
  return size;
}

function valueSize(value: unknown): number {
  if (value === null || value === undefined || typeof value === 'boolean') return 1;
  if (typeof value === 'string') return utf8(value);
  if (Number.isSafeInteger(value)) return integerSize(value as number);
  if (typeof value === 'number' || typeof value === 'bigint') return numberSize(String(value));
  if (value instanceof Uint8Array) return value.byteLength;
  if (value instanceof Set) return [...value].reduce<number>((sum, member) => sum + valueSize(member), 3);
  if (Array.isArray(value)) return value.reduce<number>((sum, member) => sum + 1 + valueSize(member), 3);
  const members = value as Readonly<Record<string, unknown>>;
  return itemSize(members) + Object.keys(members).length + 3;
}

/** As {@link numberSize}, for most numbers there are, without looking at their text. */
function integerSize(value: number): number {
  let rest = Math.abs(value);
  while (rest !== 0 && rest % 10 === 0) rest /= 10;
  let digits = 0;
  for (; rest >= 1; digits += 1) rest = Math.floor(rest / 10);
  return Math.ceil(digits / 2) + 1 + (value < 0 ? 1 : 0);
}

const numberSize = (text: string): number => {
  const digits = text.replace(/e.*$/, '').replaceAll(/\D/g, '').replace(/^0+/, '').replace(/0+$/, '');
  return Math.ceil(digits.length / 2) + 1 + (text.startsWith('-') ? 1 : 0);
};

const utf8 = (text: string): number => Buffer.byteLength(text, 'utf8');

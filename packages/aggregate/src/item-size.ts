/**
 * The size of an item in bytes by DynamoDB's rules: names and strings in UTF-8, numbers about half a byte a digit
 * plus one, sets, lists and maps with 3 bytes of their own and 1 a member.
 * Source: Amazon DynamoDB Developer Guide, "DynamoDB item sizes and formats".
 */
export function itemSize(item: Readonly<Record<string, unknown>>): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + utf8(name) + valueSize(value), 0);
}

function valueSize(value: unknown): number {
  if (value === null || value === undefined || typeof value === 'boolean') return 1;
  if (typeof value === 'string') return utf8(value);
  if (typeof value === 'number' || typeof value === 'bigint') return numberSize(String(value));
  if (value instanceof Uint8Array) return value.byteLength;
  if (value instanceof Set) return [...value].reduce<number>((sum, member) => sum + valueSize(member), 3);
  if (Array.isArray(value)) return value.reduce<number>((sum, member) => sum + 1 + valueSize(member), 3);
  return Object.entries(value).reduce((sum, [name, member]) => sum + 1 + utf8(name) + valueSize(member), 3);
}

const numberSize = (text: string): number => {
  const digits = text.replace(/e.*$/, '').replaceAll(/\D/g, '').replace(/^0+/, '').replace(/0+$/, '');
  return Math.ceil(digits.length / 2) + 1 + (text.startsWith('-') ? 1 : 0);
};

const utf8 = (text: string): number => Buffer.byteLength(text, 'utf8');

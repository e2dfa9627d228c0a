import { createHash } from 'node:crypto';

/**
 * A digest (96 bits) of what a request asks for, whatever the order of its fields. What is made under a key keeps it: what was made may change
 * afterwards, and a request that is repeated is still the same one.
 */
export const requestHash = (request: unknown): string =>
  createHash('sha256').update(canonical(request)).digest('base64url').slice(0, 16);

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = new Map(Object.entries(value).filter(([, member]) => member !== undefined));
  const names = [...members.keys()].toSorted();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(members.get(name))}`).join()}}`;
}

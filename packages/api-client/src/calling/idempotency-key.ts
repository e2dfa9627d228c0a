/**
 * Names a request, so that it can be sent again without being done again. The client makes one for every call that takes one; make
 * it yourself, and keep it, when the same wish may be sent by several calls: a button that is pressed twice.
 */
export function newIdempotencyKey(): string {
  // `randomUUID` is only there on pages that came over HTTPS.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

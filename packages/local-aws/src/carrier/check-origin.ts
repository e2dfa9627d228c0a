import { CarrierError } from './carrier-error.ts';

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The control calls need no key, so a page from elsewhere, open in the developer's browser, must not make them.
 *
 * @throws CarrierError 403 when a browser says that the call comes from a page that is not on this machine.
 */
export function checkOrigin(origin: string | undefined): void {
  if (origin === undefined) return;
  if (URL.canParse(origin) && LOCAL.has(new URL(origin).hostname)) return;
  throw new CarrierError(403, 'FORBIDDEN', 'Only pages on this machine may drive the simulator.');
}

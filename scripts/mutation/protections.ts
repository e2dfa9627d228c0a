import type { Protection } from './protection.ts';
import { ACCESS } from './protections/access.ts';
import { AUTHENTICATION } from './protections/authentication.ts';
import { BROWSER } from './protections/browser.ts';
import { DATA } from './protections/data.ts';
import { LOGS } from './protections/logs.ts';
import { SECRETS } from './protections/secrets.ts';
import { SESSIONS } from './protections/sessions.ts';
import { TOKENS } from './protections/tokens.ts';
import { VALIDATION } from './protections/validation.ts';

/** By the chapters of the standard. */
export const PROTECTIONS: readonly Protection[] = [
  ...VALIDATION,
  ...BROWSER,
  ...AUTHENTICATION,
  ...SESSIONS,
  ...ACCESS,
  ...TOKENS,
  ...SECRETS,
  ...DATA,
  ...LOGS,
];

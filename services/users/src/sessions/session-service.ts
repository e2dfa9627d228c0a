import { lazy } from '@cartless/lambda';
import { tokenConfig } from '../config.ts';
import { signer } from '../issuer/issuer-service.ts';
import { rehashPassword } from '../passwords/rehash-password.ts';
import { ports } from '../service.ts';
import { logInByCode } from './log-in-by-code.ts';
import { logIn } from './log-in.ts';
import { logOut } from './log-out.ts';
import { refreshSession } from './refresh-session.ts';

const issuing = () => ({ ...ports(), signer: signer(), issuer: tokenConfig().ISSUER_URL });

/** What is done for programs and for pages alike; they differ in where they keep the refresh token. */
export const loggingIn = /* @__PURE__ */ lazy(() => logIn({ ...issuing(), rehash: rehashPassword(ports()) }));
export const loggingInByCode = /* @__PURE__ */ lazy(() => logInByCode(issuing()));
export const refreshing = /* @__PURE__ */ lazy(() => refreshSession(issuing()));
export const loggingOut = /* @__PURE__ */ lazy(() => logOut(ports()));

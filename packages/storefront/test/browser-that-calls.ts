import { TestEnvironment } from 'jest-environment-jsdom';

/** jsdom with Node's own means of calling, which it lacks: for parts of pages that ask the shop. */
export default class BrowserThatCalls extends TestEnvironment {
  constructor(...about: ConstructorParameters<typeof TestEnvironment>) {
    super(...about);
    // Node's requests take no other signal than Node's.
    Object.assign(this.global, { fetch, Headers, Request, Response, AbortController, AbortSignal });
  }
}

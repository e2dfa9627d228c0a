import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { currentScope } from '../shared-process/service-scope.ts';

const ANSWERED = 'http.client.response.finish';
const WRITE = /^DynamoDB_\d+\.(?:Put|Update|Delete|BatchWrite|TransactWrite)Item/;

/**
 * Knows when the service that made it has written to a table, because its functions run in this process: so a stream that nothing
 * comes to need not be asked all the time.
 */
export class OwnWrites {
  readonly #host: string;
  readonly #scope = currentScope();
  #next = new AbortController();

  constructor(dynamodbEndpoint: string) {
    this.#host = new URL(dynamodbEndpoint).host;
    subscribe(ANSWERED, this.#note);
  }

  /** Aborted when the next write has been answered, or when nobody waits any more. */
  next(): AbortSignal {
    return this.#next.signal;
  }

  close(): void {
    unsubscribe(ANSWERED, this.#note);
    this.#next.abort();
  }

  readonly #note = (message: unknown): void => {
    const { request } = message as { request: ClientRequest };
    if (request.getHeader('host') !== this.#host || currentScope() !== this.#scope) return;
    if (!WRITE.test(String(request.getHeader('x-amz-target')))) return;
    const written = this.#next;
    this.#next = new AbortController();
    // A reason of its own spares each write the making of an error.
    written.abort('written');
  };
}

import type { Store } from '../src/adapters/store.ts';
import type { Death } from './fake-payments.ts';

const WRITES = new Set(['PutCommand', 'UpdateCommand', 'TransactWriteCommand']);

/** A store whose process dies at its next write when told to: right before it, or right after it. */
export class MortalStore implements Store {
  readonly table: string;
  readonly client: Store['client'];
  death: Death;

  constructor({ client, table }: Store) {
    this.table = table;
    const send = client.send.bind(client) as (command: object) => Promise<unknown>;
    const mortal = async (command: object): Promise<unknown> => {
      const death = WRITES.has(command.constructor.name) ? this.death : undefined;
      if (death !== undefined) this.death = undefined;
      if (death === 'before') throw new Error('died before the write');
      const output = await send(command);
      if (death === 'after') throw new Error('died after the write');
      return output;
    };
    this.client = new Proxy(client, {
      get: (target, name, receiver) => (name === 'send' ? mortal : Reflect.get(target, name, receiver)),
    });
  }
}

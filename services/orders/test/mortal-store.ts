import type { Store } from '../src/adapters/store.ts';
import { DeathPlan } from './death-plan.ts';

const WRITES = new Set(['PutCommand', 'UpdateCommand', 'DeleteCommand', 'TransactWriteCommand']);

/** A store whose process dies at a write when told to: right before it, or right after it. */
export class MortalStore implements Store {
  readonly table: string;
  readonly client: Store['client'];
  readonly deaths = new DeathPlan('died before the write', 'died after the write');

  constructor({ client, table }: Store) {
    this.table = table;
    const send = client.send.bind(client) as (command: object) => Promise<unknown>;
    const mortal = (command: object): Promise<unknown> =>
      WRITES.has(command.constructor.name) ? this.deaths.around(() => send(command)) : send(command);
    this.client = new Proxy(client, {
      get: (target, name, receiver) => (name === 'send' ? mortal : Reflect.get(target, name, receiver)),
    });
  }
}

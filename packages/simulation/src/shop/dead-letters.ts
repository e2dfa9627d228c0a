import type { Caller } from '../world/gateway.ts';
import { ADMIN } from './people.ts';
import { CALLED } from './routes.ts';
import { type Shop, staff } from './shop.ts';

type Letters = Readonly<{
  queue: string;
  movable: boolean;
  letters: readonly Readonly<{ letterId: string }>[];
}>;

const LISTS = CALLED.filter(({ name }) => name.endsWith('/listDeadLetters'));

/** Whether something lies among the dead letters that can go back. */
export const hasDeadLetters = ({ world }: Shop): boolean =>
  [...world.queues.values()].some(
    ({ deadLetters }) => deadLetters !== undefined && world.queue(deadLetters).messages.size > 0,
  );

/**
 * Puts what the services could not handle back by their own routes, as the staff does it.
 * @param who calls; undefined: somebody whom the service lets in
 * @param one which letter of a queue, when not all of them
 */
export async function putLettersBack(
  shop: Shop,
  who: Caller | undefined,
  one: (queue: string, letterIds: readonly string[]) => string | undefined,
): Promise<void> {
  for (const { name } of LISTS) {
    // The users service knows its staff by their accounts.
    const caller = who ?? (name.startsWith('users/') ? ADMIN : staff('support'));
    const { body } = await shop.insist(name, { caller });
    for (const { queue, movable, letters } of (body['items'] ?? []) as readonly Letters[]) {
      const letterId = one(
        queue,
        letters.map((letter) => letter.letterId),
      );
      const { status } = await shop.insist(name.replace('listDeadLetters', 'redriveDeadLetters'), {
        caller,
        body: { queue, ...(letterId !== undefined && { letterIds: [letterId] }) },
      });
      if (status === 200 && !movable) shop.contradictions.push(`${queue} puts back what has no queue`);
    }
  }
}

import type { Caller } from '../world/gateway.ts';
import { ADMIN } from './people.ts';
import { CALLED } from './routes.ts';
import { type Shop, staff } from './shop.ts';

type Letters = Readonly<{
  queue: string;
  movable: boolean;
  count: number;
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
    for (const { queue, movable, letters } of await shown(shop, name, caller)) {
      const letterId = one(
        queue,
        letters.map((letter) => letter.letterId),
      );
      const body = { queue, ...(letterId !== undefined && { letterIds: [letterId] }) };
      const redrive = () =>
        shop.insist(name.replace('listDeadLetters', 'redriveDeadLetters'), { caller, body });
      const { status } = await redrive();
      if (status === 200 && !movable) shop.contradictions.push(`${queue} puts back what has no queue`);
      if (letterId === undefined && movable)
        await untilNoneIsLeft(shop, redrive, async () => {
          const now = (await shown(shop, name, caller)).find((one) => one.queue === queue);
          return now?.count ?? 0;
        });
    }
  }
}

/**
 * It puts back as many at once as it shows, and fewer when it crashes: whoever sees that some are left does it again, unless they come back
 * as they went.
 */
async function untilNoneIsLeft(
  { world }: Shop,
  redrive: () => Promise<unknown>,
  countLeft: () => Promise<number>,
): Promise<void> {
  let before = Infinity;
  let left = await countLeft();
  for (let times = 0; times < TIMES && left > 0 && left < before; times += 1) {
    await world.wait(LATER_MS);
    await redrive();
    before = left;
    left = await countLeft();
  }
}

/** So often somebody puts back what is left. */
const TIMES = 5;
/** So often it is looked again for letters that somebody else has in hand, and so much later. */
const LOOKS = 3;
const LATER_MS = 60_000;

/** What is listed, when it is shown: a call that crashed has letters in hand for a while. */
async function shown(shop: Shop, name: string, caller: Caller): Promise<readonly Letters[]> {
  for (let looks = 1; ; looks += 1) {
    const { body } = await shop.insist(name, { caller });
    const items = (body['items'] ?? []) as readonly Letters[];
    if (looks === LOOKS || !items.some(({ count, letters }) => count > 0 && letters.length === 0))
      return items;
    await shop.world.wait(LATER_MS);
  }
}

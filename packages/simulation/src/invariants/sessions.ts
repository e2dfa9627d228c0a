import { type Asked, USERS } from '../shop/people.ts';
import type { Invariant } from './invariant.ts';

/** What all refresh tokens of one log-in begin with. */
const familyOf = (token: string): string => token.slice(0, token.lastIndexOf('.'));

/** What was seen of a family of tokens. */
type Family = {
  /** Whose place another token took, by the token that took it. */
  readonly before: Map<string, string>;
  newest: string;
  /** When one of its tokens was refused: then none of them is good any more. */
  deadAt: number;
};

export const endedStaysEnded: Invariant = {
  says: 'a log-in of which a token was refused is over, and who is suspended or gone gets no token',
  watch: ({ people, world }) => {
    const families = new Map<string, Family>();
    /** Since when an account is neither. */
    const barredAt = new Map<string, number>();
    let seen = 0;

    const problemOf = ({ token, status, given, userId = '', began, at }: Asked): string | undefined => {
      const name = familyOf(token);
      const family = families.get(name) ?? { before: new Map(), newest: token, deadAt: Infinity };
      families.set(name, family);
      // A clock that is wrong takes a log-in for one that has run out.
      const isRight = !world.faults.happened.some((fault) => fault.startsWith('clock-'));
      if (status === 401 && isRight) family.deadAt = Math.min(family.deadAt, at);
      if (given === undefined) return undefined;
      if (began > family.deadAt) return `a log-in of ${userId} is over, and goes on`;
      if (began > (barredAt.get(userId) ?? Infinity))
        return `${userId} is suspended or gone, and gets a token`;
      const replaced = family.before.get(family.newest);
      if (token !== given && token !== family.newest && token !== replaced)
        return `a token of ${userId} was replaced twice, and is renewed`;
      if (given === family.newest) return undefined;
      family.before.set(given, family.newest);
      family.newest = given;
      return undefined;
    };

    return {
      changed(table, { after }) {
        const id = String(after?.['id']);
        if (table !== USERS || !id.startsWith('usr_')) return;
        const status = after?.['status'];
        if (status !== 'suspended' && status !== 'erased') barredAt.delete(id);
        else if (!barredAt.has(id)) barredAt.set(id, world.scheduler.now);
      },
      always() {
        for (; seen < people.tokens.length; seen += 1) {
          const asked = people.tokens[seen];
          const problem = asked && problemOf(asked);
          if (problem !== undefined) return problem;
        }
        return undefined;
      },
    };
  },
};

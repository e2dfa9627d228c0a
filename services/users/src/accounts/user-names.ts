import type { User, UserSide } from './user.ts';

type Names = Pick<User, 'username' | 'email' | 'phone'>;

/** The names that no two accounts may share. */
export const namesOf = ({ username, email, phone }: Names) => [
  { kind: 'username' as const, name: username },
  { kind: 'email' as const, name: email },
  ...(phone === undefined ? [] : [{ kind: 'phone' as const, name: phone }]),
];

/** Takes the names that an account gets and gives back those that it had. */
export function moveNames(before: Names, after: Names, at: Date): readonly UserSide[] {
  const [had, has] = [namesOf(before), namesOf(after)];
  const without = (these: typeof had, others: typeof had) =>
    these.filter(({ kind, name }) => others.every((other) => other.kind !== kind || other.name !== name));
  return [
    ...without(has, had).map((name) => ({ type: 'take-name' as const, at, ...name })),
    ...without(had, has).map((name) => ({ type: 'give-back-name' as const, ...name })),
  ];
}

const MIN_LENGTH = 8;
const MAX_LENGTH = 128;

/** One password typed on two keyboards is the same text: compatibility forms are unified before anything is done with it. */
export const normalisePassword = (password: string): string => password.normalize('NFKC');

const holds = (has: (text: string) => boolean) => (password: string) => has(normalisePassword(password));
/** Counted in characters, as a person counts them. */
const hasLength = (text: string): boolean => {
  const { length } = Array.from(text);
  return length >= MIN_LENGTH && length <= MAX_LENGTH;
};

/** What a new password has to have, each for itself, so that a form can tick it off. Common ones are refused besides. */
export const PASSWORD_RULES = {
  length: holds(hasLength),
  letter: holds((text) => /\p{L}/u.test(text)),
  digit: holds((text) => /\p{Nd}/u.test(text)),
} as const;

/** Whether a new password has all that it has to have. */
export const keepsPasswordRules = (password: string): boolean =>
  Object.values(PASSWORD_RULES).every((keeps) => keeps(password));

import type { Locale, UserId } from '@cartless/domain';

/** How to reach a shopper. */
export type Contact = Readonly<{ email: string; locale: Locale; username: string }>;
/** Undefined when no event of the account has arrived yet. */
export type FindContact = (userId: UserId) => Promise<Contact | 'erased' | undefined>;

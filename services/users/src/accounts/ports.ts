import type { RefusedSide } from '@cartless/aggregate';
import type { UserId } from '@cartless/domain';
import type { AuditEntry, ErasedUser, NameKind, User, UserChange, UserSide } from './user.ts';

export type Clock = () => Date;

type Rule<After> = (user: User) => UserChange<After> | undefined;
type Options = Readonly<{
  /** The account when the caller has just read it. */
  known?: User;
  onRefusal?: (refused: readonly RefusedSide<UserSide>[]) => void;
}>;

/** Accounts for whoever changes none; an erased one counts as none. */
export type UserReader = Readonly<{
  find(id: UserId): Promise<User | undefined>;
  /** @throws AppError USER_UNKNOWN */
  read(id: UserId): Promise<User>;
}>;

/** Accounts. */
export type Users = UserReader &
  Readonly<{
    /** Opens an account, unless its id is taken; then answers what is there. @throws AppError …_TAKEN */
    create(change: UserChange): Promise<Readonly<{ state: User | ErasedUser; created: boolean }>>;
    /**
     * Changes an account by a rule, which is asked again when others were faster.
     * @throws AppError USER_UNKNOWN, …_TAKEN, TOKEN_UNKNOWN when a link or permission was used or replaced meanwhile, BUSY
     */
    change(id: UserId, rule: Rule<User>, options?: Options): Promise<User>;
    erase(id: UserId, rule: Rule<ErasedUser>, options?: Options): Promise<void>;
  }>;

export type Names = Readonly<{
  /** Whose user name, e-mail address or phone number (in the form that is compared) it is. */
  holder(kind: NameKind, name: string, at: Date): Promise<UserId | 'nobody any more' | undefined>;
}>;

/** The log of what was done to accounts. */
export type Audit = Readonly<{
  /** Newest first; at most 100 entries. */
  list(userId: UserId): Promise<readonly AuditEntry[]>;
  /** Takes out of all entries what somebody wrote about the account's owner. */
  forgetReasons(userId: UserId): Promise<void>;
}>;

export type DirectoryPage = Readonly<{ users: readonly User[]; nextCursor: string | null }>;

export type Directory = Readonly<{
  /** Accounts in the order of their addresses, those in use first. */
  list(
    query: Readonly<{
      emailPrefix: string;
      isActive?: boolean | undefined;
      limit: number;
      cursor?: string | undefined;
    }>,
  ): Promise<DirectoryPage>;
  /** Accounts whose name or address is exactly this. */
  named(name: string): Promise<readonly User[]>;
}>;

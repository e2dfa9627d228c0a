import type account from './en/account.json';
import type address from './en/address.json';
import type frame from './en/frame.json';

/** What can be said, by topic; each topic has one file in each language. English says which keys there are. */
export type Texts = Readonly<{
  account: typeof account;
  address: typeof address;
  frame: typeof frame;
}>;
export type Topic = keyof Texts;

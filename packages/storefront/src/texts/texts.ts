import type frame from './en/frame.json';

/** What can be said, by topic; each topic has one file in each language. English says which keys there are. */
export type Texts = Readonly<{
  frame: typeof frame;
}>;
export type Topic = keyof Texts;

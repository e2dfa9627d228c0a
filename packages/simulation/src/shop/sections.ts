/**
 * Parts of the shop that only listen, each with the queues that it hears by and the functions that start by themselves. A history may
 * do without them; `often` is the share of those that have it.
 */
export const SECTIONS = {
  analytics: { often: 0.2, deaf: /^analytics\//, idle: /^analytics / },
  mails: { often: 0.3, deaf: /^(orders\/Mails|users\/Mail)Queue$/, idle: undefined },
  logistics: { often: 0.6, deaf: /^logistics\//, idle: /^logistics / },
  availability: { often: 0.2, deaf: undefined, idle: /^orders (watchStock|countStock|rebuildSearch)$/ },
} as const satisfies Readonly<
  Record<string, Readonly<{ often: number; deaf: RegExp | undefined; idle: RegExp | undefined }>>
>;
export type Section = keyof typeof SECTIONS;
export const SECTION_NAMES = Object.keys(SECTIONS) as Section[];

/** What of a query was given: an address and a form leave out by nothing, the shop by no name at all. */
type Given<Query> = { [Name in keyof Query]?: Exclude<Query[Name], undefined | ''> };

/** Leaves out what is `undefined` or empty. */
export const given = <Query extends object>(query: Query): Given<Query> =>
  Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== undefined && value !== ''),
  ) as Given<Query>;

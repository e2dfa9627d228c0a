/** What a generator made: texts by path relative to the project, and what is wrong with its sources. */
export type Generated = Readonly<{ files: ReadonlyMap<string, string>; problems: readonly string[] }>;

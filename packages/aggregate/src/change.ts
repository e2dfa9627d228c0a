/** When something happened: milliseconds since 1970, or ISO 8601. */
export type Instant = number | string;

/** Something that happened to an aggregate, in the past tense, with what is to be told of it. */
export type Fact = Readonly<{ type: string; at: Instant }>;

/** Something that is written together with an aggregate: a name claimed, units released. */
export type Side = Readonly<{ type: string }>;

/** What a rule decides: the next state, what has happened, and what is written beside it. All of it is written, or nothing. */
export type Change<State, F extends Fact = never, S extends Side = never> = Readonly<{
  state: State;
  facts?: readonly F[];
  also?: readonly S[];
}>;

/** A decision about a state. It is pure, because it is asked again when somebody else was first; undefined changes nothing. */
export type Rule<State, F extends Fact = never, S extends Side = never, Before extends State = State> = (
  state: Before,
) => Change<State, F, S> | undefined;

/** A step of the proof, and what is known once it holds. */
export type Described = Readonly<{
  name: string;
  proves: string;
  /** Whether the short course leaves it out. */
  wholeOnly?: true;
}>;

/** The steps of the proof in their order; the table of docs/generated/deployment-proof.md is made of them. */
export const COURSE = {
  account: {
    name: 'an account with IAM starts',
    proves:
      'AWS is played on this machine. Policies are judged as AWS judges them, and an authorizer is made only when its issuer answers.',
  },
  settings: {
    name: 'two stages get settings, secrets, a sender',
    proves: 'A stage needs what the guide says, and nothing else.',
  },
  deployed: {
    name: 'a stage is deployed',
    proves:
      'CloudFormation takes every stack as it is packaged. A service needs the platform, and none of the others that come after it: orders are there before logistics, whose events they read, and read them in the journeys below.',
  },
  beside: {
    name: 'another beside it, in the other order',
    proves:
      'Nor any of those that came before it. No name is without its stage, and the same archives serve another stage.',
  },
  edge: {
    name: 'and its one address',
    proves:
      'CloudFront sends each path to its service or to the site, with the headers of pages, and proves itself; who comes past it is refused.',
    wholeOnly: true,
  },
  secret: {
    name: 'a secret is missing, and comes back',
    proves: 'What needs it answers 503 `SECRET_UNAVAILABLE`, and goes on without a deployment.',
    wholeOnly: true,
  },
  again: {
    name: 'deployed again, nothing changes',
    proves: 'Packaging is repeatable; a deployment that is repeated is harmless.',
    wholeOnly: true,
  },
  alone: {
    name: 'one service is deployed alone',
    proves: 'A changed setting reaches the functions of its service, and no other stack is touched.',
  },
  function: {
    name: 'one function is deployed alone',
    proves: '`serverless deploy function` works.',
    wholeOnly: true,
  },
  filled: {
    name: 'the shop is filled, its partners answer',
    proves:
      'The demo catalogue and accounts fit the tables; payment provider and carriers are the simulators.',
  },
  journey: {
    name: 'test/journey.e2e.test.ts plays on the stage',
    proves: 'Register, log in, order, pay by card, ship, deliver; the figures; what is refused.',
  },
  afterSales: {
    name: 'test/after-sales.e2e.test.ts plays on the stage',
    proves: 'Cash, cancelling, returns, refunds, parcels that come back and go out again.',
  },
  erasure: {
    name: 'test/erasure.e2e.test.ts plays on the stage',
    proves: 'An erased account is in no table, queue, log or dead letter.',
  },
  events: {
    name: 'events that no journey tells of',
    proves:
      'A mail that came back, an address that changes, a dispute, a weekly report and a file reach their functions.',
  },
  accounts: {
    name: 'test/accounts.e2e.test.ts plays on the stage',
    proves: 'A suspended or deleted account gets nothing sent, though its token still lives.',
  },
  visits: {
    name: 'shoppers come as they please',
    proves:
      '`pnpm traffic` for two minutes: who looks, buys, cancels and leaves is drawn by a seed. Every order that was placed comes to where it belongs: a parcel with a number of its carrier, or cancelled with nothing owed; one that nobody paid is cancelled.',
    wholeOnly: true,
  },
  unknown: {
    name: 'an event of a version that nobody knows yet',
    proves:
      'A consumer that is older than what its queue holds parks it whole and says why. Support puts it back, and it is not lost by that either.',
  },
  idle: {
    name: 'what no journey came to is run',
    proves: 'Every other route answers the example of its document, every schedule does its work.',
  },
  everyFunction: {
    name: 'every function ran',
    proves: 'Each function is there, starts, and is reached by its route, queue, stream or schedule.',
  },
  refused: {
    name: 'nothing was refused',
    proves:
      'The role of each function allows all that it did, and so do the policies of topics, queues and buckets.',
  },
  givenUp: {
    name: 'nothing was given up',
    proves: 'No message was parked or failed at every try, but those that a test gave up on purpose.',
  },
  rights: {
    name: 'what roles may is compared with what was done',
    proves:
      'Which rights nobody used is told, for a person to judge; see [what roles may](../aws.md#rights-that-no-call-uses).',
  },
  back: {
    name: 'the service goes back to before',
    proves: '`serverless rollback` brings the settings of before.',
    wholeOnly: true,
  },
  newFirst: {
    name: 'today’s users and orders beside the last release',
    proves:
      'The last release of each service is deployed from the history of the repository, then users and orders are brought to what they are today, in place. The journey passes, nothing is refused or given up.',
    wholeOnly: true,
  },
  oldFirst: {
    name: 'and the last release of orders beside today’s others',
    proves:
      'Orders go back to the last release, the others are brought to what they are today, in place; the same holds.',
    wholeOnly: true,
  },
  removed: {
    name: 'a stage is removed',
    proves: 'Nothing stays but the tables, which stay on purpose.',
    wholeOnly: true,
  },
  made: {
    name: 'and made again',
    proves: 'No name of the removed stage is in the way.',
    wholeOnly: true,
  },
  cut: {
    name: 'a deployment is cut in the middle, and repeated',
    proves:
      'What a killed deployment has left is in nobody’s way: the same command again brings it to its end.',
    wholeOnly: true,
  },
  byHand: {
    name: 'a stack is deleted by hand, and made again',
    proves: 'The table that stays is named, and when it is deleted too, the service is made again alone.',
    wholeOnly: true,
  },
} as const satisfies Readonly<Record<string, Described>>;

export type StepOf = keyof typeof COURSE;

/** The steps that a course takes. */
export const stepsOf = (short: boolean): readonly Described[] =>
  Object.values<Described>(COURSE).filter(({ wholeOnly }) => !short || wholeOnly !== true);

/** The steps that a course should have taken and did not. */
export const leftOut = (taken: readonly string[], short: boolean): readonly string[] =>
  stepsOf(short)
    .map(({ name }) => name)
    .filter((name) => !taken.includes(name));

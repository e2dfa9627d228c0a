/** A protection that the code has, how it is taken out, and the test that has to notice. */
export type Protection = Readonly<{
  /** Items of ASVS 5.0, as in docs/security.md. */
  items: string;
  file: string;
  /** Stands once in the file. */
  remove: string;
  /** What stands there without the protection. */
  without: string;
  /** The file of the test, and its name as docs/security.md has it. */
  tests: string;
  named: string;
  /** The title of the group that is enough, where each of several groups has the test. */
  group?: string;
}>;

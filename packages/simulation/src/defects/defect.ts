/** A deliberate defect: an expression of the product's source, and what somebody might have written instead. */
export type Defect = Readonly<{
  name: string;
  /** The file, from the root of the project. */
  file: string;
  /** What stands there, exactly once. */
  find: string;
  instead: string;
  /** Within so many histories it is found. */
  within: number;
}>;

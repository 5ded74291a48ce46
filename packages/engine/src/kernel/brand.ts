/** A type that only its own parser can mint: `Brand<string, 'AccountId'>` is a string that was checked to be one. */
export type Brand<Value, Name extends string> = Value & {
  readonly __brand: Name;
};

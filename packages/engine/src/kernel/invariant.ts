/** A broken promise of our own code: a bug, never an answer to bad input. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}

/** Closes a `switch` over a union: adding a variant stops compiling here until it is handled. */
export function unreachable(value: never): never {
  throw new InvariantError(`unhandled variant ${JSON.stringify(value)}`);
}

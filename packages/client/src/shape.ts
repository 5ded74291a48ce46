/**
 * What a piece of JSON must look like to be used. Objects may have more fields than are named; a `?` and `maybe` allow null, and
 * absent where null is meant.
 */
export type Shape =
  | 'text'
  | 'text?'
  | 'number'
  | 'number?'
  | 'flag'
  | readonly ['maybe' | 'list' | 'map', Shape]
  | { readonly [field: string]: Shape };

/** Whether a value of unknown origin has a shape. Whatever comes in, it answers and doesn't throw. */
export function fits(value: unknown, shape: Shape): boolean {
  switch (shape) {
    case 'text':
      return typeof value === 'string';
    case 'text?':
      return value == null || typeof value === 'string';
    case 'number':
      return Number.isFinite(value);
    case 'number?':
      return value == null || Number.isFinite(value);
    case 'flag':
      return typeof value === 'boolean';
  }
  if (isPair(shape)) {
    const [kind, inner] = shape;
    if (kind === 'maybe') return value == null || fits(value, inner);
    if (kind === 'list') return Array.isArray(value) && value.every((each) => fits(each, inner));
    return isRecord(value) && Object.values(value).every((each) => fits(each, inner));
  }
  return isRecord(value) && Object.entries(shape).every(([field, inner]) => fits(value[field], inner));
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPair(shape: Exclude<Shape, string>): shape is readonly ['maybe' | 'list' | 'map', Shape] {
  return Array.isArray(shape);
}

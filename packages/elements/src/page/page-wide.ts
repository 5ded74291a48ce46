/** One value for the whole page, even where two bundles brought a copy of this package each. */
export function pageWide<Value>(name: string, create: () => Value): Value {
  const shared: { [key: symbol]: unknown } = globalThis;
  const key = Symbol.for(`@kairos/elements:${name}`);
  shared[key] ??= create();
  return shared[key] as Value;
}

/** An event of a config that a meter counts one by one; null where there is none, or no config yet. */
export function meteredEvent(answer: unknown): string | null {
  const meters = Object.values(record(configOf(answer)['meters'])).map(record);
  const event = meters.find((meter) => (meter['aggregate'] ?? 'count') === 'count' && 'event' in meter)?.['event'];
  return typeof event === 'string' ? event : null;
}

/** The names of a config's plans by their ids. */
export function planNames(answer: unknown): ReadonlyMap<string, string> {
  const plans = configOf(answer)['plans'];
  const pairs = (Array.isArray(plans) ? plans : []).map((plan: unknown) => {
    const { id, name } = record(plan);
    return [String(id), String(name ?? id)] as const;
  });
  return new Map(pairs);
}

/** The config inside the API's answer, which gives it together with its version. */
function configOf(answer: unknown): Readonly<Record<string, unknown>> {
  const outer = record(answer);
  return 'config' in outer ? record(outer['config']) : outer;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

import { do_not_optimize, measure } from 'mitata';
import type { Figures, Setting } from './suite.ts';

/** Calls before the first that counts, so that the compiler has seen what it will see. */
const WARM_UP_MS = { sync: 120, async: 300 };
/** So much work is timed at once: far above what reading the clock costs, far below another process's turn on the core. */
const BATCH_NS = 500_000;
const ASYNC_BATCH = 64;
const MEASURED_NS = { full: 300e6, quick: 100e6 };

/**
 * Times a call that takes nanoseconds to microseconds, in nanoseconds per call. `p50` is mitata's, the median over batches of calls;
 * `mean` is what the thread had of the core, so that it holds the garbage collector's share but not another process's turn.
 */
export async function timeCall(call: () => unknown, setting: Setting): Promise<Figures> {
  const calls = Math.round(BATCH_NS / warmUp(call) / 4) * 4;
  let count = 0;
  const counted = (): void => {
    count += 1;
    do_not_optimize(call());
  };
  return measured(counted, { batch: Math.max(4, Math.min(4096, calls)), setting, counted: () => count });
}

/** As `timeCall`, for a call that answers with a promise. */
export async function timeAsyncCall(call: () => Promise<unknown>, setting: Setting): Promise<Figures> {
  const startedAt = performance.now();
  while (performance.now() - startedAt < WARM_UP_MS.async) do_not_optimize(await call());
  let count = 0;
  const counted = async (): Promise<void> => {
    count += 1;
    do_not_optimize(await call());
  };
  return measured(counted, { batch: ASYNC_BATCH, setting, counted: () => count });
}

async function measured(
  call: () => unknown,
  { batch, setting, counted }: { readonly batch: number; readonly setting: Setting; readonly counted: () => number },
): Promise<Figures> {
  globalThis.gc?.();
  const before = process.threadCpuUsage();
  const stats = await measure(call, {
    gc: false,
    batch_samples: batch,
    batch_threshold: Number.POSITIVE_INFINITY,
    warmup_threshold: Number.POSITIVE_INFINITY,
    min_cpu_time: setting.quick ? MEASURED_NS.quick : MEASURED_NS.full,
  });
  const { user, system } = process.threadCpuUsage(before);
  return { p50: stats.p50, mean: ((user + system) * 1_000) / counted() };
}

/** Calls for a while and answers about how long one took at the end, in nanoseconds. */
function warmUp(call: () => unknown): number {
  const CALLS = 64;
  const startedAt = performance.now();
  let costNs = 1;
  while (performance.now() - startedAt < WARM_UP_MS.sync) {
    const before = performance.now();
    for (let count = 0; count < CALLS; count += 1) do_not_optimize(call());
    costNs = Math.max(1, ((performance.now() - before) * 1e6) / CALLS);
  }
  return costNs;
}

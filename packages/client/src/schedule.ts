/** Calls `run` once, `delayMs` later, unless the returned function is called first. */
export type Schedule = (run: () => void, delayMs: number) => () => void;

/** The schedule of the machine's own timers. */
export const scheduleWithTimers: Schedule = (run, delayMs) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};

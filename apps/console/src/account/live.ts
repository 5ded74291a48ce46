/** How an account's data is kept fresh: asked again every 10 s while the page is in view, and at once when it comes back into view. */
export const LIVE = { refetchInterval: 10_000 } as const;

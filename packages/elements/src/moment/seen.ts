/** Half of it, or half of the window where it is larger than that. */
const SEEN_SHARE = 0.5;

/** Calls back once, when somebody can really see the element. Answers how to stop watching. */
export function whenSeen(element: Element, onSeen: () => void): () => void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(isSeen)) return;
      observer.disconnect();
      onSeen();
    },
    { threshold: [0.01, 0.25, SEEN_SHARE] },
  );
  observer.observe(element);
  return () => observer.disconnect();
}

function isSeen({ intersectionRatio, intersectionRect, rootBounds }: IntersectionObserverEntry): boolean {
  const window = rootBounds?.height ?? Number.POSITIVE_INFINITY;
  return intersectionRatio >= SEEN_SHARE || (intersectionRatio > 0 && intersectionRect.height >= window * SEEN_SHARE);
}

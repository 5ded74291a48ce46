import { css, type CSSResult } from 'lit';

export const upgradeStyles: CSSResult = css`
  dialog {
    inline-size: min(30rem, 100vw - 2rem);
    max-inline-size: none;
    max-block-size: calc(100dvh - 2rem);
    padding: 0;
    overflow: auto;
    overscroll-behavior: contain;
    font-size: var(--kairos-font-size, 1rem);
    --_ink: var(--kairos-ink, light-dark(#1d1b18, #efece6));
    color: var(--_ink);
    background: var(--kairos-ground, light-dark(#fff, #1b1a18));
    border: 1px solid var(--_hairline);
    border-radius: calc(var(--_radius) * 1.5);
  }

  dialog::backdrop {
    background: light-dark(rgb(24 22 18 / 0.35), rgb(0 0 0 / 0.6));
  }

  .body {
    display: grid;
    gap: 1rem;
    justify-items: start;
    padding: 1.5rem;
    padding-block-end: 1.125rem;
  }

  .body > * {
    max-inline-size: 100%;
  }

  .value {
    display: grid;
    gap: 0.25rem;
  }

  h2 {
    font-size: 1.25em;
    font-weight: 600;
    line-height: 1.35;
    text-wrap: pretty;
  }

  .value .headroom {
    margin-block-start: 0.5rem;
  }

  .value h2 {
    margin-block-start: 0.5rem;
  }

  h2:focus {
    outline: none;
  }

  .quote {
    inline-size: 100%;
    font-variant-numeric: tabular-nums;
    border-block-start: 1px solid var(--_hairline);
  }

  .quote > div {
    display: flex;
    justify-content: space-between;
    align-items: baseline;
    gap: 1rem;
    padding-block: 0.5rem;
  }

  .quote dd {
    white-space: nowrap;
  }

  .quote > .due {
    font-weight: 600;
    border-block-start: 1px solid var(--_hairline);
  }

  /* As high as most quotes are, so that nothing jumps when it comes. */
  .waiting {
    min-block-size: 7.5rem;
  }

  /* What is there within a third of a second need not be announced. */
  [aria-disabled='true'] > span {
    animation: appear 0s 300ms backwards;
  }

  @keyframes appear {
    from {
      visibility: hidden;
    }
  }

  .live {
    display: flex;
    gap: 0.5rem;
    align-items: center;
  }

  .check {
    flex: none;
    fill: none;
    stroke: var(--_accent);
    stroke-width: 2.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .check path {
    stroke-dasharray: 1;
    animation: draw 180ms ease-out backwards;
  }

  @keyframes draw {
    from {
      stroke-dashoffset: 1;
    }
  }

  .headroom {
    inline-size: 100%;
  }

  dialog[open] {
    animation: rise var(--_motion) ease-out;
  }

  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 0.5rem;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    dialog[open],
    .check path {
      animation: none;
    }
  }

  .then {
    font-variant-numeric: tabular-nums;
  }

  button.primary {
    inline-size: 100%;
    min-block-size: 2.75rem;
    font-variant-numeric: tabular-nums;
  }

  .act {
    display: grid;
    gap: 0.5rem;
    inline-size: 100%;
    justify-items: start;
  }

  .reassurance {
    font-size: 0.875em;
    color: var(--_quiet);
  }

  .notice {
    inline-size: 100%;
    padding: 0.75rem 0.875rem;
    background: var(--_wash);
    border-radius: calc(var(--_radius) * 0.75);
  }
`;

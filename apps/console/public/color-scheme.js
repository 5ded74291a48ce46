// Runs before the first paint, so that nobody who chose dark sees a flash of light. Kept out of the bundle, and out of the page
// itself, because the console is served under a policy that allows no inline script.
(() => {
  const system = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  let chosen = null;
  try {
    chosen = window.localStorage.getItem('kairos-color-scheme');
  } catch {
    // Storage is switched off: the system's choice stands.
  }
  document.documentElement.dataset.mantineColorScheme = chosen === 'light' || chosen === 'dark' ? chosen : system;
})();

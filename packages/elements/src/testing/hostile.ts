/** What must never become more than text, wherever it is put. */
export const HOSTILE = [
  '<img src=x onerror="window.attacked=1">',
  '"><script>window.attacked=1</script>',
  "<svg onload='window.attacked=1'><b>bold</b>",
  '<iframe srcdoc="<script>parent.attacked=1</script>"></iframe>',
  '<a href="javascript:window.attacked=1">${attacked} {{attacked}}</a>',
] as const;

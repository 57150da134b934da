const known = new Map<string, string>();
let theme = "";

/** The color of a service or of an outsider, as the style sheet has it for the theme that is on. */
export function palette(name: string): string {
  const root = document.documentElement;
  const now = root.dataset.theme ?? "";
  if (now !== theme) known.clear();
  theme = now;
  const color = known.get(name) ?? getComputedStyle(root).getPropertyValue(`--${name}`).trim();
  known.set(name, color);
  return color || "#888";
}

import { effect, signal } from "@preact/signals";
import { systemIsDark } from "../viewport.ts";

type Theme = "light" | "dark";

const key = "theme";

/** Storage may be forbidden, as in a page from disk. */
function stored(): Theme | undefined {
  try {
    const value = localStorage.getItem(key);
    return value === "light" || value === "dark" ? value : undefined;
  } catch {
    return undefined;
  }
}

const chosen = signal<Theme | undefined>(stored());

/** The theme that is on: what the person chose, or else the system's. */
export const theme = signal<Theme>("light");

effect(() => {
  theme.value = chosen.value ?? (systemIsDark.value ? "dark" : "light");
  document.documentElement.dataset.theme = theme.value;
});

export function setTheme(to: Theme): void {
  chosen.value = to;
  try {
    localStorage.setItem(key, to);
  } catch {
    // It is remembered until the page is closed.
  }
}

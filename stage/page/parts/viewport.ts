import { signal } from "@preact/signals";

/** A media query as a signal. */
function matches(query: string) {
  const list = matchMedia(query);
  const value = signal(list.matches);
  list.addEventListener("change", () => {
    value.value = list.matches;
  });
  return value;
}

/** Whether the window is as narrow as a telephone. */
export const narrow = matches("(max-width: 640px)");

/** Whether all parts of the page are below each other, and the hands out of sight of the map. */
export const stacked = matches("(max-width: 1099px)");

/** Whether the person asked for less motion. */
export const stillness = matches("(prefers-reduced-motion: reduce)");

/** How the page scrolls to what it leads to. */
export const scrolling = (): ScrollBehavior => (stillness.peek() ? "auto" : "smooth");

/** Whether the system is dark. */
export const systemIsDark = matches("(prefers-color-scheme: dark)");

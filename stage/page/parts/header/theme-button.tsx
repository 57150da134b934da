import { setTheme, theme } from "./theme.ts";

/** Switches between light and dark. */
export function ThemeButton() {
  const isDark = theme.value === "dark";
  return (
    <button
      type="button"
      class="quietly icon"
      aria-label={isDark ? "Light theme" : "Dark theme"}
      onClick={() => setTheme(isDark ? "light" : "dark")}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M12 4 a8 8 0 1 0 0 16 z" />
        <circle class="outline" cx={12} cy={12} r={8} />
      </svg>
    </button>
  );
}

/** What the address names. */
export type Route =
  | { readonly page: "map" }
  | {
      readonly page: "lesson";
      readonly name: string;
      readonly seed: number;
      /** Knobs that are turned. */
      readonly knobs: Readonly<Record<string, number>>;
    }
  | { readonly page: "question"; readonly number: number }
  | { readonly page: "exam"; readonly number?: number };

/** Reads the fragment of an address, such as `#lesson/retries?seed=3&outage=10`. What is not understood is the map. */
export function routeOf(fragment: string): Route {
  const [path = "", settings = ""] = fragment.replace(/^#/, "").split("?");
  const [page = "", name = ""] = path.split("/");
  if (page === "lesson" && name !== "") return { page, name, ...settingsOf(settings) };
  const number = /^\d{1,2}$/.test(name) ? Number(name) : undefined;
  if (page === "question" && number !== undefined) return { page, number };
  if (page === "exam") return number === undefined ? { page } : { page, number };
  return { page: "map" };
}

function settingsOf(text: string): { readonly seed: number; readonly knobs: Record<string, number> } {
  const knobs: Record<string, number> = {};
  let seed = 1;
  for (const [name, value] of new URLSearchParams(text)) {
    const number = Number(value);
    if (value === "" || !Number.isFinite(number)) continue;
    if (name !== "seed") knobs[name] = number;
    else if (Number.isSafeInteger(number) && number > 0) seed = number;
  }
  return { seed, knobs };
}

/** Writes a lesson's address. */
export function lessonAddress(name: string, seed = 1, knobs: Readonly<Record<string, number>> = {}): string {
  const settings = new URLSearchParams();
  if (seed !== 1) settings.set("seed", String(seed));
  for (const [knob, value] of Object.entries(knobs)) settings.set(knob, String(value));
  const text = settings.toString();
  return `#lesson/${name}${text === "" ? "" : `?${text}`}`;
}

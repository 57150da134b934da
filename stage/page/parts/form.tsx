import type { Entry } from "../../narrative/entry.ts";

/** Each kind of hop has a form of its own, the same on the map, in the timeline and in the legend. */
export function Form({ isEnd = false, kind }: { kind: Entry["kind"]; isEnd?: boolean }) {
  // A fault is a full triangle, and its end is an empty one.
  if (isEnd) return <path d="M0 -6 L6 5 L-6 5 Z" class="hollow" />;
  switch (kind) {
    case "duplicate":
      return (
        <>
          <circle class="hollow" r={6} />
          <circle r={2} />
        </>
      );
    case "retried":
      return <path d="M-4 -4 a6 6 0 1 1 -1.5 5 M-4 -8.5 v5 h5" class="loop" />;
    case "parked":
      return <path d="M-4 7.5 V-7 H6 L3.2 -3.5 L6 0 H-4" class="flag" />;
    case "killed":
    case "away":
      return <path d="M-5 -5 L5 5 M5 -5 L-5 5" class="cross" />;
    case "delayed":
      return <path d="M-4.5 -5.5 h9 L-4.5 5.5 h9 Z" class="loop" />;
    case "ignored":
    case "refused":
    case "failed":
      return <circle class="hollow" r={4.5} />;
    case "call":
      return <rect class="hollow" x={-4} y={-4} width={8} height={8} />;
    case "charge":
    case "refund":
    case "person":
      return <rect x={-4.5} y={-4.5} width={9} height={9} rx={2} />;
    case "mail":
      return <path d="M-6 -4 h12 v8 h-12 z M-6 -4 l6 5 l6 -5" class="loop" />;
    case "arming":
    case "started":
    case "back":
    case "guarantee":
    case "doubling":
    case "delaying":
    case "poisoned":
      return <path d="M0 -6 L6 5 L-6 5 Z" />;
    default:
      return <circle r={5} />;
  }
}

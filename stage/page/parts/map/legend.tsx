import type { ComponentChildren } from "preact";
import type { ConceptName } from "../../model/concepts.ts";
import { Form } from "../form.tsx";

interface Word {
  readonly concept: ConceptName;
  readonly word: string;
  readonly form: ComponentChildren;
}

const words: readonly Word[] = [
  { concept: "exchange", word: "event", form: <Form kind="handled" /> },
  { concept: "confirm", word: "confirm", form: <path class="loop" d="M-6 0 L-2 4.5 L6 -5" /> },
  { concept: "duplicate", word: "duplicate", form: <Form kind="duplicate" /> },
  { concept: "ignored", word: "ignored", form: <Form kind="ignored" /> },
  { concept: "fanout", word: "cancellation", form: <path class="loop" d="M-5 -5 L5 5 M5 -5 L-5 5" /> },
  { concept: "delay", word: "held back", form: <Form kind="delayed" /> },
  { concept: "retry", word: "retry", form: <Form kind="retried" /> },
  { concept: "parked", word: "parked", form: <Form kind="parked" /> },
  {
    concept: "outbox",
    word: "outbox",
    form: <path class="loop" d="M-6 -1 V6 H6 V-1 M0 3 V-7 M-3 -4 L0 -7 L3 -4" />,
  },
  { concept: "lease", word: "lease", form: <Lock /> },
  { concept: "tombstone", word: "tombstone", form: <path class="loop" d="M0 -7 V7 M-4 -3 H4" /> },
  { concept: "provider", word: "call", form: <Form kind="call" /> },
  { concept: "mailbox", word: "mail", form: <Form kind="mail" /> },
];

/** The words of the map, each with its form. On hover or focus, a word is explained and its parts of the map stand out. */
export function Legend() {
  return (
    <ul class="legend" aria-label="Legend" data-frame>
      {words.map(({ concept, form, word }) => (
        <li key={concept}>
          <button type="button" data-explain={concept}>
            <svg viewBox="-10 -10 20 20" aria-hidden="true">
              {form}
            </svg>
            {word}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** An instance owns this for a while. */
export function Lock() {
  return <path class="lock" d="M-4 -1 H4 V5 H-4 Z M-2.6 -1 V-3.4 A2.6 2.6 0 0 1 2.6 -3.4 V-1" />;
}

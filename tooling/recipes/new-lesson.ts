import { createHash } from "node:crypto";
import { type Steps, tests } from "./editor.ts";

const title = "Everyone comes back at once";
const hook = `A server restarts, and a thousand clients lose their connections at the same moment. All of them wait
equally long, and come back together.`;
const compares =
  "OFF: all clients wait equally long. ON: each waits between half and all of that, at random.";
const ask = "How many of the 1,000 clients come back within the busiest 50 ms?";

const russian: Readonly<Record<string, readonly [english: string, russian: string]>> = {
  "lesson/jitter/title": [title, "Все возвращаются сразу"],
  "lesson/jitter/hook": [
    hook,
    "Сервер перезапускается, и тысяча клиентов одновременно теряет соединение. Все ждут одинаково долго и возвращаются вместе.",
  ],
  "lesson/jitter/compares": [
    compares,
    "OFF: все клиенты ждут одинаково долго. ON: каждый ждёт от половины до всего этого времени, случайно.",
  ],
  "lesson/jitter/together": [ask, "Сколько из 1000 клиентов возвращается за самые тесные 50 мс?"],
};

/** As `hashOf` in lessons/language/translate.ts. */
const hashOf = (english: string): string => createHash("sha256").update(english).digest("hex").slice(0, 8);

/** The example: a lab lesson about jitter, which the chassis has. */
export const newLesson: Steps = {
  File: ({ write }) =>
    write(
      "lessons/load/jitter.ts",
      `import { backoff } from "#messaging/backoff.ts";
import { lab } from "../lab/lab.ts";
import { showTrial } from "../lab/recording.ts";
import type { Lesson } from "../lesson.ts";

const windowMs = 50;

export const jitter: Lesson = {
  name: "jitter",
  title: "${title}",
  questions: [13],
  ground: "lab",
  hook: \`${hook}\`,
  compares: "${compares}",
  predictions: [{ ask: "${ask}", measure: "together", unit: "clients", off: [1_000, 1_000], on: [30, 150] }],
  knobs: [
    { name: "clients", about: "how many retry", unit: "clients", from: 100, to: 10_000, step: 100, usual: 1_000 },
  ],
  async experiment({ side, seed, knobs: { clients = 1_000 } }) {
    const model = lab(seed);
    const windows = new Map<number, number>();
    const together = (): number => Math.max(...windows.values());
    for (let n = 0; n < clients; n += 1) {
      const waitMs = backoff(4, side === "off" ? 0 : model.random());
      const window = Math.floor(waitMs / windowMs);
      windows.set(window, (windows.get(window) ?? 0) + 1);
      showTrial(n, () => ({ together: together() }));
    }
    return { together: together() };
  },
  watch: ["OFF, one wave of clients hits the server. ON, they spread over half of the wait."],
  explain: "Backoff alone keeps clients in step. With jitter each waits between half and all of the delay.",
  wrong: [
    { answer: "Exponential backoff is enough.", why: "It makes the waves rarer, not smaller." },
    { answer: "A random first delay is enough.", why: "The next common failure puts them in step again." },
  ],
  followUps: [
    {
      ask: "How much jitter?",
      answer: "Half of the wait or all of it; with all of it some come back at once.",
      level: "middle",
    },
    {
      ask: "And a thousand instances of one job?",
      answer: "The same: shift each by its own offset.",
      level: "senior",
    },
  ],
  limits: "The server is ready when they come back.",
};
`,
    ),
  List({ edit }) {
    edit(
      "lessons/index.ts",
      "import { lostAnswers }",
      'import { jitter } from "./load/jitter.ts";\nimport { lostAnswers }',
    );
    edit("lessons/index.ts", "      retries,\n", "      retries,\n      jitter,\n");
  },
  Prove: ({ run }) => run("npm run --silent prove -- --lesson jitter"),
  Line({ edit, run }) {
    const because = '{ file: "messaging/backoff.ts", name: "(whole / 2) * random", undo: "(whole / 2) * 0" }';
    edit("lessons/load/jitter.ts", "  explain:", `  because: ${because},\n  explain:`);
    run("npm run --silent prove -- --undo --lesson jitter --seeds 3");
  },
  Russian: ({ edit }) => {
    const entries = Object.entries(russian).map(
      ([key, [english, text]]) =>
        `  ${JSON.stringify(key)}: ${JSON.stringify({ of: hashOf(english), text })},\n`,
    );
    edit("lessons/language/ru.json", "{\n", `{\n${entries.join("")}`);
  },
  Documents: ({ run }) => run("npm run --silent prove -- --documents --lesson jitter"),
  Check: ({ run }) =>
    run(
      tests(
        "lessons/test/lessons.test.ts lessons/questions/test/questions.test.ts lessons/language/test/*.test.ts",
        "--grep '^(?!.*both sides measure|.*is the cause)|jitter'",
      ),
    ),
};
